import { expect, it } from 'vitest';
import { findOfCard, findsOfCard } from '../domain/card-finds.ts';
import { MOST_WORDS, withFind } from '../domain/text-find.ts';
import { formatTraceViewParams, parseTraceViewParams } from './trace-view-params.ts';

const parse = (text: string) => parseTraceViewParams(new URLSearchParams(text));
const round = (text: string) => formatTraceViewParams(parse(text));

it('reads and writes what is looked for, in the first text and in others', () => {
  for (const text of ['step=step_a&find=timeout&hit=3', 'step=step_a&find.0.1=a+%26+b%C3%A9&hit.0.1=2&find=x&line=3'])
    expect(round(text)).toBe(text);
  expect(parse('find=Timeout&hit=3&find.1=%22a%22').finds).toEqual([
    { out: null, words: 'Timeout', hit: 2 },
    { out: '1', words: '"a"', hit: 0 },
  ]);
});

it('leaves out what it cannot read, and more than has room', () => {
  for (const text of ['', 'find=', 'hit=2', 'find.=a', 'find.../x=a', 'finds=a', `find=${'x'.repeat(MOST_WORDS + 1)}`])
    expect(parse(text).finds, text).toBeNull();
  for (const hit of ['0', '-1', 'x', '1e3', '1234567890']) expect(parse(`find=a&hit=${hit}`).finds?.[0]?.hit).toBe(0);
  expect(parse('find=a&hit=873101').finds?.[0]?.hit).toBe(873_100);
  expect(parse('find=a&find=b').finds).toEqual([{ out: null, words: 'a', hit: 0 }]);
  const ten = Array.from({ length: 10 }, (_, i) => `find.${i}=a`).join('&');
  expect(parse(ten).finds).toHaveLength(8);
  expect(round(`find=${encodeURIComponent('a\u{1f600}')}`)).toBe('find=a%F0%9F%98%80');
  expect(() => formatTraceViewParams({ ...parse(''), finds: [{ out: null, words: '\ud83d', hit: 0 }] })).not.toThrow();
});

it('remembers one search for each text, the newest of them', () => {
  const find = (out: string | null, words: string) => ({ out, words, hit: 0 });
  const two = withFind(withFind(null, find(null, 'a')), find('1', 'b'));
  expect(two).toEqual([find(null, 'a'), find('1', 'b')]);
  expect(withFind(two, find(null, 'ab'))).toEqual([find('1', 'b'), find(null, 'ab')]);
  expect(withFind(withFind(two, find(null, '')), find('1', ''))).toBeNull();
  const all = (words: string) =>
    Array.from({ length: 10 }, (_, i) => String(i)).reduce<ReturnType<typeof withFind>>(
      (before, out) => withFind(before, find(out, words)),
      null,
    );
  expect(all('x')?.map(({ out }) => out)).toEqual(['2', '3', '4', '5', '6', '7', '8', '9']);
  expect(all('x'.repeat(200))?.map(({ out }) => out)).toEqual(['6', '7', '8', '9']);
  expect(withFind(null, find(null, 'x'.repeat(300)))?.[0]?.words).toHaveLength(MOST_WORDS);
});

it('tells the texts of cards from those of what is selected', () => {
  const text = 'view=conversation&find=a&find.turn.3.1=b&hit.turn.3.1=2&find.turn.3.1.2=c&find.turn.3.10=d';
  expect(round(text)).toBe(text);
  const { finds = null } = parse(text);
  const own = [
    { out: null, words: 'b', hit: 1 },
    { out: '2', words: 'c', hit: 0 },
  ];
  expect(findsOfCard(finds, 'turn.3.1')).toEqual(own);
  expect(own.map((find) => findOfCard(find, 'turn.3.1'))).toEqual(finds?.slice(1, 3));
});
