import type { Stretch } from './bar-pieces.ts';
import type { PlotGap } from './layout.ts';
import { createTimeScale, type TimeScale, type TimeSpan } from './time-scale.ts';

/** For unit tests: numbers from 0 to 1, the same for the same seed. */
export function randomFrom(seed: number): () => number {
  let state = seed + 1;
  for (let i = 0; i < 3; i++) state = (state * 48271) % 2147483647;
  return () => {
    state = (state * 48271) % 2147483647;
    return state / 2147483647;
  };
}

/** A text as wide as its characters. */
export const sixPixels = (text: string) => text.length * 6;

export function gap(start: number, end: number, expanded = false): PlotGap {
  const text = `${((end - start) / 1000).toFixed(1)} s`;
  return { id: `gap-${start}`, start, end, text, range: `${start} → ${end}`, reason: 'Waiting', expanded };
}

export interface RandomPlot {
  random: () => number;
  bounds: TimeSpan;
  gaps: PlotGap[];
  scale: TimeScale;
  width: number;
}

/** A plot of any zoom and width, from a few milliseconds to days, with and without gaps. */
export function randomPlot(seed: number): RandomPlot {
  const random = randomFrom(seed);
  const origin = random() < 0.5 ? 0 : 1_795_000_000_000;
  const unit = 10 ** (random() * 5);
  const gaps: PlotGap[] = [];
  let at = origin;
  for (let i = Math.floor(random() * 7); i > 0; i--) {
    const start = Math.round(at + 1 + random() * 40 * unit);
    const end = Math.round(start + 1 + random() * 400 * unit);
    gaps.push(gap(start, end, random() < 0.2));
    at = end;
  }
  const bounds = { start: origin, end: Math.round(at + 20 + random() * 40 * unit) };
  const length = bounds.end - bounds.start;
  const start = random() < 0.4 ? bounds.start : bounds.start + random() * 0.8 * length;
  const end = random() < 0.4 ? bounds.end : Math.min(bounds.end, start + 20 + random() * length);
  const width = random() < 0.2 ? 1 + Math.floor(random() * 60) : 80 + Math.floor(random() * 1500);
  const cuts = gaps.filter((each) => !each.expanded);
  return { random, bounds, gaps, width, scale: createTimeScale({ start, end }, width, cuts) };
}

/** Stretches in order, some of them without length. */
export function randomStretches({ random, bounds }: RandomPlot, most: number): Stretch[] {
  const stretches: Stretch[] = [];
  const step = (bounds.end - bounds.start) / most;
  let at = bounds.start + random() * 0.3 * (bounds.end - bounds.start);
  for (let i = 1 + Math.floor(random() * most); i > 0 && at < bounds.end; i--) {
    const end = Math.min(bounds.end, at + (random() < 0.2 ? 0 : random() * 1.5 * step));
    stretches.push({ start: at, end, look: `look-${Math.floor(random() * 4)}` });
    at = end + (random() < 0.7 ? 0 : random() * step);
  }
  return stretches;
}
