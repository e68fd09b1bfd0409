import { expect, test } from 'vitest';
import { rowAfterKey } from './row-keys.ts';

test('arrows and pages move inside the list', () => {
  expect(rowAfterKey('ArrowDown', 3, 10, 5)).toBe(4);
  expect(rowAfterKey('ArrowUp', 3, 10, 5)).toBe(2);
  expect(rowAfterKey('PageDown', 3, 10, 5)).toBe(8);
  expect(rowAfterKey('PageDown', 8, 10, 5)).toBe(9);
  expect(rowAfterKey('ArrowUp', 0, 10, 5)).toBe(0);
  expect(rowAfterKey('Home', 7, 10, 5)).toBe(0);
  expect(rowAfterKey('End', 7, 10, 5)).toBe(9);
});

test('without a cursor the first move goes to the first row in view', () => {
  expect(rowAfterKey('ArrowDown', -1, 10, 5, 4)).toBe(4);
  expect(rowAfterKey('ArrowUp', -1, 10, 5, 40)).toBe(9);
});

test('other keys and empty lists move nothing', () => {
  expect(rowAfterKey('x', 3, 10, 5)).toBeNull();
  expect(rowAfterKey('j', 3, 10, 5)).toBeNull();
  expect(rowAfterKey('ArrowDown', -1, 0, 5)).toBeNull();
});
