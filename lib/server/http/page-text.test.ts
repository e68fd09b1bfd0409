import { expect, test } from 'vitest';
import { pageText } from './page-text.ts';

test('half of a pair becomes U+FFFD wherever it stands, and nothing else changes', () => {
  const when = new Date(0);
  const promise = Promise.resolve('\ud83d');
  const given = { a: ['x\ud83dy', { 'k\udc00': 1 }], b: { c: 'pair 😀', d: null, e: undefined, when, promise } };
  const page = pageText(given);
  expect(page).toEqual({ a: ['x\ufffdy', { 'k\ufffd': 1 }], b: given.b });
  expect(page.b).toBe(given.b);
  expect(given.a[0]).toBe('x\ud83dy');
});

test('what needs no change is the same', () => {
  const given = { a: ['x', { k: 1 }], b: '😀' };
  expect(pageText(given)).toBe(given);
  expect(pageText(null)).toBeNull();
});
