import { expect, it } from 'vitest';
import { HASH_START, hashPart, hashWord, textHash } from './text-hash.ts';

it('is the same for the same text only, and stays what links were made with', () => {
  expect(textHash('')).toBe('ztntfp');
  expect(textHash('a')).toBe('1r9wi7g');
  expect(textHash('Total: 41 s\n')).not.toBe(textHash('Total: 42 s\n'));
  expect(textHash('ab')).not.toBe(textHash('ba'));
  expect(textHash('\u00e9')).not.toBe(textHash('e'));
  expect(textHash('x'.repeat(1000))).toMatch(/^[0-9a-z]{1,7}$/);
});

it('can be read in parts', () => {
  const text = 'one\ntwo\u{1f642}three';
  let state = HASH_START;
  for (let at = 0; at < text.length; at += 5) state = hashPart(state, text, at, Math.min(text.length, at + 5));
  expect(hashWord(state)).toBe(textHash(text));
});
