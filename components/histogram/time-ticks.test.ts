import { expect, test } from 'vitest';
import { lengthWords, timeTicks, timeWords } from './time-ticks.ts';

const at = (year: number, month: number, day: number, hour = 0, minute = 0) =>
  new Date(year, month, day, hour, minute).getTime();
const labels = (start: number, end: number, most: number) => timeTicks(start, end, most).map((tick) => tick.label);

test('a few hours are marked at round hours of the reader’s clock', () => {
  expect(labels(at(2026, 10, 20, 8, 36), at(2026, 10, 20, 14, 40), 8)).toEqual([
    '09:00',
    '10:00',
    '11:00',
    '12:00',
    '13:00',
    '14:00',
  ]);
});

test('midnight, days and years are named', () => {
  expect(labels(at(2026, 10, 20, 21, 0), at(2026, 10, 21, 3, 0), 6)).toContain('21 Nov');
  expect(labels(at(2026, 10, 16), at(2026, 10, 20), 5)).toEqual(['16 Nov', '17 Nov', '18 Nov', '19 Nov', '20 Nov']);
  expect(labels(at(2026, 9, 1), at(2027, 1, 1), 5)).toEqual(['Oct', 'Nov', 'Dec', '2027', 'Feb']);
});

test('there are never more ticks than asked for, however long or short the range', () => {
  for (const length of [1500, 90_000, 5e6, 9e7, 8e8, 4e10, 3e12]) {
    const ticks = timeTicks(at(2026, 1, 3, 4, 5), at(2026, 1, 3, 4, 5) + length, 7);
    expect(ticks.length).toBeLessThanOrEqual(8);
    expect(ticks.length).toBeGreaterThan(0);
    expect(ticks.every((tick, i) => i === 0 || tick.at > (ticks[i - 1]?.at ?? 0))).toBe(true);
  }
});

test('instants and lengths are as short as they may be', () => {
  const noon = at(2026, 10, 20, 13, 10);
  expect(timeWords(noon, 5 * 60_000)).toBe('13:10:00');
  expect(timeWords(noon, 6 * 3_600_000)).toBe('13:10');
  expect(timeWords(noon, 5 * 86_400_000)).toBe('20 Nov 13:10');
  expect(timeWords(noon, 500 * 86_400_000)).toBe('20 Nov 2026');
  expect(lengthWords(240_000)).toBe('4\u00a0min');
  expect(lengthWords(5_400_000)).toBe('1\u202fh 30\u202fm');
  expect(lengthWords(7 * 86_400_000 + 4 * 3_600_000)).toBe('7\u202fd 4\u202fh');
});
