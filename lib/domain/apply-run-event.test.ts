import { describe, expect, test } from 'vitest';
import { applyRunEvent, type LiveTrace } from './apply-run-event.ts';
import { aMessage, aRun, aStep } from './domain-fixtures.ts';
import type { RunEvent } from './run-event.ts';
import type { Step } from './step.ts';
import { ms } from './time.ts';
import { openTrace } from './trace-state.ts';

const code = (input: string) => ({
  kind: 'code_interpreter' as const,
  id: 'call_1',
  type: 'code_interpreter',
  extra: {},
  input: { text: input },
  outputs: [],
});
const growing = (id: string, input: string): Step => aStep({ id, status: 'in_progress', calls: [code(input)] });
const live = (more: Partial<LiveTrace> = {}): LiveTrace => ({
  run: aRun({ status: 'in_progress' }),
  steps: [],
  messages: [],
  ...more,
});
const piece = (id: string, at: number, text: string): RunEvent => ({
  type: 'step_delta',
  delta: { id, pieces: [{ path: 'calls.0.input', at, text }] },
});
const inputOf = (trace: LiveTrace, at = 0) => {
  const call = trace.steps[at]?.calls[0];
  return call?.kind === 'code_interpreter' ? call.input?.text : undefined;
};
const page = (items: Step[]) => ({ items, nextCursor: null, total: null });

describe('pieces of text', () => {
  test('are added where they belong, and only once', () => {
    let trace = live({ steps: [growing('step_1', '')] });
    for (const event of [piece('step_1', 0, 'pri'), piece('step_1', 3, 'nt'), piece('step_1', 0, 'pri')]) {
      trace = applyRunEvent(trace, event);
      expect(applyRunEvent(trace, event)).toBe(trace);
    }
    expect(inputOf(trace)).toBe('print');
  });

  test('that overlap what is there bring the rest only', () => {
    const trace = applyRunEvent(live({ steps: [growing('step_1', 'pri')] }), piece('step_1', 1, 'rint'));
    expect(inputOf(trace)).toBe('print');
  });

  test('that lack what came before, name nothing, or are for a text that was cut change nothing', () => {
    const cut = aStep({
      id: 'step_2',
      status: 'in_progress',
      calls: [{ ...code('ab'), input: { text: 'ab', truncated: true, bytes: 9 } }],
    });
    const trace = live({ steps: [growing('step_1', 'ab'), cut] });
    const odd = ['calls.1.input', 'calls.0', 'calls.0.outputs.0.logs', '', 'calls.length', '__proto__.text', 'id'];
    const events = [
      piece('step_1', 3, 'x'),
      piece('step_2', 2, 'x'),
      piece('step_9', 0, 'x'),
      ...odd.map(
        (path): RunEvent => ({ type: 'step_delta', delta: { id: 'step_1', pieces: [{ path, at: 0, text: 'x' }] } }),
      ),
    ];
    for (const event of events) expect(applyRunEvent(trace, event)).toBe(trace);
  });

  test('of messages are added too', () => {
    const message = aMessage({
      id: 'msg_1',
      status: 'in_progress',
      content: [{ type: 'text', text: { text: 'Hel' }, annotations: [] }],
    });
    const event: RunEvent = {
      type: 'message_delta',
      delta: { id: 'msg_1', pieces: [{ path: 'content.0.text', at: 3, text: 'lo' }] },
    };
    const trace = applyRunEvent(live({ messages: [message] }), event);
    expect(trace.messages?.[0]?.content).toEqual([{ type: 'text', text: { text: 'Hello' }, annotations: [] }]);
    expect(applyRunEvent(trace, event)).toBe(trace);
  });
});

