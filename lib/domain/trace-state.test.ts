import { describe, expect, test } from 'vitest';
import { aRun, aStep } from './domain-fixtures.ts';
import type { Page } from './page.ts';
import type { Step } from './step.ts';
import { ms } from './time.ts';
import {
  appendSteps,
  countSteps,
  endSteps,
  findStep,
  isComplete,
  mergePoll,
  openTrace,
  placeOf,
  pollCursor,
  type TraceState,
} from './trace-state.ts';

const steps = (from: number, to: number, more: Partial<Step> = {}) =>
  Array.from({ length: to - from + 1 }, (_, i) =>
    aStep({ id: `s${from + i}`, createdAt: ms((from + i) * 1000), ...more }),
  );
const page = (items: Step[], nextCursor: string | null = null): Page<Step> => ({ items, nextCursor, total: null });
const open = (items: Step[], nextCursor: string | null = null, last: Step[] | null = null, run = aRun()): TraceState =>
  openTrace({ run, steps: page(items, nextCursor) }, last && page(last.toReversed()));
const ids = (list: readonly Step[]) => list.map((step) => step.id).join(' ');

describe('opening', () => {
  test('a whole first page is complete', () => {
    const state = open(steps(1, 3));
    expect(isComplete(state)).toBe(true);
    expect(state.settled).toBe(true);
    expect(ids(state.steps)).toBe('s1 s2 s3');
  });

  test('the last page waits behind a hole', () => {
    const state = open(steps(1, 3), 's3', steps(8, 10));
    expect(isComplete(state)).toBe(false);
    expect(ids(state.steps)).toBe('s1 s2 s3');
    expect(ids(state.tail)).toBe('s8 s9 s10');
    expect(countSteps(state)).toBe(6);
    expect(findStep(state, 's9')?.id).toBe('s9');
    expect(placeOf(state, 's9')).toBe(-1);
  });

  test('a last page that overlaps the first closes the trace', () => {
    const state = open(steps(1, 3), 's3', steps(3, 5));
    expect(ids(state.steps)).toBe('s1 s2 s3 s4 s5');
    expect(state.tail).toEqual([]);
    expect(isComplete(state)).toBe(true);
  });

  test('a source that ignores the order gives no tail', () => {
    const wrong = openTrace({ run: aRun(), steps: page(steps(1, 3), 's3') }, page(steps(1, 6)));
    expect(wrong.tail).toEqual([]);
    expect(isComplete(wrong)).toBe(false);
    const same = openTrace({ run: aRun(), steps: page(steps(1, 3), 's3') }, page(steps(1, 3)));
    expect(same.tail).toEqual([]);
    expect(same.nextCursor).toBe('s3');
  });

  test('a step sent twice is kept once', () => {
    expect(ids(open([...steps(1, 2), ...steps(2, 2)]).steps)).toBe('s1 s2');
  });

  test('a run that goes on, or has an open step, is not settled', () => {
    expect(open(steps(1, 1), null, null, aRun({ status: 'in_progress' })).settled).toBe(false);
    expect(open(steps(1, 1, { status: 'in_progress' })).settled).toBe(false);
  });
});

