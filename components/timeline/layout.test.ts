import { describe, expect, test } from 'vitest';
import { overlaps } from './axis-ticks.ts';
import { type EventLine, layoutTimeline, type PlotInput } from './layout.ts';
import { gap, randomPlot, sixPixels } from './random-plot.ts';
import { createTimeScale, gapsInView } from './time-scale.ts';

const MANY = 600;
const NARROW = '\u202f';

function plot(view: [number, number], width: number, input: Partial<PlotInput> = {}) {
  const gaps = input.gaps ?? [];
  const cuts = gaps.filter((each) => !each.expanded);
  const scale = createTimeScale({ start: view[0], end: view[1] }, width, cuts);
  const rest = { zero: 0, events: [], density: 'compact' as const, measure: sixPixels, orderOnly: false };
  return layoutTimeline({ ...rest, ...input, scale, gaps });
}

describe('a plot', () => {
  test('has ticks by the rule, with the unit on the first and the last', () => {
    const { ticks } = plot([0, 41_000], 500);
    expect(ticks.map(({ label }) => label)).toEqual([
      `0${NARROW}s`,
      '5',
      '10',
      '15',
      '20',
      '25',
      '30',
      '35',
      `40${NARROW}s`,
    ]);
    expect(ticks.map(({ x }) => Math.round(x))).toEqual([0, 61, 122, 183, 244, 305, 366, 427, 488]);
  });

  test('has none inside a gap and none under its chip, and goes on behind it', () => {
    const { ticks, chips, tears } = plot([0, 41_000], 493, { gaps: [gap(11_000, 33_600)] });
    expect(ticks.map(({ label }) => label)).toEqual([
      `0${NARROW}s`,
      '2',
      '4',
      '6',
      '8',
      '10',
      '34',
      '36',
      '38',
      `40${NARROW}s`,
    ]);
    expect(chips.map(({ text }) => text)).toEqual(['22.6 s']);
    const [chip] = chips;
    expect(tears).toEqual([(chip?.left ?? 0) + (chip?.width ?? 0) / 2]);
  });

  test('counts from zero, also before it', () => {
    const { ticks } = plot([98_500, 103_000], 300, { zero: 100_000 });
    expect(ticks.map(({ at }) => at)).toEqual([-1_000, 0, 1_000, 2_000, 3_000]);
    expect(ticks[0]?.label).toBe(`−1${NARROW}s`);
  });

  test('writes a close view late in a run in seconds', () => {
    const { ticks } = plot([30_000, 30_100], 500);
    expect(ticks.map(({ label }) => label)).toContain('30.02');
    expect(plot([0, 100], 500).ticks.map(({ label }) => label)).toContain('20');
  });

  test('has no numbers where only the order is known', () => {
    expect(plot([0, 70], 500, { orderOnly: true }).ticks).toEqual([]);
  });

  test('keeps one of lines that share a pixel and a look, and none out of view', () => {
    const events: EventLine[] = [
      { at: 1_000, look: 'dashed' },
      { at: 1_001, look: 'dashed' },
      { at: 1_001, look: 'fail' },
      { at: 99_000, look: 'now' },
    ];
    expect(plot([0, 10_000], 500, { events }).lines.map(({ look }) => look)).toEqual(['dashed', 'fail']);
  });

  test('leaves out minor lines where they would be everywhere', () => {
    const many = Array.from({ length: 400 }, (_, i): EventLine => ({ at: i * 1_000, look: 'dashed', minor: true }));
    const events = [...many, { at: 5_000, look: 'fail' }];
    expect(plot([0, 400_000], 500, { events }).lines.map(({ look }) => look)).toEqual(['fail']);
    expect(plot([0, 10_000], 500, { events }).lines).toHaveLength(12);
  });

  test('marks an opened gap where it is wide enough', () => {
    const opened = [gap(10_000, 30_000, true)];
    expect(plot([0, 40_000], 400, { gaps: opened }).chips[0]).toMatchObject({
      text: '20.0 s',
      left: 200 - (36 * (10 / 11) + 8) / 2,
    });
    expect(plot([0, 40_000], 60, { gaps: opened }).chips).toEqual([]);
    expect(plot([0, 40_000], 400, { gaps: opened }).tears).toEqual([]);
  });

  test('shortens chips that have no room', () => {
    const gaps = [gap(1_000, 30_000), gap(30_600, 60_000)];
    expect(plot([0, 61_000], 100, { gaps }).chips.map(({ text }) => text)).toEqual(['29.0 s', '⋯']);
  });

  test('shortens the chip before too where the next would have no room otherwise', () => {
    const gaps = [gap(10_000, 100_000), gap(100_010, 200_000)];
    const { chips, tears } = plot([0, 220_000], 500, { gaps: gaps.map((one) => ({ ...one, text: '30 h 33 m' })) });
    expect(chips.map(({ text }) => text)).toEqual(['⋯', '⋯']);
    expect(chips.map(({ left, width }) => left + width / 2)).toEqual(tears);
  });
});

test('nothing touches and nothing overflows, whatever is shown', () => {
  let ticked = 0;
  let chipped = 0;
  for (let seed = 0; seed < MANY; seed++) {
    const { bounds, gaps, scale, width, random } = randomPlot(seed);
    const events = Array.from({ length: 30 }, () => ({
      at: bounds.start + (random() * 1.4 - 0.2) * (bounds.end - bounds.start),
      look: 'line',
    }));
    const rest = { zero: bounds.start, density: 'compact' as const, measure: sixPixels, orderOnly: false };
    const { ticks, chips, tears, lines } = layoutTimeline({ ...rest, scale, gaps, events });
    for (const box of [...ticks, ...chips]) {
      expect(box.left).toBeGreaterThanOrEqual(0);
      expect(box.left + box.width).toBeLessThanOrEqual(width + 1e-6);
    }
    const boxes = [...ticks, ...chips].sort((a, b) => a.left - b.left);
    for (const [i, box] of boxes.entries()) {
      const next = boxes[i + 1];
      if (next) expect(overlaps(box, next)).toBe(false);
    }
    for (const [i, tick] of ticks.entries()) {
      const next = ticks[i + 1];
      if (next) expect(next.x - tick.x).toBeGreaterThanOrEqual(48 - 1e-5);
      for (const { left, right } of gapsInView(scale))
        expect(tick.x > left + 1e-4 && tick.x < right - 1e-4).toBe(false);
      expect(/[a-z]/.test(tick.label)).toBe(i === 0 || i === ticks.length - 1);
    }
    // Every cut can be opened, wherever there is room for a button of the least width.
    if (scale.gapWidth > 24) {
      const named = (x: number) => chips.some(({ left, width: own }) => x >= left && x <= left + own);
      expect(tears.filter((x) => !named(x))).toEqual([]);
    }
    for (const x of [...tears, ...lines.map((line) => line.x)]) {
      expect(x).toBeGreaterThanOrEqual(0);
      expect(x).toBeLessThanOrEqual(width);
    }
    ticked += ticks.length;
    chipped += chips.length;
  }
  expect(ticked).toBeGreaterThan(MANY);
  expect(chipped).toBeGreaterThan(MANY / 4);
});
