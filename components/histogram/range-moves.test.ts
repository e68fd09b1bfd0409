import { expect, test } from 'vitest';
import { barPath, topOf } from './bar-paths.ts';
import { type HistogramBar, isInside, mergedBars, sumsOf } from './histogram-data.ts';
import { keyedRange, snapped } from './range-moves.ts';

const bars: HistogramBar[] = Array.from({ length: 10 }, (_, i) => ({
  start: i * 100,
  end: (i + 1) * 100,
  counts: [i === 4 ? 3 : 0, 0, i],
}));
const key = (name: string, shiftKey = false) => ({ key: name, shiftKey });

test('a drawn range takes whole bars, and an end on an edge takes nothing of the next', () => {
  expect(snapped(bars, 130, 420)).toEqual({ start: 100, end: 500 });
  expect(snapped(bars, 420, 130)).toEqual({ start: 100, end: 500 });
  expect(snapped(bars, 100, 400)).toEqual({ start: 100, end: 400 });
  expect(snapped(bars, 250, 250)).toEqual({ start: 200, end: 300 });
  expect(snapped(bars, -50, 5000)).toEqual({ start: 0, end: 1000 });
  expect(snapped([], 1, 2)).toBeNull();
});

test('keys move one end by bars and never past the other', () => {
  const range = { start: 200, end: 500 };
  expect(keyedRange(bars, range, 'start', key('ArrowLeft'))).toEqual({ start: 100, end: 500 });
  expect(keyedRange(bars, range, 'start', key('ArrowRight', true))).toEqual({ start: 400, end: 500 });
  expect(keyedRange(bars, range, 'end', key('End'))).toEqual({ start: 200, end: 1000 });
  expect(keyedRange(bars, range, 'end', key('Home'))).toEqual({ start: 200, end: 300 });
  expect(keyedRange(bars, range, 'end', key('a'))).toBeNull();
});

test('sums count the bars whose middle is inside', () => {
  expect(sumsOf(bars, { start: 300, end: 500 }, 3)).toEqual([3, 0, 7]);
  expect(sumsOf(bars, null, 3)).toEqual([3, 0, 45]);
  expect(bars.filter((bar) => isInside(bar, { start: 240, end: 460 }))).toHaveLength(3);
});

test('bars are merged from the newest on, and nothing is lost', () => {
  const merged = mergedBars(bars, 3);
  expect(merged.map((bar) => [bar.start, bar.end])).toEqual([
    [0, 100],
    [100, 400],
    [400, 700],
    [700, 1000],
  ]);
  expect(sumsOf(merged, null, 3)).toEqual(sumsOf(bars, null, 3));
});

test('the scale ends at an even round number', () => {
  const high = (count: number) => topOf([{ start: 0, end: 1, counts: [count] }]);
  expect([0, 1, 3, 36, 41, 900, 12_345].map(high)).toEqual([2, 2, 4, 40, 100, 1000, 20_000]);
});

test('parts stand on each other and a single one of many is still seen', () => {
  const [bar] = [{ start: 0, end: 1, counts: [1, 0, 999] }];
  const scale = { top: 1000, height: 52 };
  expect(barPath([bar], 0, scale, () => true)).toBe('M0.7 51h8.6v1h-8.6z');
  expect(barPath([bar], 1, scale, () => true)).toBe('');
  expect(barPath([bar], 2, scale, () => true)).toMatch(/^M0\.7 0h8\.6v51\.45h/);
  expect(barPath([bar], 2, scale, () => false)).toBe('');
});
