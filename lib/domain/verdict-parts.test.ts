import { expect, test } from 'vitest';
import { wholeTime } from './verdict-parts.ts';

test.each([
  [0, 'less than 1 s'],
  [600, '1 s'],
  [41_400, '41 s'],
  [59_700, '1 min'],
  [66_000, '1 min 6 s'],
  [600_000, '10 min'],
  [3_599_900, '1 h'],
  [3_840_000, '1 h 4 min'],
  [86_400_000, '1 day'],
  [183_600_000, '2 days 3 h'],
  [248_220_000_000_000, '2,872,916 days 16 h'],
])('%d ms in a sentence is %s', (length, text) => {
  expect(wholeTime(length).replaceAll(/[\u202f\u00a0]/g, ' ')).toBe(text);
});
