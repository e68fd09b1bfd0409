import { expect, it, vi } from 'vitest';
import { oncePerList } from './once-per-list.ts';

it('works out once for each list, also where nothing comes of it', () => {
  const work = vi.fn((list: readonly number[]) => list.find((value) => value > 2));
  const find = oncePerList(work);
  const [one, other] = [[1, 2], [1, 3]];
  expect([find(one), find(one), find(other), find(other), find(one)]).toEqual([undefined, undefined, 3, 3, undefined]);
  expect(work).toHaveBeenCalledTimes(2);
});
