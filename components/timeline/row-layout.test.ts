import { describe, expect, test } from 'vitest';
import { randomPlot, randomStretches, sixPixels } from './random-plot.ts';
import { type Density, layoutRow, MARK_RADIUS, OFF_OVERHANG, type RowSpec, tearBoxes } from './row-layout.ts';
import { overlaps } from './axis-ticks.ts';
import { createTimeScale } from './time-scale.ts';

const MANY = 1500;

function row(view: [number, number], width: number, spec: Partial<RowSpec>, density: Density = 'compact') {
  const scale = createTimeScale({ start: view[0], end: view[1] }, width);
  return layoutRow({ scale, density, measure: sixPixels }, { stretches: [], label: '2.00 s', ...spec });
}

const bar = (start: number, end: number, look = 'a') => ({ start, end, look });

describe('a bar', () => {
  test('is true to scale and split by a pixel', () => {
    const { bar: drawn } = row([0, 10_000], 500, { stretches: [bar(1_000, 4_000), bar(4_000, 11_000, 'b')] });
    expect(drawn).toMatchObject({ left: 50, width: 450 });
    expect(drawn?.pieces).toEqual([
      { left: 50, width: 150, look: 'a', count: 1 },
      { left: 201, width: 299, look: 'b', count: 1 },
    ]);
  });

  test('is never narrower than 3 px, also at the edge of the plot', () => {
    expect(row([0, 10_000], 500, { stretches: [bar(5_000, 5_000)] }).bar).toMatchObject({ left: 250, width: 3 });
    expect(row([0, 10_000], 500, { stretches: [bar(10_000, 10_000)] }).bar).toMatchObject({ left: 497, width: 3 });
  });

  test('joins what shares a pixel, with the number and the look of the longest', () => {
    const tiny = Array.from({ length: 300 }, (_, i) => bar(1_000 + i * 10, 1_010 + i * 10, i % 4 === 0 ? 'a' : 'b'));
    const { bar: drawn } = row([0, 10_000], 500, { stretches: [...tiny, bar(4_000, 9_000, 'c')] });
    expect(drawn?.pieces.length).toBeLessThan(90);
    expect(drawn?.pieces.reduce((sum, piece) => sum + piece.count, 0)).toBe(301);
    expect(new Set(drawn?.pieces.map(({ look }) => look))).toEqual(new Set(['b', 'c']));
    expect(drawn?.pieces.at(-1)).toMatchObject({ look: 'c', count: 1 });
  });

  test('shows a short stretch between long ones', () => {
    const stretches = [bar(0, 5_000), bar(5_000, 5_001, 'b'), bar(5_001, 10_000, 'c')];
    const { bar: drawn } = row([0, 10_000], 500, { stretches });
    expect(drawn?.pieces.map(({ look }) => look)).toEqual(['a', 'b', 'c']);
    expect(drawn?.pieces[1]?.width).toBeGreaterThanOrEqual(1);
  });

  test('that is out of view leaves an arrow at the side where it is', () => {
    expect(row([5_000, 9_000], 500, { stretches: [bar(1_000, 4_000)] }).off).toMatchObject({ side: 'left', left: -6 });
    const { off } = row([5_000, 9_000], 500, { stretches: [bar(9_500, 9_900)] });
    expect((off?.left ?? 0) + (off?.width ?? 0)).toBe(506);
  });
});

