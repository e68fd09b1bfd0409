import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Json, JsonObject } from '../../../domain/json.ts';
import type { StreamEvent } from '../dialect.ts';
import { applyDelta, withoutHoles } from './apply-delta.ts';
import { objectsOfStream } from './stream-objects.ts';

const event = (value: Json): StreamEvent => ({ event: null, value, text: JSON.stringify(value) });
const run = (status: string): Json => ({ id: 'run_1', object: 'thread.run', thread_id: 'thread_1', status });
const step = (status: string, tool_calls: Json[]): Json => ({
  id: 'step_1',
  object: 'thread.run.step',
  run_id: 'run_1',
  thread_id: 'thread_1',
  type: 'tool_calls',
  status,
  step_details: { type: 'tool_calls', tool_calls },
});
const delta = (...tool_calls: Json[]): Json => ({
  id: 'step_1',
  object: 'thread.run.step.delta',
  delta: { step_details: { type: 'tool_calls', tool_calls } },
});
const code = (code_interpreter: Json, index = 0) => ({ index, type: 'code_interpreter', code_interpreter });
const calls = (objects: ReturnType<typeof objectsOfStream>) =>
  (objects.find(({ value }) => value.id === 'step_1')?.value.step_details as JsonObject | undefined)?.tool_calls;

describe('deltas', () => {
  test('text in pieces is joined, outputs are placed by their index', () => {
    const objects = objectsOfStream(
      [
        run('in_progress'),
        step('in_progress', []),
        delta({ ...code({ input: '', outputs: [] }), id: 'call_1' }),
        delta(code({ input: 'print' })),
        delta(code({ input: '(65)' })),
        delta(code({ outputs: [{ index: 1, type: 'logs', logs: 'b' }] })),
        delta(code({ outputs: [{ index: 0, type: 'logs', logs: '6' }] })),
        delta(code({ outputs: [{ index: 0, type: 'logs', logs: '5' }] })),
      ].map(event),
    );
    expect(calls(objects)).toEqual([
      {
        id: 'call_1',
        type: 'code_interpreter',
        code_interpreter: {
          input: 'print(65)',
          outputs: [
            { type: 'logs', logs: '65' },
            { type: 'logs', logs: 'b' },
          ],
        },
      },
    ]);
  });

  test('a call that is sent twice keeps its id and its ranker', () => {
    const search = (ranker: string) => ({
      index: 0,
      id: 'call_1',
      type: 'file_search',
      file_search: { ranking_options: { ranker, score_threshold: 0 }, results: [] },
    });
    const objects = objectsOfStream(
      [step('in_progress', []), delta(search('auto')), delta(search('default_2024_08_21'))].map(event),
    );
    expect(calls(objects)).toEqual([
      {
        id: 'call_1',
        type: 'file_search',
        file_search: { ranking_options: { ranker: 'default_2024_08_21', score_threshold: 0 }, results: [] },
      },
    ]);
  });

  test('null before a string is set, calls may come out of order, holes close up', () => {
    const objects = objectsOfStream(
      [
        step('in_progress', []),
        delta({ index: 2, id: 'call_c', type: 'function', function: { name: 'c', arguments: '{', output: null } }),
        delta({ index: 0, id: 'call_a', type: 'function', function: { name: 'a', arguments: '{}', output: null } }),
        delta({ index: 2, type: 'function', function: { arguments: '}', output: 'done' } }),
      ].map(event),
    );
    expect(calls(objects)).toEqual([
      { id: 'call_a', type: 'function', function: { name: 'a', arguments: '{}', output: null } },
      { id: 'call_c', type: 'function', function: { name: 'c', arguments: '{}', output: 'done' } },
    ]);
  });

  test('indexes out of bounds are left out', () => {
    const before = { tool_calls: [] };
    for (const index of [-1, 0.5, 1e9, 2000, '0', null]) {
      expect(withoutHoles(applyDelta(before, { tool_calls: [{ index, id: 'x' }] }))).toEqual(before);
    }
  });

  test('nothing that is given is changed', () => {
    const before = Object.freeze({ a: Object.freeze([Object.freeze({ input: 'x' })]) });
    expect(applyDelta(before as unknown as JsonObject, { a: [{ index: 0, input: 'y' }] })).toEqual({
      a: [{ input: 'xy' }],
    });
    expect(before.a[0]?.input).toBe('x');
  });
});

