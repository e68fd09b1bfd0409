import { describe, expect, it, test } from 'vitest';
import { aRun, aStep, codeCall, functionCall } from './domain-fixtures.ts';
import type { Run } from './run.ts';
import { countStepEvents, type LifecycleEvent, lineInstants, runEvents } from './run-events.ts';
import type { Step } from './step.ts';
import { ms } from './time.ts';

const T = 1_000_000;
const at = (seconds: number) => ms(T + seconds * 1000);
const NOW = at(60);
const run = (status: string, more: Partial<Run> = {}) => aRun({ status, createdAt: at(0), ...more });
const code = (from: number, to: number) =>
  aStep({ id: `c${from}`, createdAt: at(from), completedAt: at(to), calls: [codeCall('')] });
const asks = (from: number, more: Partial<Step> = {}) =>
  aStep({ id: `f${from}`, createdAt: at(from), calls: [functionCall('a'), functionCall('b')], ...more });
const answered = [functionCall('a', '', '1'), functionCall('b', '', '1')];
const error = { code: 'server_error', message: null, extra: {} };

/** Those that cross the timeline as a line. */
const eventLines = (events: LifecycleEvent[]) => events.filter((event) => event.line !== null && event.at !== null);
/** Those that are about the run as a whole. */
const runLevelEvents = (events: LifecycleEvent[]) =>
  events.filter(({ kind }) => kind !== 'step_created' && kind !== 'step_ended');

/** Events as `offset title`, with `≥` after and `≤` by. */
function read(of: Run, steps: Step[] = []): string[] {
  return runEvents(of, steps, { now: NOW }).map(({ offset, title, bound }) => {
    const sign = { exact: '', after: '≥', by: '≤' }[bound];
    return `${sign}${offset === null ? '–' : offset / 1000} ${title}`;
  });
}

describe('runEvents', () => {
  it('tells a run that waited for outputs, in order, ties by the list', () => {
    const steps = [code(1, 8), asks(8, { completedAt: at(35), calls: answered }), code(35, 41)];
    const failed = { ...steps[2], status: 'failed', completedAt: null, failedAt: at(41), lastError: error } as Step;
    const of = run('failed', { startedAt: at(35), failedAt: at(41), lastError: error });
    const events = runEvents(of, [...steps.slice(0, 2), failed], { now: NOW });
    expect(read(of, [...steps.slice(0, 2), failed])).toEqual([
      '0 Created',
      '1 Step 1 created',
      '8 Step 1 completed',
      '8 Step 2 created',
      '≥8 Outputs requested',
      '≤35 Outputs submitted',
      '35 Step 2 completed',
      '35 Resumed',
      '35 Step 3 created',
      '41 Step 3 failed',
      '41 Failed',
    ]);
    expect(eventLines(events).map(({ kind, line, basis }) => [kind, line, basis])).toEqual([
      ['outputs_requested', 'dashed', 'creation of step 2'],
      ['outputs_submitted', 'dashed', 'end of step 2'],
      ['failed', 'fail', 'end of the run'],
    ]);
    expect(runLevelEvents(events).map(({ kind }) => kind)).toEqual([
      'created',
      'outputs_requested',
      'outputs_submitted',
      'resumed',
      'failed',
    ]);
    expect(events.at(-1)).toMatchObject({ code: 'server_error', approximate: true, at: at(41) });
    expect(events.at(-2)).toMatchObject({ code: 'server_error', step: 'c35' });
    expect(new Set(events.map(({ id }) => id)).size).toBe(events.length);
  });

  it('calls a start before the first step the start', () => {
    expect(read(run('completed', { startedAt: at(1), completedAt: at(5) }), [code(1, 5)])).toEqual([
      '0 Created',
      '1 Started',
      '1 Step 1 created',
      '5 Step 1 completed',
      '5 Completed',
    ]);
  });

  it('ends a run that goes on with now, before its deadline', () => {
    const waits = run('requires_action', { startedAt: at(1), expiresAt: at(600) });
    expect(read(waits, [asks(11, { status: 'in_progress' })])).toEqual([
      '0 Created',
      '1 Started',
      '11 Step 1 created',
      '≥11 Outputs requested',
      '60 Now',
      '600 Deadline',
    ]);
    expect(runEvents(waits, [], { now: NOW }).find(({ kind }) => kind === 'now')).toMatchObject({
      line: 'now',
      approximate: false,
    });
    expect(read(run('in_progress'), [asks(11, { status: 'in_progress' })])).not.toContain('≥11 Outputs requested');
  });

  it('does not say that outputs were asked for or came where nothing shows it', () => {
    const cut = run('incomplete', { completedAt: at(9), incompleteReason: 'max_completion_tokens' });
    expect(read(cut, [asks(3, { completedAt: at(9) })])).toEqual([
      '0 Created',
      '3 Step 1 created',
      '9 Step 1 completed',
      '9 Ended incomplete',
    ]);
    const expired = run('expired', { expiresAt: at(600) });
    expect(read(expired, [asks(4, { status: 'expired' })])).toEqual([
      '0 Created',
      '4 Step 1 created',
      '≥4 Outputs requested',
      '600 Expired',
    ]);
    expect(runEvents(expired, [], { now: NOW }).at(-1)?.basis).toBe('deadline of the run');
  });

  it('leaves out what has no time, and puts an end without one last', () => {
    expect(read(aRun({ status: 'completed', createdAt: null }), [aStep()])).toEqual(['– Completed']);
    const [, ended] = runEvents(run('incomplete'), [], { now: NOW });
    expect(ended).toMatchObject({ at: null, offset: null, detail: 'the source does not say when' });
    expect(read(aRun({ status: 'completed', createdAt: null, completedAt: at(3) }), [code(1, 2)])).toEqual([
      '– Step 1 created',
      '– Step 1 completed',
      '– Completed',
    ]);
  });

  test.each([
    ['completed', 'Completed'],
    ['cancelled', 'Cancelled'],
    ['incomplete', 'Ended incomplete'],
    ['rejected', 'Ended'],
    ['constructor', 'Ended'],
  ])('an end as %s is called %s', (status, title) => {
    expect(runEvents(run(status, { completedAt: at(9) }), [], { now: NOW }).at(-1)?.title).toBe(title);
  });

  it('keeps the words of other hosts', () => {
    const odd = aStep({ status: 'skipped', createdAt: at(1), completedAt: at(2) });
    expect(runEvents(run('in_progress'), [odd], { now: NOW })).toContainEqual(
      expect.objectContaining({ title: 'Step 1 ended', code: 'skipped' }),
    );
    expect(runEvents(run('rejected', { failedAt: at(2) }), [], { now: NOW }).at(-1)?.code).toBe('rejected');
  });

  it('is in order for any steps', () => {
    let seed = 5;
    const random = () => (seed = (seed * 48271) % 2147483647) / 2147483647;
    for (let round = 0; round < 500; round++) {
      const steps = Array.from({ length: 6 }, (_, i) => {
        const from = Math.floor(random() * 50);
        const to = random() < 0.8 ? at(from + Math.floor(random() * 20)) : null;
        return asks(from, { id: `s${i}`, completedAt: to, calls: random() < 0.5 ? answered : [codeCall('')] });
      });
      const events = runEvents(run('completed', { startedAt: at(random() * 50), completedAt: at(70) }), steps, {
        now: NOW,
      });
      events.forEach((event, i) => {
        expect(event.at).not.toBeNull();
        if (i > 0) expect(event.at).toBeGreaterThanOrEqual(events[i - 1]?.at ?? 0);
      });
      expect(events.filter(({ kind }) => kind === 'step_created')).toHaveLength(6);
    }
  });
});

