import { describe, expect, it } from 'vitest';
import {
  formatAgo,
  formatBytes,
  formatClock,
  formatCount,
  formatCountOf,
  formatDateTime,
  formatDuration,
  formatScore,
  formatTokens,
  formatUtc,
} from './format.ts';

/** Narrow no-break spaces written as blanks, to be read. */
const plain = (text: string) => text.replaceAll(/[\u202f\u00a0]/g, ' ');

describe('formatDuration', () => {
  it.each([
    [0, '0 ms'],
    [820, '820 ms'],
    [999.4, '999 ms'],
    [999.6, '1.00 s'],
    [4180, '4.18 s'],
    [9994, '9.99 s'],
    [9996, '10.0 s'],
    [41_000, '41.0 s'],
    [59_940, '59.9 s'],
    [59_960, '1 m 00 s'],
    [66_000, '1 m 06 s'],
    [3_599_600, '1 h 00 m'],
    [3_840_000, '1 h 04 m'],
    [400 * 3_600_000, '400 h 00 m'],
    [-4180, '−4.18 s'],
    [Number.NaN, '–'],
    [null, '–'],
    [undefined, '–'],
  ])('writes %s as %s', (ms, text) => {
    expect(plain(formatDuration(ms))).toBe(text);
  });

  it.each([
    [9000, '≈ 9 s'],
    [-5000, '≈ −5 s'],
    [0, '< 1 s'],
    [59_000, '≈ 59 s'],
    [66_000, '≈ 1 m 06 s'],
    [3_840_000, '≈ 1 h 04 m'],
  ])('never claims more than whole seconds for approximate times: %s is %s', (ms, text) => {
    expect(plain(formatDuration(ms, { approximate: true }))).toBe(text);
  });

  it('puts a narrow no-break space before units', () => {
    expect(formatDuration(820)).toBe('820\u202fms');
  });
});

describe('numbers', () => {
  it('shortens tokens for lists and never makes unknown usage 0', () => {
    expect([0, 934, 19_718, 999_949, 999_951, 1_234_567, null].map(formatTokens)).toEqual([
      '0',
      '934',
      '19.7k',
      '999.9k',
      '1.0M',
      '1.2M',
      '–',
    ]);
  });

  it('groups counts', () => {
    expect([18_412, 7, -1200, undefined].map(formatCount)).toEqual(['18,412', '7', '−1,200', '–']);
    expect([0, 1, 18_412].map((count) => formatCountOf(count, 'run'))).toEqual(['0 runs', '1 run', '18,412 runs']);
  });

  it('writes sizes in steps of 1,024', () => {
    expect([412, 1023, 1024, 49_152, 1_992_294, 262_144, 5 * 1024 ** 4].map((n) => plain(formatBytes(n)))).toEqual([
      '412 B',
      '1,023 B',
      '1 KB',
      '48 KB',
      '1.9 MB',
      '256 KB',
      '5 TB',
    ]);
  });

  it('does not round a small score away', () => {
    expect([0.9137, 0, 0.0032, 1, null].map(formatScore)).toEqual(['0.91', '0.00', '0.0032', '1.00', '–']);
  });
});

describe('instants', () => {
  const at = Date.UTC(2026, 10, 20, 14, 32, 7);

  it('writes UTC and local time to the second', () => {
    expect(formatUtc(at)).toBe('20 Nov 2026, 14:32:07 UTC');
    const date = new Date(at);
    expect(formatDateTime(at)).toContain(`${date.getDate()} Nov 2026, ${String(date.getHours()).padStart(2, '0')}:`);
    expect(formatClock(at, 'utc')).toBe('14:32:07 UTC');
  });

  it('shows instants outside 1970 to 9999 as the number they are', () => {
    expect(formatUtc(-1)).toBe('-1');
    expect(formatUtc(1e20)).toBe('100000000000000000000');
    expect(formatDateTime(Number.NaN)).toBe('NaN');
    expect(formatDateTime(null)).toBe('–');
  });

  it('counts up to an hour, then tells the time, then the day, then the year', () => {
    const ago = (ms: number) => plain(formatAgo(at, at + ms, 'utc'));
    expect(ago(4_900)).toBe('4 s ago');
    expect(ago(60_000)).toBe('1 min ago');
    expect(ago(8 * 60_000)).toBe('8 min ago');
    expect(ago(3_600_000)).toBe('14:32 UTC');
    expect(ago(24 * 3_600_000)).toBe('20 Nov');
    expect(ago(90 * 24 * 3_600_000)).toBe('20 Nov 2026');
    expect(ago(-5_000)).toBe('14:32 UTC');
  });
});