describe('whole objects', () => {
  test('what has ended stays ended', () => {
    const done = aRun({ status: 'completed', completedAt: ms(5) });
    const ended = aStep({ id: 'step_1', status: 'completed', calls: [code('whole')] });
    const trace = live({ run: done, steps: [ended] });
    expect(applyRunEvent(trace, { type: 'run_changed', run: aRun({ status: 'in_progress' }) })).toBe(trace);
    expect(applyRunEvent(trace, { type: 'step_changed', step: growing('step_1', 'whole and more') })).toBe(trace);
    expect(applyRunEvent(trace, piece('step_1', 5, 'x'))).toBe(trace);
  });

  test('a step announced again, or polled, loses nothing of what its stream brought', () => {
    const trace = live({ steps: [growing('step_1', 'print(65)')] });
    const again: RunEvent = { type: 'step_added', step: aStep({ id: 'step_1', status: 'in_progress', calls: [] }) };
    expect(applyRunEvent(trace, again)).toBe(trace);
    const end = aStep({ id: 'step_1', status: 'failed', calls: [] });
    expect(applyRunEvent(trace, { type: 'step_changed', step: end }).steps).toEqual([end]);
  });

  test('a message of a list, which has no status, does not undo the end that its stream told', () => {
    const text = (value: string) => [{ type: 'text' as const, text: { text: value }, annotations: [] }];
    const done = aMessage({ id: 'msg_1', status: 'completed', content: text('Hello') });
    const trace = live({ messages: [done] });
    const begun = aMessage({ id: 'msg_1', status: 'in_progress', content: [] });
    expect(applyRunEvent(trace, { type: 'message_changed', message: begun })).toBe(trace);
    const listed = aMessage({ id: 'msg_1', status: null, content: text('Hello there') });
    expect(applyRunEvent(trace, { type: 'message_changed', message: listed }).messages).toEqual([
      { ...listed, status: 'completed' },
    ]);
    const streamed = live({ messages: [{ ...done, status: 'in_progress' }] });
    const polled = aMessage({ id: 'msg_1', status: null, content: text('Hello') });
    expect(applyRunEvent(streamed, { type: 'message_changed', message: polled }).messages).toEqual(streamed.messages);
    expect(applyRunEvent(streamed, { type: 'message_changed', message: listed }).messages).toEqual([listed]);
  });

  test('a name of the assistant is kept', () => {
    const trace = live({ run: aRun({ status: 'queued', assistantName: 'Analyst' }) });
    const { run } = applyRunEvent(trace, { type: 'run_changed', run: aRun({ status: 'in_progress' }) });
    expect([run.status, run.assistantName]).toEqual(['in_progress', 'Analyst']);
  });
});

describe('a trace that is being read', () => {
  const steps = ['step_1', 'step_2'].map((id) => aStep({ id }));
  const state = (nextCursor: string | null, tail: string[] = []) => ({
    ...openTrace({ run: aRun({ status: 'in_progress' }), steps: { items: steps, nextCursor, total: null } }),
    tail: tail.map((id) => growing(id, 'a')),
  });
  const added: RunEvent = { type: 'step_added', step: aStep({ id: 'step_9' }) };
  const ids = (list: readonly Step[]) => list.map(({ id }) => id);

  test('a new step follows the last one, the tail, or waits until it is read', () => {
    expect(ids(applyRunEvent(state(null), added).steps)).toEqual(['step_1', 'step_2', 'step_9']);
    expect(ids(applyRunEvent(state('step_2', ['step_8']), added).tail)).toEqual(['step_8', 'step_9']);
    const reading = state('step_2');
    expect(applyRunEvent(reading, added)).toBe(reading);
    expect(applyRunEvent(state('step_2', ['step_8']), piece('step_8', 1, 'b')).tail).toEqual([growing('step_8', 'ab')]);
  });

  test('a snapshot that meets what is known goes on from there', () => {
    const trace = { run: aRun({ status: 'in_progress' }), steps: page([aStep({ id: 'step_3' })]), messages: [] };
    const after = applyRunEvent(state(null), { type: 'snapshot', trace: { ...trace, after: 'step_2' } });
    expect([ids(after.steps), after.nextCursor]).toEqual([['step_1', 'step_2', 'step_3'], null]);
  });

  test('one that does not becomes the tail, and what lies between is read', () => {
    const trace = { run: aRun({ status: 'in_progress' }), steps: page([aStep({ id: 'step_8' })]), messages: [] };
    const event: RunEvent = { type: 'snapshot', trace: { ...trace, after: 'step_7' } };
    const after = applyRunEvent(state(null), event);
    expect([ids(after.steps), ids(after.tail), after.nextCursor]).toEqual([['step_1', 'step_2'], ['step_8'], 'step_2']);
    expect(applyRunEvent(after, event)).toEqual(after);
  });
});
