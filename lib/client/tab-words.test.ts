import { expect, test } from 'vitest';
import { allWants, serves, wantsQuery } from './tab-words.ts';

const wants = (runs: string[], list = false, rows: string[] = []) => ({ runs, list, rows });

test('what tabs want is put together, each run once, no more than a connection carries', () => {
  expect(allWants([wants(['s/a']), wants(['s/b', 's/a'], true, ['s/r'])])).toEqual(
    wants(['s/b', 's/a'], true, ['s/r']),
  );
  const many = Array.from({ length: 20 }, (_, n) => wants([`s/${n}`]));
  // Those that were wanted last.
  expect(allWants(many).runs).toEqual(Array.from({ length: 16 }, (_, n) => `s/${19 - n}`));
});

test('a connection is kept while it carries what is wanted, and no run too many', () => {
  const open = wants(['s/a', 's/b'], true, ['s/r', 's/q']);
  expect(serves(open, wants(['s/b', 's/a'], true, ['s/q']))).toBe(true);
  expect(serves(open, wants(['s/b', 's/a'], true, ['s/q', 's/new']))).toBe(false);
  expect(serves(open, wants(['s/a'], true))).toBe(false);
  expect(serves(open, wants(['s/a', 's/b']))).toBe(false);
});

test('the query names runs and rows, and leaves the list out where nobody wants it', () => {
  expect(wantsQuery(wants(['s/t.a'], true, ['s/t.r']))).toBe('run=s%2Ft.a&row=s%2Ft.r');
  expect(wantsQuery(wants(['s/t.a']))).toBe('run=s%2Ft.a&list=0');
});