it('gives the events of the run alone without those of the steps, and counts these', () => {
  const steps = [code(1, 8), asks(8, { completedAt: at(35), calls: answered }), code(35, 41), aStep({ id: 'untimed' })];
  const of = run('completed', { startedAt: at(35), completedAt: at(41) });
  const all = runEvents(of, steps, { now: NOW });
  const level = runEvents(of, steps, { now: NOW, runLevel: true });
  expect(level).toEqual(runLevelEvents(all));
  expect(countStepEvents(steps)).toBe(all.length - level.length);
});

it('gives the lines alone as they are among the events', () => {
  let seed = 9;
  const random = () => (seed = (seed * 48271) % 2147483647) / 2147483647;
  const pick = <T>(items: readonly T[]) => items[Math.floor(random() * items.length)] as T;
  for (let round = 0; round < 500; round++) {
    const steps = Array.from({ length: 5 }, (_, i) => {
      const from = Math.floor(random() * 50);
      const calls = pick([answered, [codeCall('')], [functionCall('a')], [...answered, codeCall('')]]);
      const status = pick(['completed', 'in_progress', 'expired', 'failed']);
      const completedAt = random() < 0.7 ? at(from + 3) : null;
      return asks(from, { id: `s${i}`, completedAt, calls, status, createdAt: random() < 0.1 ? null : at(from) });
    });
    const status = pick(['completed', 'failed', 'requires_action', 'in_progress', 'expired']);
    const of = run(status, status === 'failed' ? { failedAt: at(60) } : {});
    const order = (lines: { at: number | null; line: string | null }[]) =>
      lines.map(({ at: instant, line }) => `${instant} ${line}`).sort();
    const told = order(eventLines(runEvents(of, steps, { now: NOW })));
    expect(order(lineInstants(of, steps, { now: NOW }))).toEqual(told);
  }
});

test('the start of a run whose steps are not told is not called the end of its queue', () => {
  const started = (steps: Step[]) => {
    const worked = aRun({ createdAt: at(0), startedAt: at(16), completedAt: at(17) });
    return runEvents(worked, steps, { now: NOW }).find(({ kind }) => kind === 'started')?.detail;
  };
  expect(started([])).toBeNull();
  expect(started([aStep({ createdAt: at(16) })])).toBe('left the queue');
});
