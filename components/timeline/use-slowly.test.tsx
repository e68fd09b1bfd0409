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

test('works out what it is given ahead piece by piece, before anything is drawn of it', () => {
  const done: string[] = [];
  const ahead = (value: number) => ['a', 'b'].map((piece) => () => void done.push(`${piece}${value}`));
  const { result, rerender } = renderHook(({ value }) => useSlowly(value, 500, ahead), { initialProps: { value: 1 } });
  const steps = () => {
    done.length = 0;
    for (let task = 0; task < 6 && vi.getTimerCount() > 0; task++) {
      act(() => void vi.advanceTimersToNextTimer());
      done.push(`shows ${result.current}`);
    }
    return done;
  };
  expect(steps()).toEqual(['a1', 'shows 1', 'b1', 'shows 1', 'shows 1']);
  rerender({ value: 2 });
  expect(steps()).toEqual(['a2', 'shows 1', 'b2', 'shows 1', 'shows 2']);
  rerender({ value: 3 });
  act(() => void vi.advanceTimersToNextTimer());
  rerender({ value: 4 });
  expect(steps()).toEqual(['a4', 'shows 2', 'b4', 'shows 2', 'shows 4']);
});
