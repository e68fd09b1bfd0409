import { expect, test } from 'vitest';
import { applyRunEvent, type LiveTrace } from './apply-run-event.ts';
import { aMessage, aRun, aStep, codeCall } from './domain-fixtures.ts';
import {
  countArrived,
  firstTextAt,
  type RecordedRunEvent,
  type Recording,
  recordingLength,
  Replayed,
  stallsOf,
} from './recording.ts';
import type { RunEvent } from './run-event.ts';
import { ms } from './time.ts';

const queued = aRun({ status: 'queued', completedAt: null, assistantName: null });
const done = aRun({ status: 'completed', assistantName: 'Churn Analyst' });
const words = 'It is warm in Lisbon, and stays so until Sunday.'.split(/(?<= )/);

const say = (id: string, at: number, text: string): RunEvent => ({
  type: 'message_delta',
  delta: { id, pieces: [{ path: 'content.0.text', at, text }] },
});
const said = (text: string, status: string | null) =>
  aMessage({ id: 'msg_1', status, content: [{ type: 'text', text: { text }, annotations: [] }] });

/** A run whose second of two steps is written word by word, 100 ms apart, after a silence of five seconds. */
function recorded(): Recording {
  const events: RecordedRunEvent[] = [];
  let at = 0;
  const tell = (event: RunEvent, later = 10) => events.push({ at: (at += later), event });
  const code = (status: string) =>
    aStep({ id: 'step_1', status, calls: [codeCall(status === 'completed' ? 'print(1)' : '')] });
  tell({ type: 'run_changed', run: queued }, 0);
  tell({ type: 'step_added', step: code('in_progress') });
  for (const [place, letter] of Array.from('print(1)').entries()) {
    tell({ type: 'step_delta', delta: { id: 'step_1', pieces: [{ path: 'calls.0.input', at: place, text: letter }] } });
  }
  tell({ type: 'step_changed', step: code('completed') });
  tell(
    { type: 'step_added', step: aStep({ id: 'step_2', kind: 'message', status: 'in_progress', messageId: 'msg_1' }) },
    5_000,
  );
  tell({ type: 'message_changed', message: said('', 'in_progress') });
  let length = 0;
  for (const word of words) {
    tell(say('msg_1', length, word), 100);
    length += word.length;
  }
  tell({ type: 'message_changed', message: said(words.join(''), 'completed') });
  tell({
    type: 'step_changed',
    step: aStep({ id: 'step_2', kind: 'message', status: 'completed', messageId: 'msg_1' }),
  });
  tell({ type: 'ended', run: done });
  return { streams: [{ startedAt: ms(1_790_000_000_000), events: events.length, ending: 'done' }], events };
}

const recording = recorded();
const ended: LiveTrace = (() => {
  let trace: LiveTrace = { run: done, steps: [], tail: [], nextCursor: null, messages: [] };
  for (const { event } of recording.events) trace = applyRunEvent(trace, event);
  return trace;
})();

test('the end of a replay is the final run with its steps and messages', () => {
  const replayed = new Replayed(recording, ended);
  expect(replayed.after(recording.events.length)).toEqual(ended);
  expect(replayed.after(0)).toEqual({
    ...ended,
    run: { ...queued, assistantName: 'Churn Analyst' },
    steps: [],
    messages: [],
  });
});

test('scrubbing back and forth in any order gives what playing from the beginning gives', () => {
  const many: Recording = {
    ...recording,
    events: [...recording.events.slice(0, -3), ...letters(500), ...recording.events.slice(-3)],
  };
  const straight = new Replayed(many, ended);
  const states = Array.from({ length: many.events.length + 1 }, (_, count) => straight.after(count));
  const scrubbed = new Replayed(many, ended);
  let place = 7;
  for (let n = 0; n < 400; n++) {
    place = (place * 7_919 + n * 104_729) % states.length;
    expect(scrubbed.after(place)).toEqual(states[place]);
  }
});

/** The message grows on, letter by letter. */
function letters(count: number): RecordedRunEvent[] {
  const from = words.join('').length;
  return Array.from({ length: count }, (_, n) => ({ at: 8_000 + n, event: say('msg_1', from + n, 'x') }));
}

test('events have arrived at their very instant and not before', () => {
  const second = recording.events[1]?.at ?? 0;
  expect(countArrived(recording, second - 1)).toBe(1);
  expect(countArrived(recording, second)).toBe(2);
  expect(countArrived(recording, recordingLength(recording))).toBe(recording.events.length);
});

test('the silence and the first text are found where they were', () => {
  const first = recording.events.findIndex(({ event }) => event.type === 'step_delta');
  expect(firstTextAt(recording)).toBe(recording.events[first]?.at);
  const [stall, ...more] = stallsOf(recording);
  expect(more).toEqual([]);
  expect((stall?.to ?? 0) - (stall?.from ?? 0)).toBe(5_000);
  expect(stall?.kind).toBe('stall');
  const two = {
    ...recording,
    streams: [...recording.streams, { startedAt: ms(1_790_000_003_000), events: 1, ending: null }],
  };
  expect(stallsOf(two).map(({ kind }) => kind)).toEqual(['between']);
});

test('what had ended before the recording began stands as it is now, and nothing of what followed', () => {
  const before = aStep({ id: 'step_0', kind: 'message', messageId: 'msg_0' });
  const whole: LiveTrace = {
    ...ended,
    steps: [before, ...ended.steps],
    messages: [aMessage({ id: 'msg_0' }), ...(ended.messages ?? [])],
  };
  const start = new Replayed(recording, whole).after(1);
  expect(start.steps).toEqual([before]);
  expect(start.messages?.map(({ id }) => id)).toEqual(['msg_0']);
});
