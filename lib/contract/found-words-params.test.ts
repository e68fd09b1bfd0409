import { expect, test } from 'vitest';
import { formatFoundWords, parseFoundWords } from './found-words-params.ts';

test('words and what stands around them are read as they were written, and cut', () => {
  const words = { words: 'café & co', near: 'at the café & co = 5 %' };
  expect(parseFoundWords(new URLSearchParams(formatFoundWords(words)))).toEqual(words);
  expect(formatFoundWords({ words: 'a', near: 'a' })).toBe('words=a');
  expect(parseFoundWords(new URLSearchParams('words=a'))).toEqual({ words: 'a', near: 'a' });
  expect(parseFoundWords(new URLSearchParams('words=+&near=b'))).toBeNull();
  expect(parseFoundWords(new URLSearchParams({ words: 'x'.repeat(999) }))?.words).toHaveLength(160);
});
