import { describe, expect, it } from 'vitest';
import { styleOf } from './ansi-style.ts';
import { findHits, hitsOfLine } from './find-hits.ts';
import { readLog } from './log-lines.ts';

const styles = (text: string, line = 0) =>
  readLog(text)
    .pieces(line)
    .map((piece) => [piece.text, styleOf(piece.sequences)]);

describe('readLog', () => {
  it('cuts lines, without one behind the last line feed', () => {
    expect(readLog('a\nb\r\n').plain).toEqual(['a', 'b']);
    expect(readLog('').plain).toEqual([]);
    expect(readLog('\n').plain).toEqual(['']);
  });

  it('shows colours in our tokens', () => {
    expect(styles('\u001b[31mred\u001b[0m plain \u001b[32mgreen \u001b[1mbold\u001b[22m not')).toEqual([
      ['red', 'text-fail'],
      [' plain ', ''],
      ['green ', 'text-ok'],
      ['bold', 'text-ok font-semibold'],
      [' not', 'text-ok'],
    ]);
    const named = [33, 34, 35, 36, 37, 90, 93].map((code) => styles(`\u001b[${code}mx`)[0]?.[1]);
    expect(named).toEqual(['text-wait', 'text-syn-num', 'text-syn-kw', 'text-syn-num', '', 'text-ink-3', 'text-wait']);
    expect(styles('\u001b[38;5;208mx')).toEqual([['x', 'text-wait']]);
    expect(styles('\u001b[38;2;0;200;0mx')).toEqual([['x', 'text-ok']]);
  });

  it('keeps hidden text readable and reversed text visible', () => {
    expect(styles('\u001b[8msecret')).toEqual([['secret', '']]);
    expect(styles('\u001b[7mx')).toEqual([['x', 'bg-idle-soft']]);
    expect(styles('\u001b[31;7mx')).toEqual([['x', 'bg-fail-soft']]);
    expect(styles('\u001b[41mx')).toEqual([['x', 'bg-fail-soft']]);
  });

  it('carries colours over lines until they are reset', () => {
    const text = '\u001b[33mone\ntwo\n\u001b[1mthree\n\u001b[38;5;0mfour\n\u001b[mfive';
    expect(styles(text, 1)).toEqual([['two', 'text-wait']]);
    expect(styles(text, 2)).toEqual([['three', 'text-wait font-semibold']]);
    expect(styles(text, 3)).toEqual([['four', 'font-semibold']]);
    expect(styles(text, 4)).toEqual([['five', '']]);
  });

  it('takes a reset at any place of a sequence', () => {
    expect(styles('\u001b[1ma\u001b[0;32mb')).toEqual([
      ['a', 'font-semibold'],
      ['b', 'text-ok'],
    ]);
  });

  it('opens 2 MiB of colour changes within a second, and one line of them with bounded pieces', () => {
    const started = performance.now();
    const many = readLog('\u001b[1ma\u001b[31mb\n'.repeat(180_000));
    expect(many.plain).toHaveLength(180_000);
    expect(many.pieces(179_999)).toHaveLength(2);
    const one = readLog('\u001b[1ma\u001b[22mb'.repeat(180_000));
    expect(one.pieces(0).length).toBeLessThan(2_100);
    expect(
      one
        .pieces(0)
        .map((piece) => piece.text)
        .join(''),
    ).toBe(one.plain[0]);
    expect(performance.now() - started).toBeLessThan(3_000);
  });
});

describe('findHits', () => {
  it('finds words as they are written, whatever their case', () => {
    const lines = ['a.b A.B', 'axb', '', 'x a.b'];
    const { list, more } = findHits(lines, 'a.b');
    expect(list.map(({ line, from, to }) => [line, from, to])).toEqual([
      [0, 0, 3],
      [0, 4, 7],
      [3, 2, 5],
    ]);
    expect(more).toBe(false);
    expect(hitsOfLine(list, 3)).toEqual({ first: 2, hits: [list[2]] });
    expect(hitsOfLine(list, 1).hits).toEqual([]);
    expect(findHits(lines, '').list).toEqual([]);
    expect(findHits(['(('], '((').list).toHaveLength(1);
  });

  it('stops collecting at 10,000', () => {
    const { list, more } = findHits(['a'.repeat(20_000)], 'a');
    expect([list.length, more]).toEqual([10_000, true]);
  });
});