describe('a label', () => {
  test('stands 6 px right of the end, else left of the start, else nowhere', () => {
    expect(row([0, 10_000], 500, { stretches: [bar(1_000, 2_000)] }).label).toEqual({
      side: 'right',
      left: 106,
      width: 36,
    });
    expect(row([0, 10_000], 500, { stretches: [bar(8_000, 9_900)] }).label).toEqual({
      side: 'left',
      left: 358,
      width: 36,
    });
    expect(row([0, 10_000], 500, { stretches: [bar(100, 9_900)] }).label).toBeNull();
  });

  test('keeps off a tear', () => {
    const scale = createTimeScale({ start: 0, end: 41_000 }, 493, [{ start: 11_000, end: 33_600 }]);
    const frame = { scale, density: 'compact' as const, measure: sixPixels };
    const near = layoutRow(frame, { stretches: [bar(8_000, 10_800)], label: '2.80 s' });
    expect(near.label?.side).toBe('left');
    const behind = layoutRow(frame, { stretches: [bar(35_000, 40_900)], label: 'rate_limit_exceeded' });
    expect(behind.label).toBeNull();
  });

  test('makes room for the sign on the end', () => {
    const spec = { stretches: [bar(1_000, 2_000)], marked: true };
    expect(row([0, 10_000], 500, spec)).toMatchObject({ mark: 100, label: { left: 113 } });
    expect(row([0, 1_500], 500, spec).mark).toBeNull();
  });

  test('does not stand beside an end that is cut off', () => {
    expect(row([0, 10_000], 500, { stretches: [bar(2_000, 20_000)] }).label?.side).toBe('left');
    expect(row([5_000, 10_000], 500, { stretches: [bar(2_000, 6_000)] }).label?.side).toBe('right');
    expect(row([5_000, 10_000], 500, { stretches: [bar(2_000, 20_000)] }).label).toBeNull();
  });

  test('stands inside only in comfortable rows, and not at all in bare ones', () => {
    const spec = { stretches: [bar(1_000, 3_000)] };
    expect(row([0, 10_000], 500, spec, 'comfortable').label?.side).toBe('inside');
    expect(row([0, 10_000], 500, { stretches: [bar(1_000, 2_000)] }, 'comfortable').label?.side).toBe('right');
    expect(row([0, 10_000], 500, spec, 'bare').label).toBeNull();
  });
});

test('nothing overflows and nothing covers, whatever a row holds', () => {
  const seen = { right: 0, left: 0, inside: 0, none: 0, off: 0, marks: 0 };
  for (let seed = 0; seed < MANY; seed++) {
    const plot = randomPlot(seed);
    const { random, scale, width } = plot;
    const stretches = randomStretches(plot, random() < 0.1 ? 400 : 5);
    const density = (['compact', 'comfortable', 'bare'] as const)[Math.floor(random() * 3)] ?? 'compact';
    const label = 'x'.repeat(Math.floor(random() * 20));
    const drawn = layoutRow({ scale, density, measure: sixPixels }, { stretches, label, marked: random() < 0.3 });
    const { bar: box, label: text, off, mark } = drawn;
    const inView = stretches.some(({ start, end }) => end >= scale.view.start && start <= scale.view.end);
    expect(box !== null).toBe(inView);
    expect(box && off).toBeNull();
    if (box) {
      expect(box.left).toBeGreaterThanOrEqual(0);
      expect(box.left + box.width).toBeLessThanOrEqual(width + 1e-6);
      expect(box.width).toBeGreaterThanOrEqual(Math.min(3, width) - 1e-6);
      let reached = box.left - 1e-6;
      for (const piece of box.pieces) {
        expect(piece.left).toBeGreaterThanOrEqual(reached - 1e-6);
        expect(piece.width).toBeGreaterThan(0);
        reached = piece.left + piece.width;
      }
      expect(reached).toBeLessThanOrEqual(box.left + box.width + 1e-6);
      expect(box.pieces.length).toBeLessThanOrEqual(Math.max(1, width));
    }
    if (text && box) {
      expect(text.left).toBeGreaterThanOrEqual(0);
      expect(text.left + text.width).toBeLessThanOrEqual(width);
      expect(overlaps(text, box)).toBe(text.side === 'inside');
      for (const tear of tearBoxes(scale)) expect(overlaps(text, tear)).toBe(false);
    }
    if (mark !== null) {
      expect(mark - MARK_RADIUS).toBeGreaterThanOrEqual(-MARK_RADIUS);
      expect(mark + MARK_RADIUS).toBeLessThanOrEqual(width + MARK_RADIUS + 1e-6);
    }
    if (off) {
      expect(off.left).toBeGreaterThanOrEqual(-OFF_OVERHANG);
      expect(off.left + off.width).toBeLessThanOrEqual(width + OFF_OVERHANG);
      // Its label gives way to a tear, its arrow stays.
      const torn = tearBoxes(scale).some((tear) => overlaps(off, tear));
      if (torn) expect(off.width).toBeLessThanOrEqual(15);
    }
    if (!inView && off === null) expect(scale.view.start).toBeGreaterThan(stretches[0]?.start ?? 0);
    if (off) seen.off++;
    else seen[text?.side ?? 'none']++;
    if (mark !== null) seen.marks++;
  }
  for (const count of Object.values(seen)) expect(count).toBeGreaterThan(MANY / 100);
});
