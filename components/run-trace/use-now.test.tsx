import { act, renderHook } from '@testing-library/react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { useNow } from './use-now.ts';

beforeEach(() => void vi.useFakeTimers({ now: 10_400 }));
afterEach(() => void vi.useRealTimers());

test('ticks by the second, or as seldom as it is asked to, and stands still where nothing goes on', () => {
  const { result } = renderHook(() => [useNow(1, true), useNow(2, true, 2_000), useNow(3, false)]);
  const shown = [result.current];
  for (let second = 0; second < 3; second++) {
    act(() => void vi.advanceTimersByTime(1_000));
    shown.push(result.current);
  }
  expect(shown).toEqual([
    [10_000, 10_000, 3],
    [11_000, 10_000, 3],
    [12_000, 12_000, 3],
    [13_000, 12_000, 3],
  ]);
});
