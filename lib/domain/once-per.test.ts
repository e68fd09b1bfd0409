import { expect, it, vi } from 'vitest';
import { oncePer } from './once-per.ts';

it('works out once for each list, also where nothing comes of it', () => {
  const work = vi.fn((list: readonly number[]) => list.find((value) => value > 2));
  const find = oncePer(work);
  const [one, other] = [
    [1, 2],
    [1, 3],
  ];
  expect([find(one), find(one), find(other), find(other), find(one)]).toEqual([undefined, undefined, 3, 3, undefined]);
  expect(work).toHaveBeenCalledTimes(2);
});

it('keeps the last answer of a list that is asked for with something else', () => {
  const work = vi.fn((list: readonly number[], by: number, more: number) => list.length * by + more);
  const times = oncePer(work);
  const list = [1, 2];
  expect([times(list, 3, 0), times(list, 3, 0), times(list, 3, 1), times([1], 3, 1), times(list, 3, 1)]).toEqual([
    6, 6, 7, 4, 7,
  ]);
  expect(work).toHaveBeenCalledTimes(3);
  expect(times(list, 3, 0)).toBe(6);
});
