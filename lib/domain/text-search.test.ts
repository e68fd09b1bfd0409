import { describe, expect, it } from 'vitest';
import { foldText } from './folded-text.ts';
import { findTerms, hasAllTerms, parseTerms } from './text-search.ts';

const marked = (text: string, search: string) =>
  findTerms(text, parseTerms(search), 10).map(({ from, to }) => text.slice(from, to));

describe('parseTerms', () => {
  it('reads words, phrases and beginnings, and no operators', () => {
    expect(parseTerms('Timeout "no such  file" conn* OR -x')).toEqual([
      { words: ['timeout'], prefix: false },
      { words: ['no', 'such', 'file'], prefix: false },
      { words: ['conn'], prefix: true },
      { words: ['or'], prefix: false },
      { words: ['x'], prefix: false },
    ]);
    expect(parseTerms('rate_limit')).toEqual([{ words: ['rate', 'limit'], prefix: false }]);
    expect(parseTerms('… "" *')).toEqual([]);
    expect(parseTerms('a '.repeat(40))).toHaveLength(16);
  });
});

describe('findTerms', () => {
  it('finds whole words whatever their case and accents, and marks what stands in the text', () => {
    expect(marked('A TIMEOUT, timeouts, Timeout!', 'timeout')).toEqual(['TIMEOUT', 'Timeout']);
    expect(marked('Café am Fluß, cafés', 'cafe')).toEqual(['Café']);
    expect(marked('cafe\u0301 x', 'café')).toEqual(['cafe\u0301']);
    expect(marked('ΛΟΓΟΣ λόγος', 'λόγος')).toEqual(['ΛΟΓΟΣ', 'λόγος']);
    expect(marked('ﬁle', 'file')).toEqual(['ﬁle']);
  });

  it('finds phrases across whatever separates words, and beginnings of words', () => {
    expect(marked('No such\n  file-name', '"such file"')).toEqual(['such\n  file']);
    expect(marked('such a file', '"such file"')).toEqual([]);
    expect(marked('connection reset, Connected', 'conn*')).toEqual(['connection', 'Connected']);
    expect(marked('rate_limit_exceeded', 'rate_limit*')).toEqual(['rate_limit']);
  });

  it('takes every character of scripts without spaces for a word', () => {
    expect(marked('東京都の天気', '天気')).toEqual(['天気']);
    expect(marked('東京都の天気', '京天')).toEqual([]);
  });

  it('gives at most so many places of a term, in the order of the text', () => {
    const hits = findTerms('b a '.repeat(20), parseTerms('a b'), 3);
    expect(hits.map(({ term }) => term)).toEqual([1, 0, 1, 0, 1, 0]);
  });

  it('finds words that were cut to the length that the archive knows', () => {
    const long = 'x'.repeat(80);
    expect(marked(`${long} y`, long)).toEqual([long]);
  });
});

it('asks for all terms, and for none is satisfied with any text', () => {
  expect(hasAllTerms('disk full on node 7', parseTerms('node disk'))).toBe(true);
  expect(hasAllTerms('disk full on node 7', parseTerms('node disc'))).toBe(false);
  expect(hasAllTerms('', [])).toBe(true);
});

it('places of a folded text lead back to the original', () => {
  const text = '\u{1d400}é ﬃ한z';
  const { folded, at } = foldText(text);
  expect(folded).toBe('ae ffi한z');
  expect(text.slice(at(folded.indexOf('한')))).toBe('한z');
  expect(at(folded.length)).toBe(text.length);
});
