import { renderHook } from '@testing-library/react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { lastSaid, silence } from '../ui/announcer.ts';
import { useSaidCounts } from './list-commands.ts';

beforeEach(() => {
  vi.useFakeTimers();
  silence();
});
afterEach(() => {
  vi.useRealTimers();
});

/** What has been said when everything that waited was said. */
function said(): string {
  vi.runAllTimers();
  return lastSaid().text;
}

type Counts = [list: string, total: number | null, failed: number | null];

function list(first: Counts): (next: Counts) => void {
  const { rerender } = renderHook((counts: Counts) => useSaidCounts(...counts), { initialProps: first });
  return rerender;
}

test('the number of runs is said as soon as it is known, and again with the failed ones', () => {
  const show = list(['', null, null]);
  expect(said()).toBe('');
  show(['', 100, null]);
  expect(said()).toBe('100 runs');
  show(['', 100, 12]);
  expect(said()).toBe('100 runs, 12 failed');
});

test('what is known at once is said once', () => {
  const show = list(['', 100, null]);
  show(['', 100, 12]);
  expect(said()).toBe('100 runs, 12 failed');
});

test('runs that come are said by themselves, also while nobody knows how many failed', () => {
  const show = list(['', 100, 12]);
  expect(said()).toBe('100 runs, 12 failed');
  show(['', 103, 13]);
  expect(said()).toBe('3 new runs, 1 failed');
  show(['', 104, null]);
  expect(said()).toBe('1 new run');
  show(['', 104, 13]);
  expect(said()).toBe('1 new run');
});

test('another list is said anew', () => {
  const show = list(['', 100, 12]);
  expect(said()).toBe('100 runs, 12 failed');
  show(['status=failed', 12, 12]);
  expect(said()).toBe('12 runs, 12 failed');
});
