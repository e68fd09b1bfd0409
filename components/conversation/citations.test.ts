import { describe, expect, it } from 'vitest';
import type { Annotation } from '#lib/domain/message.ts';
import { readCitations } from './citations.ts';
import { markText, restoreWords, sourceOfAddress } from './marked-text.ts';

const cite = (more: Partial<Annotation>): Annotation => ({
  type: 'file_citation',
  text: '【3:0†source】',
  start: null,
  end: null,
  fileId: 'file-1',
  quote: null,
  url: null,
  title: null,
  extra: {},
  ...more,
});

const places = (text: string, annotations: Annotation[]) =>
  readCitations(text, annotations).marks.map(({ from, to, source }) => [text.slice(from, to), from, source.number]);

describe('readCitations', () => {
  it('believes offsets where the words stand there', () => {
    const text = 'a【3:0†source】b【3:0†source】';
    expect(places(text, [cite({ start: 14, end: 26 }), cite({ start: 1, end: 13 })])).toEqual([
      ['【3:0†source】', 1, 1],
      ['【3:0†source】', text.lastIndexOf('【'), 1],
    ]);
  });

  it('searches where offsets do not fit, as after characters outside the basic plane', () => {
    const text = '😀😀 yes【1†a】 no【2†b】';
    const found = places(text, [
      cite({ text: '【1†a】', start: 6, end: 11, fileId: 'file-a' }),
      cite({ text: '【2†b】', start: 999, end: 1000, fileId: 'file-b' }),
      cite({ text: '【9†gone】', start: 0, end: 5, fileId: 'file-c' }),
    ]);
    expect(found).toEqual([
      ['【1†a】', 8, 1],
      ['【2†b】', 16, 2],
    ]);
  });

  it('numbers a source once, but each passage of it', () => {
    const { sources } = readCitations('【1】【2】【3】', [
      cite({ text: '【1】', quote: 'one' }),
      cite({ text: '【2】', quote: 'two' }),
      cite({ text: '【3】', quote: 'one' }),
    ]);
    expect(sources.map(({ number, annotation }) => [number, annotation.quote])).toEqual([
      [1, 'one'],
      [2, 'two'],
    ]);
  });

  it('keeps sources without a mark, and marks every occurrence of a word', () => {
    const citations = readCitations('x【1】y【1】', [
      cite({ text: '【1】', fileId: 'file-a' }),
      cite({ text: null, fileId: 'file-b' }),
    ]);
    expect(citations.marks).toHaveLength(2);
    expect(citations.sources).toHaveLength(2);
  });

  it('lets no two marks overlap', () => {
    const found = places('sandbox:/mnt/data/a.csv', [
      cite({ text: 'data/a.csv', fileId: 'file-b' }),
      cite({ text: 'sandbox:/mnt/data/a.csv', fileId: 'file-a' }),
    ]);
    expect(found).toEqual([['sandbox:/mnt/data/a.csv', 0, 2]]);
  });

  it('is quick with thousands of annotations that fit nowhere', () => {
    const text = '【'.repeat(250_000);
    const many = Array.from({ length: 20_000 }, (_, i) => cite({ text: `【${i}`, fileId: `file-${i}` }));
    const started = performance.now();
    expect(readCitations(text, many).sources).toHaveLength(20_000);
    expect(performance.now() - started).toBeLessThan(5_000);
  });
});

describe('markText', () => {
  it('takes marks through and back', () => {
    const text = 'see 【1】 and [file](sandbox:/x)';
    const { marks } = readCitations(text, [cite({ text: '【1】' }), cite({ text: 'sandbox:/x', fileId: 'file-x' })]);
    const marked = markText(text, marks);
    expect(marked.text).not.toContain('【1】');
    expect(restoreWords(marked.text, marked)).toBe(text);
    const address = /\]\((.*)\)/.exec(marked.text)?.[1] ?? '';
    expect(sourceOfAddress(address, marked)?.annotation.fileId).toBe('file-x');
    expect(sourceOfAddress(`${address}?q`, marked)).toBeNull();
    expect(sourceOfAddress('https://example.com', marked)).toBeNull();
  });

  it('leaves a text alone that uses the tokens itself', () => {
    const text = '\ufdd00\ufdd1【1】';
    expect(markText(text, readCitations(text, [cite({ text: '【1】' })]).marks)).toEqual({ text, marks: [] });
  });
});
