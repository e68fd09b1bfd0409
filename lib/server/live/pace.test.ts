import { expect, test } from 'vitest';
import { Pace } from './pace.ts';

test('a second while something changed in the last ten, then longer, up to five', () => {
  const pace = new Pace(0);
  expect([1, 4, 9].map((second) => pace.looked(false, null, second * 1000))).toEqual([1000, 1000, 1000]);
  expect([10, 12, 14, 18, 23].map((second) => pace.looked(false, null, second * 1000))).toEqual([
    1500, 2250, 3375, 5000, 5000,
  ]);
  expect(pace.looked(true, null, 30_000)).toBe(1000);
  expect(pace.looked(false, null, 39_000)).toBe(1000);
});

test('the source may ask for more time, never for less', () => {
  const pace = new Pace(0);
  expect(pace.looked(true, 7_000, 0)).toBe(7_000);
  expect(pace.looked(true, 10, 0)).toBe(1_000);
});

test('failures make it wait ever longer, as long as the source asks at least; a success ends that', () => {
  const pace = new Pace(0);
  expect([pace.failed(null), pace.failed(null), pace.failed(60_000)]).toEqual([2_000, 4_000, 60_000]);
  expect(pace.failures).toBe(3);
  for (let i = 0; i < 20; i++) pace.failed(null);
  expect(pace.failed(null)).toBe(30_000);
  expect(pace.looked(false, null, 1_000)).toBe(1_000);
  expect(pace.failures).toBe(0);
});
