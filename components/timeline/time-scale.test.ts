import { describe, expect, it } from 'vitest';
import { createTimeScale, gapsInView, project, type TimeSpan, unproject } from './time-scale.ts';
import { panBy, zoomAt } from './time-view.ts';

/** Numbers from 0 to 1, the same for the same seed. */
function randomFrom(seed: number): () => number {
  let state = seed + 1;
  return () => {
    state = (state * 48271) % 2147483647;
    return state / 2147483647;
  };
}

const T = 1_795_000_000_000;

function randomScale(seed: number) {
  const random = randomFrom(seed);
  const gaps: TimeSpan[] = [];
  let at = T;
  for (let i = 0; i < Math.floor(random() * 8); i++) {
    const start = at + 1 + Math.floor(random() * 60_000);
    const end = start + 1 + Math.floor(random() * 600_000);
    gaps.push({ start, end });
    at = end;
  }
  const bounds = { start: T, end: at + 1 + Math.floor(random() * 60_000) };
  const length = bounds.end - bounds.start;
  const whole = random() < 0.3;
  const start = whole ? bounds.start : bounds.start + random() * length * 0.8;
  const end = whole ? bounds.end : Math.min(bounds.end, start + 20 + random() * length);
  const width = 40 + Math.floor(random() * 1600);
  return { random, bounds, gaps, width, scale: createTimeScale({ start, end }, width, gaps) };
}

describe('a time scale', () => {
  it('is linear without gaps', () => {
    const scale = createTimeScale({ start: T, end: T + 10_000 }, 500);
    expect([T, T + 5_000, T + 10_000, T - 1_000, T + 12_000].map((at) => project(scale, at))).toEqual([
      0, 250, 500, -50, 600,
    ]);
    expect([0, 250, 500, -50].map((x) => unproject(scale, x) - T)).toEqual([0, 5_000, 10_000, -1_000]);
  });

  it('gives a gap 36 px however long it is, and the rest the rest', () => {
    const scale = createTimeScale({ start: 0, end: 41_000 }, 536, [{ start: 11_000, end: 33_600 }]);
    const [gap] = gapsInView(scale);
    expect((gap?.right ?? 0) - (gap?.left ?? 0)).toBeCloseTo(36);
    expect(scale.pxPerMs * (41_000 - 22_600)).toBeCloseTo(500);
    expect(project(scale, 22_300)).toBeCloseTo((gap?.left ?? 0) + 18);
    expect(gapsInView(createTimeScale({ start: 0, end: 11_000 }, 500, [{ start: 11_000, end: 33_600 }]))).toEqual([]);
  });

  it('maps all of time, ever further right, and back, whatever view and gaps are', () => {
    for (let seed = 0; seed < 3000; seed++) {
      const { random, bounds, scale, width } = randomScale(seed);
      expect(project(scale, scale.view.start)).toBeCloseTo(0, 4);
      expect(project(scale, scale.view.end)).toBeCloseTo(width, 4);
      const length = bounds.end - bounds.start;
      const instants = Array.from({ length: 12 }, () => bounds.start + (random() * 3 - 1) * length);
      for (const gap of scale.gaps) instants.push(gap.start, gap.end, (gap.start + gap.end) / 2);
      instants.sort((a, b) => a - b);
      let before = Number.NEGATIVE_INFINITY;
      let beforeAt = Number.NEGATIVE_INFINITY;
      for (const at of instants) {
        const x = project(scale, at);
        expect(Number.isFinite(x)).toBe(true);
        if (at > beforeAt) expect(x).toBeGreaterThan(before);
        expect(Math.abs(unproject(scale, x) - at)).toBeLessThan(0.01);
        before = x;
        beforeAt = at;
      }
      for (let i = 0; i < 6; i++) {
        const x = (random() * 3 - 1) * width;
        expect(Math.abs(project(scale, unproject(scale, x)) - x)).toBeLessThan(0.05);
      }
    }
  });

  it('keeps gaps at one width and at most at half of the plot', () => {
    for (let seed = 0; seed < 1000; seed++) {
      const { scale, width } = randomScale(seed);
      let shown = 0;
      for (const { left, right } of scale.gaps) {
        expect(right - left).toBeCloseTo(scale.gapWidth);
        shown += Math.max(0, Math.min(width, right) - Math.max(0, left));
      }
      expect(scale.gapWidth).toBeLessThanOrEqual(36);
      expect(shown).toBeLessThanOrEqual(width / 2 + 0.01);
    }
  });

  it('cuts nothing where there is nothing else to see, and ignores gaps that make no sense', () => {
    const inside = createTimeScale({ start: 100, end: 200 }, 500, [{ start: 0, end: 1_000 }]);
    expect(project(inside, 150)).toBeCloseTo(250);
    const odd = createTimeScale({ start: 0, end: 1_000 }, 500, [
      { start: 300, end: 300 },
      { start: 100, end: 200 },
      { start: 150, end: 400 },
      { start: 900, end: 800 },
    ]);
    expect(odd.gaps.map(({ place }) => place)).toEqual([1]);
    expect(project(createTimeScale({ start: 5, end: 5 }, 0), 5)).toBe(0);
  });
});

describe('views', () => {
  /** As the product does it: stretches longer than a tenth of the view are cut. */
  const gapsOf = (gaps: readonly TimeSpan[]) => (view: TimeSpan) =>
    gaps.filter((gap) => gap.end - gap.start > Math.max(2_000, (view.end - view.start) / 10));

  it('keep the instant under the pointer while zooming, unless the edge of the run is reached', () => {
    let free = 0;
    let held = 0;
    for (let seed = 0; seed < 2000; seed++) {
      const { random, bounds, gaps, width } = randomScale(seed);
      const cut = gapsOf(gaps);
      let scale = createTimeScale(bounds, width, cut(bounds));
      for (let i = 0; i < 4; i++) {
        const x = random() * width;
        const at = unproject(scale, x);
        const view = zoomAt(scale, x, 0.5 + random() * 2.5, bounds, cut);
        expect(view.start).toBeGreaterThanOrEqual(bounds.start);
        expect(view.end).toBeLessThanOrEqual(bounds.end);
        expect(view.end - view.start).toBeGreaterThan(5);
        scale = createTimeScale(view, width, cut(view));
        if (view.start === bounds.start || view.end === bounds.end) continue;
        free++;
        if (Math.abs(project(scale, at) - x) < 1) held++;
      }
    }
    expect(free).toBeGreaterThan(500);
    expect(held / free).toBeGreaterThan(0.99);
  });

  it('keep the zoom while panning, and stay inside of the run', () => {
    for (let seed = 0; seed < 1000; seed++) {
      const { random, bounds, scale, width } = randomScale(seed);
      const dx = (random() * 2 - 1) * width * 2;
      const view = panBy(scale, dx, bounds);
      expect(view.start).toBeGreaterThanOrEqual(bounds.start);
      expect(view.end).toBeLessThanOrEqual(bounds.end);
      const room = project(scale, bounds.end) - project(scale, bounds.start);
      if (room > width) expect(project(scale, view.end) - project(scale, view.start)).toBeCloseTo(width, 1);
      else expect(view).toEqual(bounds);
    }
  });

  it('are never closer than 20 ms', () => {
    const bounds = { start: 0, end: 100_000 };
    const view = zoomAt(createTimeScale(bounds, 500), 250, 1e9, bounds, () => []);
    expect(view.end - view.start).toBeCloseTo(20);
  });
});
