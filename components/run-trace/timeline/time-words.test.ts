import { expect, test } from 'vitest';
import { aRun } from '#lib/domain/domain-fixtures.ts';
import { ms } from '#lib/domain/time.ts';
import { SLOT } from '../../timeline/timeline-data.ts';
import {
  crosshairText,
  exactLength,
  offsetRange,
  spokenEnd,
  spokenLength,
  spokenOffset,
  spokenSpan,
} from './time-words.ts';

const NARROW = '\u202f';
const plain = (text: string) => text.replaceAll(NARROW, ' ');
const coarse = aRun({ createdAt: ms(1_000_000), timeResolution: ms(1000) });
const fine = aRun({ createdAt: ms(1_000_000), timeResolution: ms(1) });

test('lengths of the drawing are exact, but no finer than the clock', () => {
  expect([24_000, 22_400, 593_000].map((length) => plain(exactLength(length, coarse)))).toEqual([
    '24 s',
    '22 s',
    '9 m 53 s',
  ]);
  expect([22_600, 820].map((length) => plain(exactLength(length, fine)))).toEqual(['22.6 s', '820 ms']);
});

test('ranges count from the creation', () => {
  const range = (from: number, to: number, run = coarse) => plain(offsetRange(1_000_000 + from, 1_000_000 + to, run));
  expect(range(8_000, 33_000)).toBe('8 → 33 s');
  expect(range(36_600, 37_920, fine)).toBe('36.60 → 37.92 s');
  expect(range(41_000, 66_000)).toBe('41 s → 1 m 06 s');
  expect(range(41_000, 66_280, fine)).toBe('41.00 s → 1 m 06.28 s');
  expect(range(-2_000, 3_000)).toBe('−2 → 3 s');
  expect(range(39_990_000, 39_993_000)).toBe('11 h 06 m 30 s → 11 h 06 m 33 s');
});

test('the crosshair is as fine as its pixels', () => {
  const text = (at: number, pxPerMs: number) =>
    plain(crosshairText(1_000_000 + at, pxPerMs, 1_000_000)).split(' · ')[0];
  expect(text(37_812, 0.012)).toBe('37.8 s');
  expect(text(37_812, 0.001)).toBe('38 s');
  expect(text(37_812, 20)).toBe('37.812 s');
  expect(text(66_280, 0.2)).toBe('1 m 06.28 s');
  expect(text(119_960, 0.012)).toBe('1 m 59.9 s');
  expect(text(3_845_000, 0.001)).toBe('1 h 04 m 05 s');
  expect(text(3_845_000, 0.00001)).toBe('1 h 04 m');
  expect(crosshairText(1_000_000, 1, 1_000_000)).toMatch(/ · \d\d:\d\d:\d\d$/);
});

test('instants are said in words', () => {
  expect([0, 1_000, 12_540, 66_000, 3_661_000, 7_200_000].map(spokenOffset)).toEqual([
    '0 seconds',
    '1 second',
    '12.5 seconds',
    '1 minute 6 seconds',
    '1 hour 1 minute 1 second',
    '2 hours',
  ]);
  expect(spokenOffset(90_000_000)).toBe('1 day 1 hour');
  expect(spokenOffset(86_400_000_000)).toBe('1,000 days');
});

test('a stretch is said in seconds, and from a minute on in larger units too', () => {
  expect(spokenSpan(40_000, 41_000, 1)).toBe('40.0 to 41.0 seconds');
  expect(spokenSpan(1_000, 10_000, 0)).toBe('1 to 10 seconds');
  expect(spokenSpan(-2_000, 1_000, 0)).toBe('minus 2 to 1 seconds');
  expect(spokenSpan(1_000, null, 0)).toBe('from 1 second');
  expect(spokenSpan(1_000, 1_000, 0)).toBe('at 1 second');
  expect(spokenSpan(-66_000, -66_000, 0)).toBe('at minus 1 minute minus 6 seconds');
  expect(spokenSpan(2_500, null, 1)).toBe('from 2.5 seconds');
  expect(spokenSpan(58_000, 3_661_000, 0)).toBe('58 seconds to 1 hour 1 minute 1 second');
  expect(spokenSpan(90_000, 90_400, 1)).toBe('1 minute 30 seconds to 1 minute 30.4 seconds');
  expect(spokenSpan(90_000_000, null, 0)).toBe('from 1 day 1 hour');
});

test('a length below what the clock can tell is said so', () => {
  expect(spokenLength(0, 1000)).toBe('less than 1 second');
  expect(spokenLength(9_000, 1000)).toBe('about 9 seconds');
  expect(spokenLength(9_330, 1)).toBe('9.3 seconds');
  expect(spokenLength(0, 1)).toBe('0 seconds');
});

test('the crosshair has the day where the run went on for days', () => {
  const plainText = plain(crosshairText(3 * 86_400_000, 0.00001, 0));
  expect(plainText).toMatch(/^72 h 00 m · \d+ Jan 1970, \d\d:\d\d:\d\d$/);
  expect(plain(crosshairText(3_600_000, 0.00001, 0))).toMatch(/ · \d\d:\d\d:\d\d$/);
});

test('ends of what is in view are spoken as times, and as steps where only the order is known', () => {
  expect(spokenEnd({ orderOnly: false, zero: 1_000 }, 13_500, 'start')).toBe('12.5 seconds');
  const steps = (start: number, end: number) =>
    (['start', 'end'] as const).map((each) =>
      spokenEnd({ orderOnly: true, zero: 0 }, each === 'start' ? start : end, each),
    );
  expect(steps(0, 5 * SLOT)).toEqual(['step 1', 'step 5']);
  expect(steps(1.5 * SLOT, 3.2 * SLOT)).toEqual(['step 2', 'step 4']);
});
