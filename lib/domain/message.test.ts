import { expect, test } from 'vitest';
import { aMessage } from './domain-fixtures.ts';
import { messageLine } from './message.ts';

const line = (text: string) => messageLine(aMessage({ content: [{ type: 'text', text: { text }, annotations: [] }] }));

test.each([
  ['## Churn\n\nIt rose.', 'Churn It rose.'],
  ['Churn rose from **2.9 %** to **4.1 %**, see `q3.csv`.', 'Churn rose from 2.9 % to 4.1 %, see q3.csv.'],
  [
    'See [the report](https://example.com/a?b=c) and ![a chart](sandbox:/mnt/data/c.png).',
    'See the report and a chart.',
  ],
  ['**Both** lines\n- **One:** first\n- two', 'Both lines - One: first - two'],
])('of %j the words are left on one line', (text, words) => {
  expect(line(text)).toBe(words);
});

test.each([
  '2**3**4',
  'a ** b ** c',
  '__init__',
  '**open',
  '`',
  '``` code',
  '#1 of 2',
  '[1] and (2)',
  '****',
  '[a](b c)',
])('what only looks like a mark stays: %s', (text) => {
  expect(line(text)).toBe(text);
});
