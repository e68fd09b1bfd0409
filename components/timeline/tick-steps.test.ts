import { describe, expect, test } from 'vitest';
import { multiples, tickStep, tickUnit } from './tick-steps.ts';

const SECOND = 1_000;
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const NARROW = '\u202f';

describe('steps', () => {
  test('go by 1, 2, 5 × 10ⁿ, then by the clock, then by days', () => {
    expect([1, 1.5, 3, 6, 11, 400].map(tickStep)).toEqual([1, 2, 5, 10, 20, 500]);
    expect([3, 10, 11, 16].map((seconds) => tickStep(seconds * SECOND) / SECOND)).toEqual([5, 10, 15, 30]);
    expect([31 * SECOND, 61 * SECOND, 3 * MINUTE, 6 * MINUTE, 16 * MINUTE].map(tickStep)).toEqual([
      MINUTE,
      2 * MINUTE,
      5 * MINUTE,
      15 * MINUTE,
      HOUR,
    ]);
    expect([7 * HOUR, 13 * HOUR, 30 * HOUR].map(tickStep)).toEqual([12 * HOUR, 24 * HOUR, 48 * HOUR]);
  });

  test('are never shorter than asked', () => {
    for (let least = 0.5; least < 1e12; least *= 1.37)
      expect(tickStep(least)).toBeGreaterThanOrEqual(least * (1 - 1e-9));
  });
});

describe('units', () => {
  test.each<[step: number, farthest: number, at: number, short: string, unit: string]>([
    [2, 500, 4, '4', 'ms'],
    [50, 9_000, 150, '150', 'ms'],
    [50, 50_000, 30_150, '30.15', 's'],
    [50, 90_000, 30_150, '0:30.15', 'min'],
    [200, 2_000, 400, '0.4', 's'],
    [5_000, 41_000, 35_000, '35', 's'],
    [10_000, MINUTE, MINUTE, '60', 's'],
    [15_000, 300_000, 45_000, '0:45', 'min'],
    [2_000, 452_000, 446_000, '7:26', 'min'],
    [MINUTE, HOUR, 50 * MINUTE, '50', 'min'],
    [15 * MINUTE, 2 * HOUR, 90 * MINUTE, '1:30', 'h'],
    [1_000, 600_000, 599_000, '9:59', 'min'],
    [1_000, 600_000, 0, '0', 'min'],
    [200, 600_000, 65_200, '1:05.2', 'min'],
    [20, 700_000, 65_020, '1:05.02', 'min'],
    [2_000, 12 * HOUR, 11 * HOUR + 6 * MINUTE + 36_000, '11:06:36', 'h'],
    [5 * MINUTE, 12 * HOUR, 11 * HOUR + 5 * MINUTE, '11:05', 'h'],
    [1_000, 700_000, -65_000, '−1:05', 'min'],
    [HOUR, 30 * HOUR, 2 * HOUR, '2', 'h'],
    [48 * HOUR, 900 * HOUR, 48 * HOUR, '2', 'd'],
    [1_000, 5_000, -2_000, '−2', 's'],
  ])('of %d ms up to %d ms', (step, farthest, at, short, unit) => {
    const texts = tickUnit(step, farthest);
    expect([texts.short(at), texts.long(at)]).toEqual([short, `${short}${NARROW}${unit}`]);
  });
});

test('multiples lie within their ends, and are not more than asked for', () => {
  expect(multiples(5, -7, 11, 9)).toEqual([-5, 0, 5, 10]);
  expect(multiples(0.1, 0.3, 0.5, 9)).toHaveLength(3);
  expect(multiples(1, 0, 1e9, 4)).toEqual([0, 1, 2, 3]);
  expect(multiples(5, 6, 9, 9)).toEqual([]);
});
