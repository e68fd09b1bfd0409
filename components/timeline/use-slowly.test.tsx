import { act, renderHook } from '@testing-library/react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { useSlowly } from './use-slowly.ts';

beforeEach(() => vi.useFakeTimers({ now: 10_000 }));
afterEach(() => vi.useRealTimers());

const pass = (time: number) => act(() => void vi.advanceTimersByTime(time));

test('follows at once, then slowly, and arrives at the last value', () => {
  const { result, rerender } = renderHook(({ value, every }) => useSlowly(value, every), {
    initialProps: { value: 1, every: 0 },
  });
  rerender({ value: 2, every: 0 });
  expect(result.current).toBe(2);
  rerender({ value: 3, every: 500 });
  expect(result.current).toBe(3);
  pass(0);
  for (let value = 4; value <= 8; value++) {
    rerender({ value, every: 500 });
    pass(50);
  }
  expect(result.current).toBe(3);
  pass(500);
  expect(result.current).toBe(8);
  rerender({ value: 9, every: 500 });
  expect(result.current).toBe(8);
  rerender({ value: 10, every: 0 });
  expect(result.current).toBe(10);
});
