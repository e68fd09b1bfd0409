import { gapsInView, project, type TimeScale } from './time-scale.ts';
import { multiples, tickStep, tickUnit } from './tick-steps.ts';

/** Gives the width of a text in pixels, in the size that axis and labels have. */
export type Measure = (text: string) => number;

/** A stretch of pixels from the left of the plot. */
export interface Box {
  left: number;
  width: number;
}

/** A line of the grid with its number; `left` and `width` are those of the text. */
export interface Tick extends Box {
  /** Milliseconds from zero. */
  at: number;
  /** Where the line is. */
  x: number;
  label: string;
}

/** Lines of the grid are at least this far apart (pixels). */
const LEAST_APART = 48;
/** Between two numbers (pixels). */
const LEAST_ROOM = 6;
/** In one stretch of true scale. */
const MOST_TICKS = 400;

/**
 * The ticks of a scale, at least 48 px apart, in true scale only: none inside a gap and none under a box of `blocked`. Only
 * the first and the last carry the unit. Numbers stay inside the plot. `zero` is the instant that counts as 0.
 */
export function axisTicks(scale: TimeScale, zero: number, measure: Measure, blocked: readonly Box[] = []): Tick[] {
  const { view, width, pxPerMs } = scale;
  if (width < LEAST_APART) return [];
  const farthest = Math.max(Math.abs(view.start - zero), Math.abs(view.end - zero));
  const first = tickStep(LEAST_APART / pxPerMs);
  const apart = Math.max(LEAST_APART, measure(tickUnit(first, farthest).long(farthest)) + LEAST_ROOM);
  const step = tickStep(apart / pxPerMs);
  const unit = tickUnit(step, farthest);
  const ticks: Tick[] = [];
  for (const at of placesOf(scale, step, zero)) {
    const x = project(scale, zero + at);
    const box = boxOf(measure(unit.long(at)), x, width);
    const before = ticks.at(-1);
    if (before && (x - before.x < LEAST_APART - 1e-6 || box.left < before.left + before.width + LEAST_ROOM)) continue;
    if (blocked.some((one) => overlaps(one, box))) continue;
    ticks.push({ at, x, label: unit.long(at), ...box });
  }
  return ticks.map((tick, i) => {
    if (i === 0 || i === ticks.length - 1) return tick;
    const label = unit.short(tick.at);
    return { ...tick, label, ...boxOf(measure(label), tick.x, width) };
  });
}

/** Multiples of the step in view, outside gaps. */
function placesOf(scale: TimeScale, step: number, zero: number): number[] {
  const stretches: [from: number, to: number][] = [];
  let from = scale.view.start;
  for (const gap of gapsInView(scale)) {
    stretches.push([from, gap.start]);
    from = gap.end;
  }
  stretches.push([from, scale.view.end]);
  return stretches.flatMap(([start, end]) => multiples(step, start - zero, end - zero, MOST_TICKS));
}

function boxOf(own: number, x: number, width: number): Box {
  const fits = Math.min(width, own);
  return { left: Math.max(0, Math.min(width - fits, x - fits / 2)), width: fits };
}

/** Whether two boxes touch. */
export function overlaps(a: Box, b: Box): boolean {
  return a.left < b.left + b.width && b.left < a.left + a.width;
}
