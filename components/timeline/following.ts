import { GAP_WIDTH, scaleAround } from './time-scale.ts';
import { type PlotBounds, type PlotView, scaleOfView } from './view-moves.ts';

/** Free room right of now while a view follows it, as a share of the width. */
const FREE_SHARE = 0.08;

/** Where the bounds of a plot end that grows: `now` and behind it 8 % of the width, on the scale of a view. */
export function endAfterNow(now: number, view: PlotView, width: number): number {
  return now + (FREE_SHARE * width) / scaleOfView(view, width).pxPerMs;
}

/**
 * The view that ends 8 % of its width after now. `pxPerMs` is its scale; null, or one on which everything fits, shows
 * everything. `bounds` end at now.
 */
export function followingView(bounds: PlotBounds, pxPerMs: number | null): PlotView {
  const { start, end: now, width, cutsOf } = bounds;
  const free = FREE_SHARE * width;
  if (pxPerMs !== null) {
    const zoom = { width, pxPerMs, gapWidth: GAP_WIDTH };
    const cuts = cutsOf(scaleAround(now, width - free, zoom).view);
    const { view } = scaleAround(now, width - free, zoom, cuts);
    if (view.start > start) return { ...view, cuts };
  }
  const span = { start, end: now };
  const filled = { ...span, cuts: cutsOf(span) };
  return { ...filled, end: now + free / scaleOfView(filled, width - free).pxPerMs };
}
