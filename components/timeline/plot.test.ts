import { describe, expect, test } from 'vitest';
import { joinNarrow, labelSide, percentAt, pixelAt, type Plot } from './plot.ts';
import { axisTicks, tickStep } from './ticks.ts';

const plot: Plot = { start: 1_000, end: 11_000, width: 500 };

describe('a plot', () => {
  test('lays instants over the width and keeps them inside', () => {
    expect([percentAt(plot, 1_000), percentAt(plot, 6_000), percentAt(plot, 11_000)]).toEqual([0, 50, 100]);
    expect([percentAt(plot, 0), percentAt(plot, 99_000)]).toEqual([0, 100]);
    expect(pixelAt(plot, 6_000)).toBe(250);
  });

  test('puts a label right of the bar, else left, else nowhere', () => {
    expect(labelSide(plot, 1_000, 3_000, '2.00 s')).toBe('right');
    expect(labelSide(plot, 9_000, 11_000, '2.00 s')).toBe('left');
    expect(labelSide(plot, 1_200, 10_900, 'a label that has no room')).toBe('none');
  });

  test('joins pieces that would be too narrow; the longest look wins', () => {
    const tiny = Array.from({ length: 10_000 }, (_, i) => ({
      start: 1_000 + i,
      end: 1_001 + i,
      look: i % 3 === 0 ? 'a' : 'b',
    }));
    const joined = joinNarrow(plot, tiny);
    expect(joined.length).toBeLessThanOrEqual(170);
    expect(joined[0]?.start).toBe(1_000);
    expect(joined.at(-1)?.end).toBe(11_000);
    expect(new Set(joined.map(({ look }) => look))).toEqual(new Set(['b']));
    for (const [i, piece] of joined.entries()) expect(piece.start).toBe(i === 0 ? 1_000 : joined[i - 1]?.end);
  });

  test('leaves wide pieces alone', () => {
    const wide = [
      { start: 1_000, end: 4_000, look: 'a' },
      { start: 4_000, end: 11_000, look: 'b' },
    ];
    expect(joinNarrow(plot, wide)).toEqual(wide);
  });
});

describe('ticks', () => {
  const SECOND = 1_000;
  const MINUTE = 60_000;
  const HOUR = 60 * MINUTE;

  test('step by 1, 2, 5 × 10ⁿ, then by the clock, then by days', () => {
    expect([1, 1.5, 3, 6, 11, 400].map(tickStep)).toEqual([1, 2, 5, 10, 20, 500]);
    expect([3 * SECOND, 10 * SECOND, 11 * SECOND, 16 * SECOND].map(tickStep)).toEqual([
      5 * SECOND,
      10 * SECOND,
      15 * SECOND,
      30 * SECOND,
    ]);
    expect([31 * SECOND, 61 * SECOND, 3 * MINUTE, 6 * MINUTE, 16 * MINUTE].map(tickStep)).toEqual([
      MINUTE,
      2 * MINUTE,
      5 * MINUTE,
      15 * MINUTE,
      HOUR,
    ]);
    expect([7 * HOUR, 13 * HOUR, 30 * HOUR].map(tickStep)).toEqual([12 * HOUR, 24 * HOUR, 48 * HOUR]);
  });

  test('carry the unit on the first and the last only', () => {
    const ticks = axisTicks(0, 41_000, 500);
    expect(ticks.map(({ label }) => label)).toEqual(['0\u202fs', '5', '10', '15', '20', '25', '30', '35', '40\u202fs']);
    expect(axisTicks(0, 500, 500).map(({ label }) => label)).toEqual([
      '0\u202fms',
      '50',
      '100',
      '150',
      '200',
      '250',
      '300',
      '350',
      '400',
      '450',
      '500\u202fms',
    ]);
    expect(axisTicks(0, 2_000, 500).at(1)?.label).toBe('0.2');
  });

  test.each([1, 37, 999, 1_001, 12_345, 61_000, 3_599_000, 90_000_000, 9e11])(
    'stay 48 px apart over %d ms',
    (length) => {
      const width = 640;
      const ticks = axisTicks(0, length, width);
      expect(ticks.length).toBeGreaterThan(0);
      expect(ticks.length).toBeLessThanOrEqual(14);
      for (const [i, tick] of ticks.entries()) {
        const before = ticks[i - 1];
        if (before) expect(((tick.at - before.at) / length) * width).toBeGreaterThanOrEqual(48 - 1e-6);
      }
    },
  );

  test('begin before zero where the stretch does, and are none without room', () => {
    expect(axisTicks(-1_500, 3_000, 300).map(({ at }) => at)).toEqual([-1_000, 0, 1_000, 2_000, 3_000]);
    expect(axisTicks(0, 1_000, 20)).toEqual([]);
    expect(axisTicks(5, 5, 500)).toEqual([]);
  });
});
