import { expect, test, vi } from 'vitest';
import { applyRunEvent, type LiveTrace } from '../../domain/apply-run-event.ts';
import { aMessage, aRun, aStep, codeCall } from '../../domain/domain-fixtures.ts';
import { fail } from '../../domain/failure.ts';
import { longText } from '../../domain/long-text.ts';
import type { RunEvent } from '../../domain/run-event.ts';
import type { Source } from '../upstream/sources.ts';
import { MOST_EVENT, sentEvents } from './event-size.ts';
import { liveRun, publishRunEvents } from './run-hub.ts';
import { KEY, liveSource, watching } from './viewer-fixture.ts';
import type { Frame } from './viewer-queue.ts';

const sources: Source[] = [];
vi.mock('../upstream/sources.ts', async (original) => ({
  ...(await original<object>()),
  findSource: (id: string) => sources.find((source) => source.id === id) ?? null,
  getSource: (id: string) => sources.find((source) => source.id === id) ?? fail('not_found', 'No such source.'),
}));

/** 200 KB, of which JSON makes six times as many. */
const CONTROL = '\u0001'.repeat(200_000);
const step = (id: string, logs: string) => aStep({ id, status: 'in_progress', calls: [codeCall('', logs)] });
const steps = Array.from({ length: 50 }, (_, i) => step(`step_${i}`, `${i}${'x'.repeat(100_000)}`));
const messages = Array.from({ length: 20 }, (_, i) =>
  aMessage({ id: `msg_${i}`, content: [{ type: 'text', text: longText(`${i}${CONTROL}`), annotations: [] }] }),
);

const sized = (frames: readonly Pick<Frame, 'event' | 'data'>[]) =>
  frames.map(({ data }) => Buffer.byteLength(data)).filter((bytes) => bytes > MOST_EVENT);

test('a viewer of a run with long logs gets all of them, no event over 1 MB', async () => {
  const made = liveSource({ steps });
  sources.push(made.source);
  const viewer = await watching(made.id);
  await vi.waitFor(() => expect(viewer.frames.at(-1)?.id).toMatch(/\.\d+$/));
  viewer.leave();
  await viewer.over;
  expect(viewer.frames.length).toBeGreaterThan(5);
  expect(sized(viewer.frames)).toEqual([]);
  // Who is cut off between two pieces gets them all again.
  expect(viewer.frames.slice(0, -1).every(({ id }) => id === null)).toBe(true);
  const events = viewer.frames.map(({ event, data }) => ({ type: event, ...JSON.parse(data) }) as RunEvent);
  const order = liveRun(made.id, KEY).channel.trace?.steps ?? [];
  const whole = events.reduce(applyRunEvent, { run: aRun({ source: made.id }), steps: order.slice(0, 1) });
  expect(whole.steps).toEqual(order);
  expect(order).toHaveLength(50);
  // Who had read nothing of these steps reads what lies between, and has the end meanwhile.
  const early: LiveTrace = { run: aRun(), steps: [step('step_before', '')], nextCursor: 'step_before' };
  const { tail = [] } = events.reduce<LiveTrace>(applyRunEvent, early);
  expect(tail.length).toBeGreaterThan(10);
  expect(tail).toEqual(order.slice(-tail.length));
});

test.each<[name: string, event: RunEvent]>([
  [
    'a snapshot',
    {
      type: 'snapshot',
      trace: { run: aRun(), steps: { items: steps, nextCursor: null, total: null }, after: null, messages },
    },
  ],
  [
    'a step',
    { type: 'step_changed', step: aStep({ calls: Array.from({ length: 9 }, () => codeCall(CONTROL, CONTROL)) }) },
  ],
  [
    'a message',
    {
      type: 'message_changed',
      message: aMessage({
        content: Array.from({ length: 9 }, () => ({ type: 'text' as const, text: longText(CONTROL), annotations: [] })),
      }),
    },
  ],
  [
    'a run',
    {
      type: 'run_changed',
      run: aRun({
        instructions: longText(CONTROL),
        tools: Array.from({ length: 900 }, (_, i) => ({
          type: 'function',
          function: { name: `f${i}`, description: 'x'.repeat(2_000) },
        })),
      }),
    },
  ],
  [
    'pieces of a text',
    {
      type: 'step_delta',
      delta: {
        id: 'step_1',
        pieces: [
          { path: 'calls.0.input', at: 7, text: CONTROL.repeat(5) },
          { path: 'calls.1.input', at: 0, text: 'b' },
        ],
      },
    },
  ],
])('%s is never sent over 1 MB, and what is cut says so', (_name, event) => {
  const sent = sentEvents('s', KEY, event);
  expect(sent.length).toBeGreaterThan(0);
  expect(sized(sent.map(({ type, data }) => ({ event: type, data })))).toEqual([]);
  const events = sent.map(({ type, data }) => ({ type, ...JSON.parse(data) }) as RunEvent);
  for (const one of events) {
    if (one.type === 'step_changed') expect(one.step.calls).toHaveLength(9);
    if (one.type === 'step_changed') expect(JSON.stringify(one.step)).toContain('"truncated":true,"bytes":200000');
    if (one.type === 'message_changed') expect(one.message.content).toHaveLength(9);
    if (one.type === 'run_changed') expect(one.run.tools).toHaveLength(900);
  }
  if (event.type === 'snapshot') {
    const parts = events.flatMap((one) => (one.type === 'snapshot' ? [one.trace] : []));
    expect(parts.flatMap((part) => part.steps.items.map(({ id }) => id))).toEqual(steps.map(({ id }) => id));
    expect(parts.flatMap((part) => part.messages.map(({ id }) => id))).toEqual(messages.map(({ id }) => id));
  }
  if (event.type === 'step_delta') {
    const pieces = events.flatMap((one) => (one.type === 'step_delta' ? one.delta.pieces : []));
    const first = pieces.filter(({ path }) => path === 'calls.0.input');
    expect(first.map(({ text }) => text).join('')).toBe(CONTROL.repeat(5));
    let at = 7;
    for (const piece of first) {
      expect(piece.at).toBe(at);
      at += piece.text.length;
    }
  }
});

test('what is published is sized for everybody who hears it', () => {
  const heard: { data: string }[] = [];
  liveRun('sized', KEY).viewers.add((event) => heard.push(event));
  publishRunEvents('sized', KEY, [
    { type: 'run_changed', run: aRun({ source: 'sized' }) },
    { type: 'step_added', step: aStep({ calls: Array.from({ length: 9 }, () => codeCall(CONTROL, CONTROL)) }) },
  ]);
  expect(heard.length).toBe(2);
  expect(heard.every(({ data }) => Buffer.byteLength(data) <= MOST_EVENT)).toBe(true);
});