describe('reading on', () => {
  test('appends in order, without changing what was there', () => {
    const before = open(steps(1, 2), 's2');
    const kept = before.steps;
    const after = appendSteps(before, steps(3, 4));
    expect(ids(kept)).toBe('s1 s2');
    expect(ids(after.steps)).toBe('s1 s2 s3 s4');
    expect(after.nextCursor).toBe('s4');
    expect(placeOf(after, 's4')).toBe(3);
    expect(placeOf(before, 's4')).toBe(-1);
    expect(appendSteps(after, [])).toBe(after);
  });

  test('a known id is replaced in place and does not move the cursor', () => {
    const after = appendSteps(open(steps(1, 3), 's3'), [aStep({ id: 's2', status: 'failed' })]);
    expect(ids(after.steps)).toBe('s1 s2 s3');
    expect(after.steps[1]?.status).toBe('failed');
    expect(after.nextCursor).toBe('s3');
  });

  test('meeting the tail joins it and completes the trace', () => {
    const after = appendSteps(open(steps(1, 2), 's2', steps(5, 7)), steps(3, 5));
    expect(ids(after.steps)).toBe('s1 s2 s3 s4 s5 s6 s7');
    expect(after.tail).toEqual([]);
    expect(isComplete(after)).toBe(true);
  });

  test('the end of the stream takes in a tail that was never met', () => {
    const after = endSteps(appendSteps(open(steps(1, 2), 's2', steps(5, 6)), steps(3, 3)));
    expect(ids(after.steps)).toBe('s1 s2 s3 s5 s6');
    expect(isComplete(after)).toBe(true);
  });

  test('ten thousand steps in batches stay cheap', () => {
    let state = open(steps(1, 50), 's50');
    const began = performance.now();
    for (let i = 51; i <= 10_000; i += 100) state = appendSteps(state, steps(i, Math.min(10_000, i + 99)));
    expect(performance.now() - began).toBeLessThan(1500);
    expect(state.steps).toHaveLength(10_000);
    expect(placeOf(state, 's9999')).toBe(9_998);
  });
});

describe('polling', () => {
  const running = aRun({ status: 'in_progress' });

  test('continues after the last step before the first that is still open', () => {
    expect(pollCursor(open([]))).toBeNull();
    expect(pollCursor(open(steps(1, 3)))).toBe('s3');
    expect(pollCursor(open([...steps(1, 2), ...steps(3, 4, { status: 'in_progress' })]))).toBe('s2');
    expect(pollCursor(open(steps(1, 1, { status: 'in_progress' })))).toBeNull();
  });

  test('a step that never ends does not drag the cursor back to the beginning', () => {
    expect(pollCursor(open([...steps(1, 1, { status: 'in_progress' }), ...steps(2, 200)]))).toBe('s200');
  });

  test('merges by id, takes the newer run, and settles on the answer after the end', () => {
    const first = open([...steps(1, 1), ...steps(2, 2, { status: 'in_progress' })], null, null, running);
    const second = mergePoll(first, { run: aRun({ status: 'completed' }), steps: page(steps(2, 3)) });
    expect(ids(second.steps)).toBe('s1 s2 s3');
    expect(second.steps[1]?.status).toBe('completed');
    expect(second.settled).toBe(false);
    const third = mergePoll(second, { run: aRun({ status: 'completed' }), steps: page([]) });
    expect(third.settled).toBe(true);
    expect(ids(third.steps)).toBe('s1 s2 s3');
  });

  test('an answer with nothing new gives the same state, and one with another step keeps the others', () => {
    const going = steps(2, 2, { status: 'in_progress' });
    const first = open([...steps(1, 1), ...going], null, null, running);
    expect(mergePoll(first, { run: running, steps: page(going) })).toBe(first);
    const next = mergePoll(first, { run: running, steps: page([...going, ...steps(3, 3)]) });
    expect(ids(next.steps)).toBe('s1 s2 s3');
    expect(next.steps[1]).toBe(going[0]);
    expect(next.run).toBe(running);
  });

  test('an answer that was asked for before the end and comes after it changes nothing', () => {
    const ended = open(steps(1, 2), null, null, aRun({ status: 'completed' }));
    const late = { run: running, steps: page(steps(2, 2, { status: 'in_progress' })) };
    expect(mergePoll(ended, late)).toBe(ended);
    const going = open(steps(1, 2), null, null, running);
    expect(mergePoll(going, late).steps[1]?.status).toBe('completed');
  });

  test('more new steps than a page holds are left to the stream', () => {
    const after = mergePoll(open(steps(1, 1), null, null, running), { run: running, steps: page(steps(2, 3), 's3') });
    expect(after.nextCursor).toBe('s3');
  });

  test('an answer during reading changes known steps only', () => {
    const reading = open(steps(1, 2), 's2', null, running);
    const after = mergePoll(reading, {
      run: running,
      steps: page([...steps(2, 2, { status: 'failed' }), ...steps(9, 9)]),
    });
    expect(ids(after.steps)).toBe('s1 s2');
    expect(after.steps[1]?.status).toBe('failed');
    expect(after.nextCursor).toBe('s2');
  });
});
