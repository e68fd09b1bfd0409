import { expect, test } from 'vitest';
import { listPage, seriesOf } from './series.ts';

const five = seriesOf(['a', 'b', 'c', 'd', 'e'].map((id) => ({ id })));

const CASES: [query: string, ids: string, more: boolean][] = [
  ['', 'edcba', false],
  ['order=asc', 'abcde', false],
  ['limit=2', 'ed', true],
  ['limit=2&after=d', 'cb', true],
  ['limit=2&after=c', 'ba', false],
  ['order=asc&limit=2&after=b', 'cd', true],
  ['order=asc&before=c', 'ab', false],
  ['after=a', '', false],
];

test.each(CASES)('a page for "%s" holds %s', (query, ids, more) => {
  const page = listPage(five, new URLSearchParams(query)) as {
    data: { id: string }[];
    has_more: boolean;
    last_id: unknown;
  };
  expect(page.data.map((one) => one.id).join('')).toBe(ids);
  expect(page.has_more).toBe(more);
  expect(page.last_id).toBe(ids.at(-1) ?? null);
});

test('an unknown id has no page', () => {
  expect(listPage(five, new URLSearchParams('after=x'))).toBeNull();
});
