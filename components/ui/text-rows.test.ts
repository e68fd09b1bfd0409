import { describe, expect, it } from 'vitest';
import { longLines, ROW_LENGTH, textRows } from './text-rows.ts';

const LONG = 'x'.repeat(25_500);
const LINES = ['a', LONG, 'b', LONG, 'c'];

describe('textRows', () => {
  it('folds long lines to their beginning and counts the rest', () => {
    const rows = textRows(LINES, longLines(LINES), new Set());
    expect(rows.count).toBe(5);
    expect(rows.at(1)).toEqual({ line: 1, from: 0, to: ROW_LENGTH, hidden: LONG.length - ROW_LENGTH });
    expect(rows.at(4)).toEqual({ line: 4, from: 0, to: 1, hidden: 0 });
  });

  it('lays an opened line out in rows that cover it once, and finds every place again', () => {
    const rows = textRows(LINES, longLines(LINES), new Set([1]));
    expect(rows.count).toBe(5 + 25);
    const parts = Array.from({ length: rows.count }, (_, i) => rows.at(i));
    const text = parts.filter((part) => part.line === 1).map((part) => LONG.slice(part.from, part.to));
    expect(text.join('')).toBe(LONG);
    expect(parts.filter((part) => part.hidden > 0)).toEqual([expect.objectContaining({ line: 3 })]);
    expect(rows.rowOf(0, 0)).toBe(0);
    expect(rows.at(rows.rowOf(1, 12_345))).toMatchObject({ line: 1, from: 12_000, to: 13_000 });
    expect(rows.at(rows.rowOf(2, 0)).line).toBe(2);
    expect(rows.at(rows.rowOf(3, 20_000))).toMatchObject({ line: 3, from: 0 });
    expect(rows.at(rows.rowOf(4, 0)).line).toBe(4);
  });

  it('does not cut a character in two', () => {
    const line = `${'x'.repeat(ROW_LENGTH - 1)}${'😀'.repeat(10_000)}`;
    const rows = textRows([line], [0], new Set([0]));
    for (let i = 0; i < rows.count; i++) {
      const { from, to } = rows.at(i);
      expect(line.slice(from, to).isWellFormed()).toBe(true);
    }
  });
});
