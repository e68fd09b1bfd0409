import { expect, test } from 'vitest';
import { isReadable, squeezed, stringsIn } from './wire-strings.ts';

test('strings are found however deep they lie', () => {
  expect(stringsIn({ a: 'x', b: [{ c: 'y' }, 3, null, 'z'] })).toEqual(['x', 'y', 'z']);
  expect(stringsIn({ a: 'x', b: [{ c: 'y', d: 'z' }] }, ['c'])).toEqual(['x', 'z']);
});

test('a string is readable as it is, JSON also as a tree', () => {
  expect(isReadable('a  b\nc', squeezed('see: a b c.'))).toBe(true);
  expect(isReadable('a b c d', squeezed('see: a b c.'))).toBe(false);
  expect(isReadable('{"city":"Paris","days":[1,true]}', squeezed('city: Paris days: 1 true'))).toBe(true);
  expect(isReadable('{"city":"Paris"}', squeezed('city:'))).toBe(false);
  expect(isReadable('say "a"', squeezed(String.raw`"say \"a\""`))).toBe(true);
  expect(isReadable('', '')).toBe(true);
});
