import type { PlotGap } from './layout.ts';
import {
  CLOSEST_VIEW,
  createTimeScale,
  project,
  scaleAround,
  type TimeScale,
  type TimeSpan,
  unproject,
} from './time-scale.ts';
import { panBy, zoomAt } from './time-view.ts';

/** What is in view; `length` is that of the view that its gaps were chosen for, where it has been moved since. */
export interface ViewSpan extends TimeSpan {
  length?: number | null | undefined;
}

/** What is in view, and which gaps are cut out of it; these stay as they are while the view only moves. */
export interface PlotView extends ViewSpan {
  cuts: readonly PlotGap[];
}

/** Where views may lie, and how they are made. */
export interface PlotBounds extends TimeSpan {
  /** Pixels. */
  width: number;
  /** What to cut out of a view. */
  cutsOf: (view: ViewSpan) => readonly PlotGap[];
}

/** The scale on which a view fills `width` pixels. */
export function scaleOfView({ start, end, cuts }: PlotView, width: number): TimeScale {
  return createTimeScale({ start, end }, width, cuts);
}

/** Everything. */
export function wholeView({ start, end, cutsOf }: PlotBounds): PlotView {
  return { start, end, cuts: cutsOf({ start, end }) };
}

/** A view that was asked for by its ends: kept inside the bounds, and made longer about its middle where it is too short. */
export function viewBetween(start: number, end: number, bounds: PlotBounds, length?: number | null): PlotView {
  const long = Math.min(bounds.end - bounds.start, Math.max(CLOSEST_VIEW, end - start));
  const from = long === end - start ? start : (start + end - long) / 2;
  const first = Math.max(bounds.start, Math.min(bounds.end - long, from));
  const view = { start: first, end: first + long, length };
  return { ...view, cuts: bounds.cutsOf(view) };
}

/** The view `px` pixels further right, or left where negative; at most to the ends of the bounds. */
export function panView(view: PlotView, px: number, bounds: PlotBounds): PlotView {
  const { start, end, cuts, length } = view;
  return { ...panBy(scaleOfView(view, bounds.width), px, bounds), cuts, length: length ?? end - start };
}

/** What is less of a stretch than this many pixels is not seen. */
const LEAST_SEEN = 8;
/** Where a stretch begins that is longer than the view, as a share of the width. */
const LEAD = 0.1;

/**
 * How far a view moves to the right (pixels) to show a stretch of time: 0 where it is seen, else until it stands in the
 * middle, or begins near the left where it is longer than the view.
 */
export function pixelsTo({ start, end }: TimeSpan, scale: TimeScale): number {
  const { width } = scale;
  const [left, right] = [project(scale, start), project(scale, end)];
  const seen = Math.min(right, width) - Math.max(left, 0);
  if (seen >= Math.min(right - left, LEAST_SEEN)) return 0;
  return right - left > width ? left - LEAD * width : (left + right - width) / 2;
}

/**
 * The view after zooming by `factor` (more than 1 shows less time), with the same instant at pixel `px` as before. Between
 * 20 ms and everything; at the ends of the bounds the instant may have to move.
 */
export function zoomView(view: PlotView, px: number, factor: number, bounds: PlotBounds): PlotView {
  const { start, end, cutsOf } = bounds;
  const scale = scaleOfView(view, bounds.width);
  const next = zoomAt(scale, px, factor, bounds, cutsOf);
  if (factor <= 1 || next.start > start || next.end < end) return { ...next, cuts: cutsOf(next) };
  // The closer view cuts gaps that the wider one does not, and without them everything fits: it stays closer by these cuts.
  const closer = { ...scale, pxPerMs: scale.pxPerMs * factor };
  const judged = scaleAround(unproject(scale, px), px, closer, view.cuts).view;
  return { start, end, cuts: cutsOf(judged), length: judged.end - judged.start };
}

/** The view on the way from one to another: its ends move evenly on the scale of everything, so that they do not rush through gaps. */
export function viewOnTheWay(whole: TimeScale, from: PlotView, to: PlotView, share: number): PlotView {
  if (share === 1) return to;
  const between = (a: number, b: number) => {
    const x = project(whole, a);
    return unproject(whole, x + (project(whole, b) - x) * share);
  };
  return { ...to, start: between(from.start, to.start), end: between(from.end, to.end) };
}
