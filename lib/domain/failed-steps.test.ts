import { expect, test } from 'vitest';
import { aRun, aStep } from './domain-fixtures.ts';
import { nextFailedStep } from './failed-steps.ts';
import type { TraceState } from './trace-state.ts';

/** Steps named by letters; those in capitals failed. */
function trace(steps: string, tail = ''): TraceState {
  const step = (id: string) => aStep({ id, status: id === id.toUpperCase() ? 'failed' : 'completed' });
  return {
    run: aRun(),
    steps: Array.from(steps, step),
    tail: Array.from(tail, step),
    nextCursor: null,
    settled: true,
    problem: null,
    kept: null,
  };
}

test('goes on to the next failed step and begins again after the last', () => {
  const state = trace('aBcDe');
  expect(['a', 'B', 'c', 'D', 'e', 'run'].map((from) => nextFailedStep(state, from, 1)?.id)).toEqual([
    'B',
    'D',
    'D',
    'B',
    'B',
    'B',
  ]);
});

test('goes back to the one before, and from the first to the last', () => {
  const state = trace('aBcDe');
  expect(['a', 'B', 'c', 'D', 'e', 'run'].map((from) => nextFailedStep(state, from, -1)?.id)).toEqual([
    'D',
    'D',
    'B',
    'B',
    'D',
    'D',
  ]);
});

test('steps after a hole count; a lone failed step leads to itself; none gives null', () => {
  expect(nextFailedStep(trace('ab', 'cD'), 'a', 1)?.id).toBe('D');
  expect(nextFailedStep(trace('aB'), 'B', 1)?.id).toBe('B');
  expect(nextFailedStep(trace('aB'), 'B', -1)?.id).toBe('B');
  expect(nextFailedStep(trace('abc'), 'a', 1)).toBeNull();
  expect(nextFailedStep(trace(''), 'run', -1)).toBeNull();
});
