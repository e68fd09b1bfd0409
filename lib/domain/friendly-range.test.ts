import { expect, it } from 'vitest';
import { friendlyRange } from './friendly-range.ts';

const at = (text: string) => Date.parse(text);

it('rounds outwards to lengths that a person counts in', () => {
  const range = friendlyRange(at('2026-11-20T00:07:00Z'), at('2026-11-20T23:40:00Z'), 96);
  expect(range).toEqual({
    from: at('2026-11-20T00:00:00Z'),
    to: at('2026-11-20T23:45:00Z'),
    bucket: 15 * 60_000,
    buckets: 95,
  });
});

it('has a part for the last instant, and at least one', () => {
  const moment = at('2026-11-20T12:00:00Z');
  expect(friendlyRange(moment, moment, 96)).toEqual({ from: moment, to: moment + 1000, bucket: 1000, buckets: 1 });
  const day = friendlyRange(moment, moment + 86_400_000, 4);
  expect(day.to).toBeGreaterThan(moment + 86_400_000);
});

it.each([2, 5, 96, 500])('never has more than %i parts, however long the time', (most) => {
  for (const span of [0, 999, 86_400_000, 1e10, 1e12, 2.5e14]) {
    const range = friendlyRange(123_456_789, 123_456_789 + span, most);
    expect(range.buckets).toBeLessThanOrEqual(most);
    expect(range.from).toBeLessThanOrEqual(123_456_789);
    expect(range.to).toBeGreaterThan(123_456_789 + span);
    expect(range.to - range.from).toBe(range.bucket * range.buckets);
  }
});
