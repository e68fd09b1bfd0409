import { expect, it } from 'vitest';
import { isTameMarkdown } from './markdown-limits.ts';

it('lets ordinary messages through, long ones with tables too', () => {
  const table = `| a | b | c |\n|---|---|---|\n${'| 1 | **2** | `3` |\n'.repeat(150)}`;
  const prose = 'Some *words* with **weight** and a [link](https://example.com).\n\n'.repeat(300);
  expect(isTameMarkdown(`${table}\n\n${prose}`)).toBe(true);
  expect(isTameMarkdown('')).toBe(true);
});

it.each([
  ['too long', 'word '.repeat(10_000)],
  ['deep quotes', `${'> '.repeat(200)}a`],
  ['brackets', '['.repeat(5_000)],
  ['emphasis', '*a**b'.repeat(1_000)],
  ['deep lists', Array.from({ length: 80 }, (_, i) => `${' '.repeat(i * 2)}- a`).join('\n')],
  ['lists in lists on one line', `${'- '.repeat(100)}a`],
  ['a huge table', `|a${'|a'.repeat(5_000)}`],
])('refuses %s', (_name, text) => {
  expect(isTameMarkdown(text)).toBe(false);
});
