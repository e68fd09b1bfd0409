import { describe, expect, it } from 'vitest';
import { lineFinder } from '../../domain/log-hits.ts';
import { readLog } from '../../domain/log-text.ts';
import { findInText } from './step-text-find.ts';

const signal = new AbortController().signal;
const wanted = (words: string, first = 0, most = 10_000) => ({ words, first, most });

describe('a search in parts', () => {
  const found = (text: string, find: string) => findInText({ text, searches: new Map() }, wanted(find), signal);

  it('finds what stands across two parts, and in the same places as a search at once', async () => {
    const part = 256 * 1024;
    for (const fill of ['x', 'x\n', '\u001b[1mx\u001b[0m', 'xy\r\n', 'a']) {
      const text = `${fill.repeat(Math.ceil((part * 2.2) / fill.length))}\nend`;
      for (const find of ['needle', 'aa', 'x']) {
        const cut = part - 3 - ((part - 3) % fill.length);
        const whole = text.slice(0, cut) + 'needle' + text.slice(cut);
        const { list, count: all } = lineFinder(readLog(whole).lines).now(find, 0, 200);
        const { count: counted, places } = await found(whole, find);
        expect([counted, places.slice(0, 200)], `${fill} ${find}`).toEqual([
          all,
          list.map((hit) => [hit.line + 1, hit.from + 1]),
        ]);
      }
    }
  });

  it('counts all and lists 10,000', async () => {
    const { count: all, places } = await found('a'.repeat(900_001), 'a');
    expect([all, places.length]).toEqual([900_001, 10_000]);
    expect((await found('a'.repeat(900_001), 'aa')).count).toBe(450_000);
  });

  it('lists any stretch of the hits, before and after they were counted', async () => {
    const line = '\u001b[1mab\u001b[0mc ab\r\n';
    const text = `${line.repeat(100_000)}tail ab`;
    const all = lineFinder(readLog(text).lines).now('ab', 0, 300_000);
    expect(all.count).toBe(200_001);
    const searches = new Map();
    for (const first of [199_990, 0, 65_000, 123_456, 199_999, 200_000, 200_001, 999_999_998]) {
      const places = all.list.slice(first, first + 20).map((hit) => [hit.line + 1, hit.from + 1]);
      const answer = { count: 200_001, places };
      expect(await findInText({ text, searches }, wanted('ab', first, 20), signal), `${first}, counted`).toEqual(
        answer,
      );
      const fresh = { text, searches: new Map() };
      expect(await findInText(fresh, wanted('ab', first, 20), signal), `${first}, fresh`).toEqual(answer);
    }
    expect(await findInText({ text, searches }, wanted('AB', 3, 1), signal)).toEqual({
      count: 200_001,
      places: [[2, 5]],
    });
  });

  it('counts a text once for the words asked for lately', async () => {
    const searched = { text: 'ab\n'.repeat(4_000_000), searches: new Map() };
    const time = async (first: number) => {
      const begun = performance.now();
      await findInText(searched, wanted('ab', first, 1_000), signal);
      return performance.now() - begun;
    };
    const whole = await time(0);
    // A share, not milliseconds: the machine may be busy with other things.
    for (const first of [3_999_000, 2_000_000]) expect(await time(first)).toBeLessThan(whole / 3);
    for (let i = 0; i < 10; i++) await findInText({ ...searched, text: 'ab' }, wanted(`x${i}`), signal);
    expect([...searched.searches.keys()]).toEqual(['x2', 'x3', 'x4', 'x5', 'x6', 'x7', 'x8', 'x9']);
  });

  it('takes no longer where no colours stand', async () => {
    const plain = 'some words of a line of a log\n'.repeat(2_500_000);
    const coloured = '\u001b[1m'.padEnd(1_000_000, 'words of a line\n').repeat(75);
    const time = async (text: string) => {
      const begun = performance.now();
      await found(text, 'needle');
      return performance.now() - begun;
    };
    await time(coloured.slice(0, 4_000_000));
    const withColours = await time(coloured);
    // A share, not milliseconds: the machine may be busy with other things.
    expect(await time(plain)).toBeLessThan(withColours * 3);
  });

  it('stops when the reader leaves', async () => {
    const stop = new AbortController();
    const run = findInText({ text: 'a'.repeat(60_000_000), searches: new Map() }, wanted('b'), stop.signal);
    stop.abort(new Error('left'));
    await expect(run).rejects.toThrow('left');
  });
});
