import { describe, expect, test } from 'vitest';
import { aMessage, aRun, aStep, codeCall } from '../../domain/domain-fixtures.ts';
import { LONG_TEXT_LIMIT } from '../../domain/long-text.ts';
import type { LiveSnapshot, RunEvent } from '../../domain/run-event.ts';
import type { Step } from '../../domain/step.ts';
import { ms } from '../../domain/time.ts';
import { Channel } from './channel.ts';

const run: RunEvent = { type: 'run_changed', run: aRun({ status: 'in_progress' }) };
const step = (id: string, more: Partial<Step> = {}) => aStep({ id, ...more });
const growing = (id: string, text: string) => step(id, { status: 'in_progress', calls: [codeCall(text, '')] });
const piece = (id: string, at: number, text: string): RunEvent => ({
  type: 'step_delta',
  delta: { id, pieces: [{ path: 'calls.0.input', at, text }] },
});
const seen = (items: Step[], more: Partial<LiveSnapshot> = {}): RunEvent => ({
  type: 'snapshot',
  trace: {
    run: aRun({ status: 'in_progress' }),
    steps: { items, nextCursor: null, total: null },
    after: null,
    messages: [],
    ...more,
  },
});
const types = (events: RunEvent[]) => events.map(({ type }) => type);
const ids = (channel: Channel) => channel.trace?.steps.map(({ id }) => id);

describe('a channel', () => {
  test('hands on what changed, and nothing twice', () => {
    const channel = new Channel();
    const events: RunEvent[] = [run, { type: 'step_added', step: growing('step_1', 'a') }, piece('step_1', 1, 'b')];
    expect(types(channel.take(events))).toEqual(['run_changed', 'step_added', 'step_delta']);
    expect(channel.take(structuredClone(events))).toEqual([]);
    expect(channel.snapshot()?.steps.items).toEqual([growing('step_1', 'ab')]);
  });

  test('lets what comes before its run wait; such a stream is not the first of the run', () => {
    const channel = new Channel();
    expect(channel.take([{ type: 'step_changed', step: step('step_3') }])).toEqual([]);
    expect(channel.snapshot()).toBeNull();
    expect(types(channel.take([run]))).toEqual(['step_changed', 'run_changed']);
    expect(channel.snapshot()?.after).toBe('step_3');
  });

  test('tells the end of a run once', () => {
    const channel = new Channel();
    const done = aRun({ status: 'completed', completedAt: ms(9) });
    expect(types(channel.take([run, { type: 'run_changed', run: done }]))).toEqual(['run_changed', 'ended']);
    expect(channel.take([{ type: 'ended', run: done }, run])).toEqual([]);
  });

  test('cuts a text that grew too long, once, and says so', () => {
    const channel = new Channel();
    const most = 'x'.repeat(LONG_TEXT_LIMIT);
    channel.take([run, { type: 'step_added', step: growing('step_1', most) }]);
    const [cut, ...more] = channel.take([piece('step_1', most.length, 'yz'), piece('step_1', most.length + 2, 'z')]);
    expect(more).toEqual([]);
    expect(cut).toMatchObject({
      type: 'step_changed',
      step: { calls: [{ input: { text: most, truncated: true, bytes: most.length + 2 } }] },
    });
    const long = {
      type: 'message_changed',
      message: aMessage({ content: [{ type: 'refusal', refusal: { text: `${most}y` } }] }),
    } as const;
    expect(channel.take([long])).toMatchObject([{ message: { content: [{ refusal: { truncated: true } }] } }]);
  });

  test('remembers the end of a long run, and where that begins', () => {
    const channel = new Channel();
    channel.take([
      run,
      ...Array.from({ length: 130 }, (_, i): RunEvent => ({ type: 'step_added', step: step(`step_${i}`) })),
    ]);
    expect(channel.snapshot()).toMatchObject({ after: 'step_29', steps: { items: { length: 100 } } });
  });
});

describe('a look at the source', () => {
  test('is told whole at first, then as what changed', () => {
    const channel = new Channel();
    expect(types(channel.take([seen([step('step_1'), growing('step_2', 'a')], { after: 'step_0' })]))).toEqual([
      'snapshot',
    ]);
    const next = seen([step('step_1'), step('step_2'), growing('step_3', '')], { after: 'step_0' });
    expect(types(channel.take([next]))).toEqual(['step_changed', 'step_added']);
    expect(channel.take([next])).toEqual([]);
    expect([ids(channel), channel.after]).toEqual([['step_1', 'step_2', 'step_3'], 'step_0']);
  });

  test('does not undo what a stream brought', () => {
    const channel = new Channel();
    channel.take([
      run,
      { type: 'step_added', step: growing('step_1', 'streamed') },
      { type: 'step_added', step: growing('step_2', '') },
    ]);
    expect(channel.take([seen([growing('step_1', '')])])).toEqual([]);
    expect(channel.trace?.steps[0]).toEqual(growing('step_1', 'streamed'));
  });

  test('that shows steps before and between puts them in their order', () => {
    const channel = new Channel();
    channel.take([{ type: 'step_changed', step: growing('step_3', 'streamed') }, run]);
    const news = channel.take([seen([step('step_1'), step('step_2'), growing('step_3', '')])]);
    expect(types(news)).toEqual(['snapshot']);
    expect([ids(channel), channel.after]).toEqual([['step_1', 'step_2', 'step_3'], null]);
    expect(channel.trace?.steps[2]).toEqual(growing('step_3', 'streamed'));
  });

  test('that knows none of the steps begins anew', () => {
    const channel = new Channel();
    channel.take([seen([step('step_1')])]);
    expect(types(channel.take([seen([step('step_80')], { after: 'step_79' })]))).toEqual(['snapshot']);
    expect([ids(channel), channel.after]).toEqual([['step_80'], 'step_79']);
  });
});
