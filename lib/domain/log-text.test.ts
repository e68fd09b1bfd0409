import { describe, expect, it } from 'vitest';
import { coloursBehind, readLog, readLogLines, splitLogLines } from './log-text.ts';
import { textHash } from './text-hash.ts';

const pieces = (text: string, line = 0) =>
  readLog(text)
    .peek(line)
    ?.pieces.map((piece) => [piece.text, piece.sequences.replaceAll('\u001b', '')]);

describe('readLog', () => {
  it('cuts lines, without one behind the last end of a line', () => {
    expect(readLog('a\nb\r\n').lines).toEqual(['a', 'b']);
    expect(readLog('').lines).toEqual([]);
    expect(readLog('\n').lines).toEqual(['']);
    expect(splitLogLines('10%\r50%\r\ndone\n\n')).toEqual(['10%', '50%', 'done', '']);
  });

  it('says what holds for each piece', () => {
    expect(pieces('\u001b[31mred\u001b[0m plain \u001b[32mgreen \u001b[1mbold')).toEqual([
      ['red', '[31m'],
      [' plain ', ''],
      ['green ', '[32m'],
      ['bold', '[32m[1m'],
    ]);
  });

  it('carries colours over lines until they are reset', () => {
    const text = '\u001b[33mone\ntwo\n\u001b[1mthree\n\u001b[38;5;0mfour\n\u001b[mfive';
    expect(pieces(text, 1)).toEqual([['two', '[33m']]);
    expect(pieces(text, 2)).toEqual([['three', '[33m[1m']]);
    expect(pieces(text, 3)).toEqual([['four', '[33m[1m[38;5;0m']]);
    expect(pieces(text, 4)).toEqual([['five', '']]);
  });

  it('takes a reset at any place of a sequence', () => {
    expect(pieces('\u001b[1ma\u001b[0;32mb')).toEqual([
      ['a', '[1m'],
      ['b', '[0;32m'],
    ]);
  });

  it('knows size, hash and lines', async () => {
    const log = readLog('na\u00efve\n\u001b[1mb');
    expect([log.total, log.bytes, log.hash]).toEqual([2, 12, textHash('na\u00efve\n\u001b[1mb')]);
    expect(readLog('x', false).hash).toBe('');
    expect((await log.read(1, 5)).map((line) => line.plain)).toEqual(['b']);
    expect(log.peek(2)).toBeNull();
  });

  it('opens 2 MiB of colour changes within seconds, and one line of them with bounded pieces', () => {
    const started = performance.now();
    const many = readLog('\u001b[1ma\u001b[31mb\n'.repeat(180_000));
    expect(many.total).toBe(180_000);
    expect(many.peek(179_999)?.pieces).toHaveLength(2);
    const one = readLog('\u001b[1ma\u001b[22mb'.repeat(180_000)).peek(0);
    expect(one?.pieces.length).toBeLessThan(2_100);
    expect(one?.pieces.map((piece) => piece.text).join('')).toBe(one?.plain);
    expect(performance.now() - started).toBeLessThan(8_000);
  });
});

describe('readLogLines', () => {
  it('reads the lines of a range as the whole log would', () => {
    const text = '\u001b[33mone\ntwo \u001b[1mx\nthree\u001b[0m\nfour';
    const whole = readLog(text);
    const raw = text.split('\n');
    const part = readLogLines(raw.slice(2), coloursBehind(`${raw.slice(0, 2).join('\n')}\n`), new Map());
    expect(part).toEqual([whole.peek(2), whole.peek(3)]);
  });

  it('says how much of a cut line is missing, and keeps what it hides away from the next', () => {
    const [cut, next] = readLogLines(['ab\u001b]0;tit', 'next'], '', new Map([[0, 100]]));
    expect(cut).toMatchObject({ plain: 'ab', missing: 91 });
    expect(next).toMatchObject({ plain: 'next', missing: 0 });
  });
});

it('searches a short log at once, any in slices', async () => {
  const log = readLog('one\ntwo one');
  const all = { first: 0, count: 2, list: [0, 1].map((line) => ({ line, from: line * 4, to: line * 4 + 3 })) };
  expect(log.findNow?.('ONE', 0, 9)).toEqual(all);
  expect(await log.find('one', 0, 9, new AbortController().signal)).toEqual(all);
  expect(readLog('one\n'.repeat(600_000)).findNow).toBeUndefined();
});