describe('objects', () => {
  test('a whole object replaces what deltas made and keeps its text', () => {
    const done = step('completed', [code({ input: 'whole', outputs: [] })]);
    const objects = objectsOfStream([step('in_progress', []), delta(code({ input: 'par' })), done].map(event));
    expect(objects).toEqual([{ value: done, text: JSON.stringify(done) }]);
  });

  test('an object announced again keeps what deltas brought', () => {
    const objects = objectsOfStream(
      [step('in_progress', []), delta(code({ input: 'kept' })), step('in_progress', [])].map(event),
    );
    expect(calls(objects)).toEqual([{ type: 'code_interpreter', code_interpreter: { input: 'kept' } }]);
  });

  test('deltas without their beginning make a step below the run of the stream', () => {
    const [, made] = objectsOfStream([run('in_progress'), delta(code({ input: 'a' }))].map(event));
    expect(made?.value).toMatchObject({ id: 'step_1', run_id: 'run_1', thread_id: 'thread_1', status: 'in_progress' });
  });

  test('message text and annotations grow by their own indexes', () => {
    const part = (value: string, annotations: Json[] = []): Json => ({
      id: 'msg_1',
      object: 'thread.message.delta',
      delta: { content: [{ index: 0, type: 'text', text: { value, annotations } }] },
    });
    const mark = (index: number, text: string) => ({ index, type: 'file_citation', text });
    const [message] = objectsOfStream(
      [part('Hel'), part('lo', [mark(1, '[b]')]), part('', [mark(0, '[a]')])].map(event),
    );
    expect(message?.value.content).toEqual([
      {
        type: 'text',
        text: {
          value: 'Hello',
          annotations: [
            { type: 'file_citation', text: '[a]' },
            { type: 'file_citation', text: '[b]' },
          ],
        },
      },
    ]);
  });

  test('what is of another protocol is left alone', () => {
    const other: Json[] = [null, 'x', [], {}, { id: 'resp_1', object: 'response' }, { error: { message: 'no' } }];
    expect(objectsOfStream(other.map(event))).toEqual([]);
  });
});

const folder = process.env.RUNLENS_RECORDINGS;

/** Every recorded event stream, as events. */
function recordedStreams(root: string): StreamEvent[][] {
  return (
    readdirSync(root, { recursive: true, encoding: 'utf8' })
      // One capture was shortened by its author: deltas are missing in it.
      .filter((name) => name.endsWith('.json') && !name.startsWith('simple-openai'))
      .flatMap((name) => {
        const { exchanges } = JSON.parse(readFileSync(join(root, name), 'utf8')) as {
          exchanges: { response: { body: Json } }[];
        };
        return exchanges.flatMap(({ response: { body } }) => (typeof body === 'string' ? [body] : []));
      })
      .map((body) =>
        body
          .split(/\r?\n/)
          .filter((line) => line.startsWith('data: {'))
          .map((line) => event(JSON.parse(line.slice(6)) as Json)),
      )
  );
}

describe.skipIf(!folder)('recorded streams', () => {
  test('what deltas make equals the whole object that follows, but for what only that has', () => {
    let compared = 0;
    for (const events of recordedStreams(folder ?? '')) {
      const finals = objectsOfStream(events);
      const ids = new Set(events.flatMap(({ value }) => deltaId(value)));
      const unfinished = objectsOfStream(events.filter(({ value }) => !isEnd(value)));
      for (const id of ids) {
        const whole = finals.find(({ value }) => value.id === id)?.value;
        const made = unfinished.find(({ value }) => value.id === id)?.value;
        if (whole?.status !== 'completed' || !made) continue;
        expect(texts(made.step_details ?? made.content ?? null)).toEqual(
          texts(whole.step_details ?? whole.content ?? null),
        );
        compared++;
      }
    }
    expect(compared).toBeGreaterThan(0);
  });
});

function deltaId(value: Json): string[] {
  const { id, object } = value as JsonObject;
  return typeof object === 'string' && object.endsWith('.delta') && typeof id === 'string' ? [id] : [];
}

function isEnd(value: Json): boolean {
  return (value as JsonObject).status === 'completed';
}

/** Text that comes in pieces, in order. */
function texts(value: Json): string[] {
  if (Array.isArray(value)) return value.flatMap(texts);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) =>
    ['input', 'logs', 'arguments', 'value'].includes(name) && typeof inner === 'string'
      ? [`${name}: ${inner}`]
      : texts(inner),
  );
}
