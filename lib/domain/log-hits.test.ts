import { expect, it } from 'vitest';
import { lineFinder } from './log-hits.ts';

const signal = new AbortController().signal;

it('finds words as they are written, whatever their case', () => {
  const { list, count } = lineFinder(['a.b A.B', 'axb', '', 'x a.b']).now('a.b', 0, 10);
  expect(list.map(({ line, from, to }) => [line, from, to])).toEqual([
    [0, 0, 3],
    [0, 4, 7],
    [3, 2, 5],
  ]);
  expect(count).toBe(3);
  expect(lineFinder(['a']).now('', 0, 10)).toEqual({ first: 0, list: [], count: 0 });
  expect(lineFinder(['((']).now('((', 0, 10).list).toHaveLength(1);
});

it('counts all hits and lists any stretch of them, at once and in slices', async () => {
  const lines = ['A'.repeat(2_500), '', 'a', 'b', `ba${'aab'.repeat(1_000)}`, 'x'.repeat(1_500_000), 'a'];
  const finder = lineFinder(lines);
  const { list: all, count } = finder.now('a', 0, 10_000);
  expect([all.length, count]).toEqual([4_503, 4_503]);
  for (const first of [0, 1, 999, 1_000, 1_001, 2_499, 2_500, 2_501, 4_000, 4_501, 4_502, 4_503, 9_999_999]) {
    const wanted = { first, list: all.slice(first, first + 7), count };
    expect(finder.now('a', first, 7), String(first)).toEqual(wanted);
    expect(await lineFinder(lines).slowly('a', first, 7, signal)).toEqual(wanted);
  }
  // The words that were asked for before are not mixed up with others.
  expect(await finder.slowly('b', 1, 1, signal)).toEqual({
    first: 1,
    list: [{ line: 4, from: 0, to: 1 }],
    count: 1_002,
  });
  expect(finder.now('a', 4_502, 1).list).toEqual([{ line: 6, from: 0, to: 1 }]);
});

it('lets others work in a long search, and stops when the reader leaves', async () => {
  const lines = Array.from({ length: 400_000 }, (_, i) => `${i} some words of a line`);
  const stop = new AbortController();
  const run = lineFinder(lines).slowly('no such', 0, 1, stop.signal);
  stop.abort(new Error('left'));
  await expect(run).rejects.toThrow('left');
});
