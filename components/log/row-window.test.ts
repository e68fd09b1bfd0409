import { describe, expect, it } from 'vitest';
import { RowSizes } from './row-sizes.ts';
import { follow, heightsOf, MOST_PIXELS, positionOf } from './scaled-scroll.ts';

describe('RowSizes', () => {
  it('is exact for rows that are all alike', () => {
    const sizes = new RowSizes(1_200_000, 19);
    expect(sizes.total).toBe(22_800_000);
    expect(sizes.rowAt(19 * 700_000 + 18)).toBe(700_000);
    expect([sizes.rowAt(-5), sizes.rowAt(1e9)]).toEqual([0, 1_199_999]);
  });

  it('agrees with plain sums when rows differ', () => {
    const heights = Array.from({ length: 2_000 }, () => 19);
    const sizes = new RowSizes(heights.length, 19);
    let seed = 7;
    for (let i = 0; i < 900; i++) {
      seed = (seed * 48271) % 2147483647;
      const row = seed % heights.length;
      const height = 19 * (1 + (seed % 5));
      expect(sizes.set(row, height)).toBe(height - (heights[row] ?? 0));
      heights[row] = height;
    }
    let top = 0;
    for (const [row, height] of heights.entries()) {
      expect(sizes.topOf(row)).toBe(top);
      expect(sizes.rowAt(top)).toBe(row);
      expect(sizes.rowAt(top + height - 1)).toBe(row);
      top += height;
    }
    expect(sizes.total).toBe(top);
  });
});

describe('a scroll bar for more than browsers can lay out', () => {
  const heights = heightsOf(22_800_000, 640);
  const placeOf = (position: { top: number; base: number }) => position.top + position.base;

  it('is plain where the content fits', () => {
    const small = heightsOf(500_000, 640);
    expect(small.element).toBe(500_000);
    expect(positionOf(small, 1_000)).toEqual({ top: 1_000, base: 0 });
    expect(follow(small, { top: 0, base: 0 }, 400_000)).toEqual({ top: 400_000, base: 0 });
  });

  it('reaches both ends and every place between, in order', () => {
    expect(heights.element).toBe(MOST_PIXELS);
    expect(positionOf(heights, -5)).toEqual({ top: 0, base: 0 });
    expect(positionOf(heights, 1e9)).toEqual({ top: MOST_PIXELS - 640, base: 22_800_000 - MOST_PIXELS });
    let before = -1;
    for (let place = 0; place <= 22_800_000 - 640; place += 99_991) {
      const position = positionOf(heights, place);
      expect(placeOf(position)).toBe(place);
      expect(position.top).toBeGreaterThan(before);
      expect(position.top).toBeLessThanOrEqual(MOST_PIXELS - 640);
      before = position.top;
    }
  });

  it('leaps in proportion, also to the ends', () => {
    const middle = follow(heights, { top: 0, base: 0 }, (MOST_PIXELS - 640) / 2);
    expect(Math.abs(placeOf(middle) - (22_800_000 - 640) / 2)).toBeLessThan(2);
    expect(placeOf(follow(heights, middle, MOST_PIXELS - 640))).toBe(22_800_000 - 640);
    expect(placeOf(follow(heights, middle, 0))).toBe(0);
  });

  it('goes pixel by pixel in small moves, from end to end without getting stuck', () => {
    for (const by of [600, -600]) {
      let position = positionOf(heights, by > 0 ? 0 : 1e9);
      let moves = 0;
      for (; moves < 60_000; moves++) {
        const top = Math.max(0, Math.min(MOST_PIXELS - 640, position.top + by));
        const moved = top - position.top;
        const next = follow(heights, position, top);
        if (moved === 0) break;
        expect(placeOf(next)).toBe(placeOf(position) + moved);
        position = next;
      }
      expect(placeOf(position)).toBe(by > 0 ? 22_800_000 - 640 : 0);
      expect(moves).toBe(Math.ceil((22_800_000 - 640) / 600));
    }
  });
});
