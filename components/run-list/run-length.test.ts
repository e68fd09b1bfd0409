import { expect, test } from 'vitest';
import type { Run } from '#lib/domain/run.ts';
import { sampleRun } from './sample-run.ts';
import { lengthScale, runLength } from './run-length.ts';

const T = 1_795_000_000_000;
const run = (more: Partial<Run>) => sampleRun({ createdAt: T as Run['createdAt'], ...more });

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
