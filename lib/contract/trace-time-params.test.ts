import { describe, expect, test } from 'vitest';
import { parseTraceTime, type TraceTime, writeTraceTime } from './trace-time-params.ts';
import { formatTraceViewParams, parseTraceViewParams } from './trace-view-params.ts';

const PLAIN: TraceTime = { from: null, to: null, cut: null, follow: null, showIdle: false, gaps: [] };
const parse = (text: string) => parseTraceTime(new URLSearchParams(text));

function write(time: TraceTime | null): string {
  const query = new URLSearchParams();
  writeTraceTime(query, time);
  return query.toString();
}

describe('the time in view', () => {
  test.each<[string, TraceTime]>([
    ['from=12.5s&to=31s', { ...PLAIN, from: 12_500, to: 31_000 }],
    ['from=-1s&to=0.02s', { ...PLAIN, from: -1_000, to: 20 }],
    ['from=12.5s&to=31s&cut=28.6s', { ...PLAIN, from: 12_500, to: 31_000, cut: 28_600 }],
    ['from=1.000017s&to=1.020004s', { ...PLAIN, from: 1_000.017, to: 1_020.004 }],
    ['follow=6s', { ...PLAIN, follow: 6_000 }],
    ['idle=show', { ...PLAIN, showIdle: true }],
    ['gap=9.58s&gap=40s', { ...PLAIN, gaps: [9_580, 40_000] }],
    ['from=0s&to=5s&gap=1s', { ...PLAIN, from: 0, to: 5_000, gaps: [1_000] }],
  ])('%s is read and written', (text, time) => {
    expect(parse(text)).toEqual(time);
    expect(write(time)).toBe(text);
  });

  test.each([
    '',
    'from=1s',
    'from=5s&to=5s',
    'from=9s&to=1s',
    'from=1&to=2',
    'from=1e3s&to=2s',
    'follow=-1s',
    'idle=1',
    'cut=5s',
  ])('%s says nothing', (text) => expect(parse(text)).toBeNull());

  test('what cannot be read leaves the rest alone, and a list has an end', () => {
    expect(parse('from=x&to=1s&idle=show')).toEqual({ ...PLAIN, showIdle: true });
    expect(parse('gap=x&gap=2s')?.gaps).toEqual([2_000]);
    expect(parse(Array.from({ length: 99 }, (_, i) => `gap=${i}s`).join('&'))?.gaps).toHaveLength(32);
  });

  test('is written to the microsecond', () => {
    expect(write({ ...PLAIN, from: 1234.5674321, to: 2000.0001 })).toBe('from=1.234567s&to=2s');
  });

  test('stands in the address of a run beside the selection', () => {
    const params = parseTraceViewParams(new URLSearchParams('step=step_a&from=1s&to=2s&idle=show'));
    expect(params.time).toEqual({ ...PLAIN, from: 1_000, to: 2_000, showIdle: true });
    expect(formatTraceViewParams(params)).toBe('step=step_a&from=1s&to=2s&idle=show');
    expect(formatTraceViewParams({ ...params, time: null })).toBe('step=step_a');
  });
});
