import { describe, expect, test } from 'vitest';
import { type MinimapRows, minimapPaths } from './minimap-lines.ts';
import { randomFrom } from './random-plot.ts';
import { createTimeScale } from './time-scale.ts';

const LOOKS = ['a', 'b', 'fail'];
const HEIGHT = 46;

type Line = [row: number, start: number, end: number, look?: number];

function rowsOf(count: number, lines: readonly Line[]): MinimapRows {
  return {
    count,
    walk: (mark) => {
      for (const [row, start, end, look = 0] of lines) mark(row, start, end, look);
    },
  };
}

/** Lines of one look as [x, y, length]. */
function drawn(rows: MinimapRows, width: number, end: number, look: string): number[][] {
  const path = minimapPaths(rows, createTimeScale({ start: 0, end }, width), HEIGHT, LOOKS).find(
    (one) => one.look === look,
  );
  return [...(path?.path.matchAll(/M(\d+) (\d+)h(\d+)/g) ?? [])].map((match) => match.slice(1).map(Number));
}

describe('the minimap', () => {
  test('has a line for every row, in the order of the rows', () => {
    const rows = rowsOf(3, [
      [0, 0, 1000],
      [1, 0, 500],
      [2, 0, 200],
    ]);
    expect(drawn(rows, 100, 1000, 'a')).toEqual([
      [0, 4, 100],
      [0, 8, 50],
      [0, 12, 20],
    ]);
  });

  test('keeps the order of the list for rows that begin in the same second', () => {
    const rows = rowsOf(4, [
      [0, 0, 1000],
      [1, 500, 500],
      [2, 500, 500, 1],
      [3, 500, 500],
    ]);
    expect(drawn(rows, 100, 1000, 'a').map(([, y]) => y)).toEqual([4, 8, 16]);
    expect(drawn(rows, 100, 1000, 'b').map(([, y]) => y)).toEqual([12]);
  });

  test('shows rows without length, also at the end', () => {
    expect(drawn(rowsOf(1, [[0, 1000, 1000]]), 100, 1000, 'a')).toEqual([[98, 4, 2]]);
  });

  test('shows what takes most of a pixel, and failures always', () => {
    const lines: Line[] = Array.from({ length: 10_000 }, (_, i) => [i, i, i + 1, i % 3 === 0 ? 1 : 0]);
    expect(drawn(rowsOf(10_000, lines), 100, 10_000, 'b')).toEqual([]);
    lines[5000] = [5000, 5000, 5001, 2];
    expect(drawn(rowsOf(10_000, lines), 100, 10_000, 'fail')).toHaveLength(1);
  });

  test('stays inside its box and small, and quick, with fifty thousand rows', () => {
    const random = randomFrom(1);
    const count = 50_000;
    const lines = Array.from({ length: count }, (_, row): Line => {
      const start = row + random() * 100;
      return [row, start, start + random() ** 8 * count, Math.floor(random() * 2)];
    });
    const begin = performance.now();
    const paths = minimapPaths(rowsOf(count, lines), createTimeScale({ start: 0, end: count }, 500), HEIGHT, LOOKS);
    expect(performance.now() - begin).toBeLessThan(1000);
    const all = paths.flatMap(({ path }) =>
      [...path.matchAll(/M(\d+) (\d+)h(\d+)/g)].map((one) => one.slice(1).map(Number)),
    );
    expect(all.length).toBeLessThan(HEIGHT * 500);
    for (const [x = 0, y = 0, length = 0] of all) {
      expect(x).toBeGreaterThanOrEqual(0);
      expect(x + length).toBeLessThanOrEqual(500);
      expect(y).toBeGreaterThanOrEqual(1);
      expect(y).toBeLessThanOrEqual(HEIGHT - 1);
    }
  });
});
