import { CLOSEST_VIEW, project, scaleAround, type TimeScale, type TimeSpan, unproject } from './time-scale.ts';

/** The gaps to cut for a view, without those that the reader opened. */
export type GapsOf = (view: TimeSpan) => readonly TimeSpan[];

/** Which gaps are cut may change with the zoom; after so many rounds the last answer is taken. */
const ROUNDS = 4;

/**
 * The view after zooming by `factor` (above 1 is closer) so that the instant under pixel `x` stays there, also where the
 * zoom changes which gaps are cut. Never closer than 20 ms, never beyond `bounds`.
 */
export function zoomAt(scale: TimeScale, x: number, factor: number, bounds: TimeSpan, gapsOf: GapsOf): TimeSpan {
  const at = unproject(scale, x);
  const pxPerMs = Math.min(scale.pxPerMs * factor, scale.width / CLOSEST_VIEW);
  let gaps: readonly TimeSpan[] = scale.gaps;
  let view = scale.view;
  for (let round = 0; round < ROUNDS; round++) {
    const zoomed = scaleAround(at, x, { ...scale, pxPerMs }, gaps);
    view = inside(zoomed, bounds);
    const next = gapsOf(view);
    if (sameGaps(next, gaps)) break;
    gaps = next;
  }
  return view;
}

/** The view moved by pixels (to the right, where `dx` is above 0), kept inside of `bounds` at the same zoom. */
export function panBy(scale: TimeScale, dx: number, bounds: TimeSpan): TimeSpan {
  return inside(moved(scale, dx), bounds);
}

/** The view inside of `bounds`, at the same zoom where there is room; all of `bounds` where there is not. */
function inside(scale: TimeScale, bounds: TimeSpan): TimeSpan {
  const left = project(scale, bounds.start);
  const right = project(scale, bounds.end);
  if (right - left <= scale.width) return { start: bounds.start, end: bounds.end };
  const dx = left > 0 ? left : right < scale.width ? right - scale.width : 0;
  const { view } = moved(scale, dx);
  return { start: Math.max(bounds.start, view.start), end: Math.min(bounds.end, view.end) };
}

function moved(scale: TimeScale, dx: number): TimeScale {
  const view = { start: unproject(scale, dx), end: unproject(scale, scale.width + dx) };
  return { ...scale, view, gaps: scale.gaps.map((gap) => ({ ...gap, left: gap.left - dx, right: gap.right - dx })) };
}

function sameGaps(a: readonly TimeSpan[], b: readonly TimeSpan[]): boolean {
  return a.length === b.length && a.every((gap, i) => gap.start === b[i]?.start && gap.end === b[i].end);
}
