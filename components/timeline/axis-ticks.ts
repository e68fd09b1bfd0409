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
  const free = (box: Box, before: Box | undefined) =>
    !(before && box.left < before.left + before.width + LEAST_ROOM) && !blocked.some((one) => overlaps(one, box));
  const ticks: Tick[] = [];
  for (const at of placesOf(scale, step, zero)) {
    const x = project(scale, zero + at);
    const label = ticks.length === 0 ? unit.long(at) : unit.short(at);
    const box = boxOf(measure(label), x, width);
    const before = ticks.at(-1);
    if (before && x - before.x < LEAST_APART - 1e-6) continue;
    if (free(box, before)) ticks.push({ at, x, label, ...box });
  }
  // The last number carries the unit too; one that has no room for it is left out.
  for (let last = ticks.pop(); last; last = ticks.pop()) {
    const label = unit.long(last.at);
    const box = boxOf(measure(label), last.x, width);
    if (!free(box, ticks.at(-1))) continue;
    ticks.push({ ...last, label, ...box });
    break;
  }
  return ticks;
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
