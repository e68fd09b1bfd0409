import { expect, test } from 'vitest';
import { aRun } from './domain-fixtures.ts';
import type { Run } from './run.ts';
import { lengthScale, runLength, scaleOf } from './run-length.ts';

const T = 1_795_000_000_000;
const run = (more: Partial<Run>) => aRun({ createdAt: T as Run['createdAt'], ...more });

test('the length of an ended run ends, that of an unfinished one grows', () => {
  expect(runLength(run({ status: 'completed', completedAt: (T + 41_000) as Run['completedAt'] }), T + 99_000)).toBe(
    41_000,
  );
  expect(runLength(run({ status: 'in_progress' }), T + 4000)).toBe(4000);
  expect(runLength(run({ status: 'in_progress' }), T - 1000)).toBe(0);
});

test('unknown stays unknown', () => {
  expect(runLength(run({ status: 'incomplete' }), T + 4000)).toBeNull();
  expect(runLength(run({ createdAt: null }), T)).toBeNull();
});

test('the scale ends at the 90th percentile, so one long run does not flatten the others', () => {
  expect(lengthScale([...Array.from({ length: 18 }, (_, i) => i + 1), 600, 6000])).toBe(18);
  expect(lengthScale([5, null, 0])).toBe(5);
  expect(lengthScale([null])).toBe(0);
});

test('a run left behind does not stretch the scale of those that ended', () => {
  const ended = run({ status: 'completed', completedAt: (T + 5000) as Run['completedAt'] });
  const left = run({ status: 'in_progress' });
  expect(scaleOf([ended, left], T + 9_000_000)).toBe(5000);
  expect(scaleOf([left], T + 7000)).toBe(7000);
});
