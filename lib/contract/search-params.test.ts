import { expect, test } from 'vitest';
import { formatSearchParams, parseSearchParams } from './search-params.ts';

test('what is searched for survives the address, and what is of the list only is left out', () => {
  const params = { q: '"no such file" tim*', source: ['prod'], status: ['failed'], from: '7d', to: null };
  expect(parseSearchParams(new URLSearchParams(formatSearchParams(params)))).toEqual(params);
  expect(parseSearchParams(new URLSearchParams('q=a&sort=tokens&model=m'))).toEqual({
    q: 'a',
    source: [],
    status: [],
    from: null,
    to: null,
  });
});
