import { beforeEach, describe, expect, it, vi } from 'vitest';
import { aStep, codeCall, functionCall } from '../../domain/domain-fixtures.ts';
import { fail } from '../../domain/failure.ts';
import { readLog } from '../../domain/log-text.ts';
import { utf8Length } from '../../domain/long-text.ts';
import type { Step } from '../../domain/step.ts';
import { textHash } from '../../domain/text-hash.ts';
import type { Source } from '../upstream/sources.ts';
import { type FakeData, fakeSource } from './fake-source.ts';
import { openStepText, readStepText } from './step-text.ts';
import { indexText, lineAt } from './step-text-index.ts';

const sources: Source[] = [];
vi.mock('../upstream/sources.ts', () => ({
  allSources: () => sources,
  findSource: (id: string) => sources.find((source) => source.id === id) ?? null,
  getSource: (id: string) => sources.find((source) => source.id === id) ?? fail('not_found', 'No such source.'),
}));

let count = 0;
function add(steps: Step[], more: Partial<FakeData> = {}) {
  const { source, data } = fakeSource(`text${count++}`, { steps, ...more });
  sources.push(source);
  const address = { source: source.id, key: 'thread_a.run_a', step: 'step_a', path: 'calls.0.outputs.0.logs' };
  return { data, address };
}

const signal = new AbortController().signal;
const done = { completedAt: 1_000_000 as Step['completedAt'] };
const logs = (text: string) => aStep({ ...done, calls: [codeCall('x', text)] });
const lines = (from: number, to: number | null = null) => ({ from, to, find: null });
const words = (find: string) => ({ from: null, to: null, find: { words: find, first: 0, most: 10_000 } });

beforeEach(() => {
  sources.length = 0;
});

describe('readStepText', () => {
  it('gives lines with what is told of the whole', async () => {
    const text = 'one\r\ntwo\rthr\u00e9e\n\n\u{1f642}\n';
    const { address } = add([logs(text)]);
    expect(await readStepText(address, lines(1), signal)).toEqual({
      from: 1,
      lines: ['one', 'two', 'thr\u00e9e', '', '\u{1f642}'],
      cut: [],
      colours: '',
      total: 5,
      bytes: utf8Length(text),
      hash: textHash(text),
      hits: undefined,
    });
    expect((await readStepText(address, lines(2, 3), signal)).lines).toEqual(['two', 'thr\u00e9e']);
    expect((await readStepText(address, lines(6, 9), signal)).lines).toEqual([]);
  });

  it('keeps an answer to 2,000 lines and 1 MiB, cuts long lines and says so', async () => {
    const { address } = add([
      logs(`${'x\n'.repeat(5000)}${`${'y'.repeat(9_000)}\n`.repeat(300)}${'z'.repeat(50_000)}\n`),
    ]);
    expect((await readStepText(address, lines(3), signal)).lines).toHaveLength(2000);
    const large = await readStepText(address, lines(5001), signal);
    expect(large.lines).toHaveLength(116);
    expect(large.cut).toEqual([]);
    const long = await readStepText(address, lines(5301), signal);
    expect(long.lines).toEqual(['z'.repeat(10_000)]);
    expect(long.cut).toEqual([{ line: 5301, length: 50_000 }]);
    const emoji = add([logs('\u{1f642}'.repeat(9_000))]);
    const whole = (await readStepText(emoji.address, lines(1), signal)).lines[0];
    expect(whole).toBe('\u{1f642}'.repeat(5000));
  });

  it('says which colours hold in front of a range', async () => {
    const { address } = add([logs('\u001b[31mred\nstill\n\u001b[0mplain\nplain')]);
    expect((await readStepText(address, lines(2), signal)).colours).toBe('\u001b[31m');
    expect((await readStepText(address, lines(4), signal)).colours).toBe('');
  });

  it('finds words across colours, in lines and columns as they are shown', async () => {
    const text = 'none\nA \u001b[1mStar\u001b[0mter and starter\r50%\rSTARTER';
    const { address } = add([logs(text)]);
    expect(await readStepText(address, words('starter'), signal)).toMatchObject({
      lines: [],
      total: 4,
      hits: {
        count: 3,
        places: [
          [2, 3],
          [2, 15],
          [4, 1],
        ],
      },
    });
    expect((await readStepText(address, words('no such'), signal)).hits).toEqual({ count: 0, places: [] });
  });

  it('reads other texts of a step, and says when there is none', async () => {
    const step = aStep({ ...done, calls: [functionCall('f', '{"a":1}', null)] });
    const { address } = add([step]);
    expect((await readStepText({ ...address, path: 'calls.0.arguments' }, lines(1), signal)).lines).toEqual([
      '{"a":1}',
    ]);
    for (const path of ['calls.0.output', 'calls.1.input', 'detail']) {
      await expect(readStepText({ ...address, path }, lines(1), signal)).rejects.toMatchObject({
        failure: { code: 'not_found' },
      });
    }
  });

  it('fetches a finished step once for many who scroll, an unfinished one again', async () => {
    const { address, data } = add([logs('a\nb\n')]);
    await Promise.all([readStepText(address, lines(1), signal), readStepText(address, words('a'), signal)]);
    await readStepText(address, lines(2), signal);
    expect(data.calls).toEqual(['getStep step_a']);
    vi.useFakeTimers({ toFake: ['Date'] });
    vi.setSystemTime(Date.now() + 6 * 60_000);
    await readStepText(address, lines(2), signal);
    expect(data.calls).toHaveLength(2);
    const open = add([aStep({ status: 'in_progress', calls: [codeCall('x', 'a')] })]);
    await readStepText(open.address, lines(1), signal);
    vi.setSystemTime(Date.now() + 4_000);
    await readStepText(open.address, lines(1), signal);
    expect(open.data.calls).toHaveLength(2);
    vi.useRealTimers();
  });

  it('lets go of what was asked for longest ago when memory is full', async () => {
    const big = 'x'.repeat(110 * 1024 * 1024);
    const all = [0, 1, 2].map(() => add([aStep({ ...done, calls: [codeCall('x', 'small', big)] })]));
    for (const { address } of all) await readStepText(address, lines(1), signal);
    const [first, , last] = all;
    await readStepText(last?.address ?? fail('internal', ''), lines(1), signal);
    expect(last?.data.calls).toHaveLength(1);
    await readStepText(first?.address ?? fail('internal', ''), lines(1), signal);
    expect(first?.data.calls).toHaveLength(2);
  });

  it('ends the fetch when all who wait have left, not before', async () => {
    let stopped = false;
    let release = () => {};
    const { address, data } = add([logs('a')]);
    const reader = sources[0]?.reader;
    if (!reader) throw new Error('no source');
    reader.getStep = (_key, _step, inner) => {
      data.calls.push('getStep');
      inner.addEventListener('abort', () => {
        stopped = true;
      });
      return new Promise((resolve) => {
        release = () => resolve(logs('a'));
      });
    };
    const one = new AbortController();
    const two = new AbortController();
    const reads = [readStepText(address, lines(1), one.signal), readStepText(address, lines(1), two.signal)];
    await vi.waitFor(() => expect(data.calls).toHaveLength(1));
    one.abort();
    await expect(reads[0]).rejects.toThrow();
    expect(stopped).toBe(false);
    release();
    expect((await reads[1])?.lines).toEqual(['a']);
    const alone = new AbortController();
    const other = readStepText({ ...address, step: 'step_b' }, lines(1), alone.signal);
    await vi.waitFor(() => expect(data.calls).toHaveLength(2));
    alone.abort();
    await expect(other).rejects.toThrow();
    expect(stopped).toBe(true);
    expect(data.calls).toHaveLength(2);
  });

  it('tries again after a failure', async () => {
    let failing = true;
    const { address } = add([logs('a')], {
      before: () => {
        if (failing) fail('upstream_error', 'Broken.');
      },
    });
    await expect(readStepText(address, lines(1), signal)).rejects.toThrow('Broken.');
    failing = false;
    expect((await readStepText(address, lines(1), signal)).lines).toEqual(['a']);
  });
});

