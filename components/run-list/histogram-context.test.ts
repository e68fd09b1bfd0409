import { expect, test } from 'vitest';
import { parseRunListParams } from '#lib/contract/run-list-params.ts';
import { nextContext, rangeOf, timeOf } from './histogram-context.ts';

const HOUR = 3_600_000;
const now = Date.parse('2026-11-20T14:40:00Z');
const shown = { start: now - 6 * HOUR, end: now };
const ALL = { from: null, to: null };

test('without a time everything is covered', () => {
  expect(nextContext(null, ALL, null, now)).toEqual(ALL);
  expect(nextContext({ from: '24h', to: null }, ALL, shown, now)).toEqual(ALL);
});

test('a page that opens with a time shows what lies around it', () => {
  expect(nextContext(null, { from: '90m', to: null }, null, now)).toEqual({ from: '360m', to: null });
  expect(nextContext(null, { from: '2026-11-20T13:40Z', to: null }, null, now)).toEqual({
    from: '2026-11-20T10:40Z',
    to: null,
  });
  expect(nextContext(null, { from: '2026-11-19', to: '2026-11-20' }, null, now)).toEqual({
    from: '2026-11-17T12:00Z',
    to: null,
  });
  expect(nextContext(null, { from: '2026-11-10', to: '2026-11-11' }, null, now)).toEqual({
    from: '2026-11-08T12:00Z',
    to: '2026-11-12T12:00Z',
  });
  expect(nextContext(null, { from: null, to: '2h' }, null, now)).toEqual(ALL);
});

test('what is covered stays while a range lies well inside, and goes closer or elsewhere when it does not', () => {
  const before = { from: '6h', to: null };
  expect(nextContext(before, { from: '90m', to: null }, shown, now)).toBe(before);
  expect(nextContext(before, { from: '10m', to: null }, shown, now)).toEqual({ from: '40m', to: null });
  expect(nextContext(before, { from: '24h', to: null }, shown, now)).toEqual({ from: '96h', to: null });
  expect(nextContext(before, { from: '90m', to: null }, null, now)).toBe(before);
});

test('a drawn range becomes words that the address takes, open where the histogram is open', () => {
  const drawn = timeOf({ start: now - 90 * 60_000, end: now }, shown, { from: '6h', to: null });
  expect(drawn).toEqual({ from: '2026-11-20T13:10Z', to: null });
  const closed = timeOf({ start: now - 3 * HOUR - 1, end: now - HOUR + 1 }, shown, ALL);
  expect(closed).toEqual({ from: '2026-11-20T11:39Z', to: '2026-11-20T13:41Z' });
  const short = timeOf({ start: now - 65_400, end: now - 5_400 }, shown, ALL);
  expect(short).toEqual({ from: '2026-11-20T14:38:54Z', to: '2026-11-20T14:39:55Z' });
  const read = parseRunListParams(new URLSearchParams({ from: short.from ?? '', to: short.to ?? '' }));
  expect(read).toMatchObject(short);
  expect(timeOf({ start: shown.start, end: now - HOUR }, shown, ALL).from).toBeNull();
  expect(timeOf(null, shown, ALL)).toEqual(ALL);
});

test('the range of a filter lies inside what is shown', () => {
  expect(rangeOf(ALL, shown)).toBeNull();
  expect(rangeOf({ from: '90m', to: null }, shown)).toEqual({ start: now - 90 * 60_000, end: now });
  expect(rangeOf({ from: '24h', to: '1h' }, shown)).toEqual({ start: shown.start, end: now - HOUR });
});
