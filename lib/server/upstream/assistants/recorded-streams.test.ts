import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { isJsonObject, type Json } from '../../../domain/json.ts';
import type { Message } from '../../../domain/message.ts';
import { mapMessageTexts } from '../../../domain/message.ts';
import type { Step } from '../../../domain/step.ts';
import { mapStepTexts } from '../../../domain/step-texts.ts';
import type { StreamEvent } from '../dialect.ts';
import { eventOf, eventsOfBytes, Player } from './fixtures/play-stream.ts';

const folder = process.env.RUNLENS_RECORDINGS;

interface Recorded {
  file: string;
  events: StreamEvent[];
  /** Null where only the payloads were recorded. */
  bytes: Uint8Array | null;
}

/** Every recorded event stream of this protocol. */
function recordedStreams(root: string): Recorded[] {
  const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.json'));
  const all = files.flatMap((file) => {
    const { exchanges } = JSON.parse(readFileSync(join(root, file), 'utf8')) as {
      exchanges: { response: { body: Json } }[];
    };
    return exchanges.flatMap(({ response: { body } }): Recorded[] => {
      if (Array.isArray(body)) return [{ file, bytes: null, events: body.map(payloadOf).map(eventOf) }];
      if (typeof body !== 'string' || !/^(?:event|data):/m.test(body)) return [];
      const bytes = new TextEncoder().encode(`${body}\n\n`);
      return [{ file, bytes, events: eventsOfBytes([bytes]) }];
    });
  });
  return all.filter(({ events }) => events.some(({ value }) => isJsonObject(value) && value.object === 'thread.run'));
}

function payloadOf(one: Json): Json {
  return typeof one === 'string' && one.startsWith('{') ? (JSON.parse(one) as Json) : one;
}

function isEnd({ value }: StreamEvent): boolean {
  return isJsonObject(value) && value.object !== 'thread.run' && value.status === 'completed';
}

function isDelta({ value }: StreamEvent): boolean {
  return isJsonObject(value) && typeof value.object === 'string' && value.object.endsWith('.delta');
}

const streams = folder ? recordedStreams(folder) : [];
const play = (events: readonly StreamEvent[]) => {
  const player = new Player();
  for (const event of events) player.play(event);
  return player;
};

process.stdout.write(
  folder
    ? `recorded streams: ${streams.length}, ${streams.reduce((sum, { events }) => sum + events.length, 0)} events\n`
    : 'recorded streams: skipped, because RUNLENS_RECORDINGS names no folder of recorded exchanges\n',
);

describe.skipIf(!folder)('recorded streams', () => {
  test('there are some, with steps and messages in pieces', () => {
    expect(streams.length).toBeGreaterThan(5);
    const deltas = streams.flatMap(({ events }) =>
      events.filter(isDelta).map(({ value }) => isJsonObject(value) && value.object),
    );
    expect(new Set(deltas)).toEqual(new Set(['thread.run.step.delta', 'thread.message.delta']));
  });

  test.each(streams.map((one) => [one.file, one] as const))(
    '%s: what is put together is the final object',
    (_, { events }) => {
      const player = new Player();
      for (const event of events) {
        player.play(event);
        expect(player.trace).toEqual(player.mapped());
      }
      const finals = play(events.filter((event) => !isDelta(event))).mapped();
      const ended = new Set(events.filter(isEnd).map(({ value }) => isJsonObject(value) && value.id));
      const ofEnded = <T extends { id: string }>(list: readonly T[]) => list.filter(({ id }) => ended.has(id));
      expect(ofEnded(player.trace.steps)).toEqual(ofEnded(finals.steps));
      expect(ofEnded(player.trace.messages)).toEqual(ofEnded(finals.messages));
      expect(player.trace.run).toEqual(finals.run);
    },
  );

  // One capture was shortened by its author: deltas are missing in it.
  const complete = streams.filter(({ file }) => !file.startsWith('simple-openai'));
  test('what deltas alone make has the texts of the final object', () => {
    let compared = 0;
    for (const { events } of complete) {
      const finals = play(events).trace;
      const grown = play(events.filter((event) => !isEnd(event))).trace;
      const begun = new Set(events.filter(isDelta).map(({ value }) => isJsonObject(value) && value.id));
      const ended = new Set(events.filter(isEnd).map(({ value }) => isJsonObject(value) && value.id));
      for (const step of grown.steps) {
        if (!begun.has(step.id) || !ended.has(step.id)) continue;
        compared++;
        expect(textsOfStep(step)).toEqual(textsOfStep(finals.steps.find(({ id }) => id === step.id) ?? step));
      }
      for (const message of grown.messages) {
        if (!begun.has(message.id) || !ended.has(message.id)) continue;
        compared++;
        expect(textsOf(message)).toEqual(textsOf(finals.messages.find(({ id }) => id === message.id) ?? message));
      }
    }
    expect(compared).toBeGreaterThan(5);
  });

  test('bytes may arrive one by one', () => {
    for (const { bytes, events } of streams) {
      if (!bytes) continue;
      const single = eventsOfBytes(Array.from(bytes, (byte) => Uint8Array.of(byte)));
      expect(single).toEqual(events);
    }
  });
});

/** Texts of calls that come in pieces; results of a search and payloads of unknown tools do not. */
function textsOfStep(step: Step): string[] {
  const texts: string[] = [];
  const calls = step.calls.filter(({ kind }) => kind === 'code_interpreter' || kind === 'function');
  mapStepTexts({ ...step, detail: null, calls }, (text) => {
    texts.push(text.text);
    return text;
  });
  return texts;
}

function textsOf(message: Message): string[] {
  const texts: string[] = [];
  mapMessageTexts(message, (text) => {
    texts.push(text.text);
    return text;
  });
  return texts;
}