it('gives a text whole as bytes, whatever it holds', async () => {
  const text = `${'a'.repeat(256 * 1024 - 1)}\u{1f642}${'\u00e9'.repeat(300_000)}`;
  const { address } = add([logs(text)]);
  const { body, name, bytes } = await openStepText(address, signal);
  expect(name).toBe('step_a.calls.0.outputs.0.logs.txt');
  expect(bytes).toBe(utf8Length(text));
  expect((await new Response(body).text()) === text).toBe(true);
});

describe('100 MiB', () => {
  it('is indexed, read and searched within seconds while others get their turn', async () => {
    const line = (i: number) => `\u001b[32m[${i}]\u001b[0m some words of a line of a log, padded to eighty or so\n`;
    const block = Array.from({ length: 20_000 }, (_, i) => line(i)).join('');
    const text = `${block.repeat(Math.ceil((100 * 1024 * 1024) / block.length))}Needle\n`;
    expect(text.length).toBeGreaterThan(100 * 1024 * 1024);
    const { address } = add([logs(text)]);
    let longest = 0;
    let turns = 0;
    let since = performance.now();
    const timer = setInterval(() => {
      longest = Math.max(longest, performance.now() - since);
      since = performance.now();
      turns++;
    }, 1);
    const started = performance.now();
    const first = await readStepText(address, lines(1, 200), signal);
    const opened = performance.now();
    expect(first.lines).toHaveLength(200);
    const again = await readStepText(address, lines(first.total - 50), signal);
    const scrolled = performance.now();
    expect(again.lines.at(-1)).toBe('Needle');
    const hits = (await readStepText(address, words('needle'), signal)).hits;
    const searched = performance.now();
    clearInterval(timer);
    expect(hits).toEqual({ count: 1, places: [[first.total, 1]] });
    expect(opened - started).toBeLessThan(20_000);
    expect(scrolled - opened).toBeLessThan(1_000);
    expect(searched - scrolled).toBeLessThan(30_000);
    expect(turns).toBeGreaterThan(20);
    // A share, not milliseconds: the machine may be busy with other things.
    expect(longest).toBeLessThan((searched - started) / 5);
  }, 60_000);
});

it('cuts lines exactly like a log that is here', async () => {
  for (const text of ['', '\n', 'a', 'a\n', 'a\r\n\r\nb', '\r\r\n\n', 'a\rb\r', `${'x\r\n'.repeat(20_000)}y`]) {
    const index = await indexText(text);
    const log = readLog(text);
    expect([index.total, index.bytes, index.hash]).toEqual([log.total, log.bytes, log.hash]);
    expect(log.lines.every((line, i) => line === lineAt(text, index, i))).toBe(true);
  }
});
