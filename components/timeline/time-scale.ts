/** Width of a cut-out stretch (pixels). */
export const GAP_WIDTH = 36;

/** The shortest view worth showing (milliseconds). */
export const CLOSEST_VIEW = 20;

/** A stretch of time in milliseconds on any clock; `end` is later than `start`. */
export interface TimeSpan {
  start: number;
  end: number;
}

/** A cut-out stretch with the pixels it takes. */
export interface PlacedGap extends TimeSpan {
  /** Index among the gaps that the scale was made of. */
  place: number;
  left: number;
  right: number;
}

/**
 * Time laid over pixels: straight outside of gaps, and a fixed width for each gap however long it is. Pixel 0 is the first
 * visible instant, `width` the last; times and pixels outside of the view are mapped as well, so that bars may begin or
 * end there and a view can be moved by pixels.
 */
export interface TimeScale {
  view: TimeSpan;
  /** Pixels. */
  width: number;
  /** Pixels of a millisecond outside of gaps; always more than 0. */
  pxPerMs: number;
  /** Pixels of each gap. */
  gapWidth: number;
  /** In order, also those outside of the view. */
  gaps: readonly PlacedGap[];
}

/**
 * The scale on which `view` fills `width` pixels. `gaps` are those to cut (leave out what is expanded); they may lie
 * outside of the view. A gap that the view cuts through takes its share of `gapWidth`. Where gaps would take more than half
 * of the width they become narrower; where the view shows next to nothing but a gap, nothing is cut.
 */
export function createTimeScale(
  view: TimeSpan,
  width: number,
  gaps: readonly TimeSpan[] = [],
  gapWidth = GAP_WIDTH,
): TimeScale {
  const whole = { start: view.start, end: Math.max(view.end, view.start + 1) };
  const pixels = Math.max(1, width);
  const cuts = inOrder(gaps);
  let shares = 0;
  let hidden = 0;
  for (const cut of cuts) {
    const seen = Math.min(whole.end, cut.end) - Math.max(whole.start, cut.start);
    if (seen <= 0) continue;
    hidden += seen;
    shares += seen / (cut.end - cut.start);
  }
  const shown = whole.end - whole.start - hidden;
  // At the closest zoom half of the view can be gaps, so that less than this never comes from zooming or panning.
  if (shares > 0 && shown < CLOSEST_VIEW * 0.4)
    return { ...scaleAt(whole.start, 0, pixels, pixels / (shown + hidden), []), view: whole };
  const each = Math.min(Math.max(1, gapWidth), shares > 0 ? pixels / 2 / shares : Number.POSITIVE_INFINITY);
  return { ...scaleAt(whole.start, 0, pixels, (pixels - each * shares) / shown, cuts, each), view: whole };
}

/** Where an instant lies, in pixels from the left of the view; less than 0 or more than the width outside of it. */
export function project(scale: TimeScale, at: number): number {
  const { gaps, pxPerMs, view } = scale;
  const next = firstAfter(gaps, (gap) => gap.end > at);
  const gap = gaps[next];
  if (gap && at > gap.start) return gap.left + ((at - gap.start) / (gap.end - gap.start)) * (gap.right - gap.left);
  const before = gaps[next - 1];
  if (before) return before.right + (at - before.end) * pxPerMs;
  return gap ? gap.left - (gap.start - at) * pxPerMs : (at - view.start) * pxPerMs;
}

/** The instant at a pixel: the inverse of `project`. */
export function unproject(scale: TimeScale, x: number): number {
  const { gaps, pxPerMs, view } = scale;
  const next = firstAfter(gaps, (gap) => gap.right > x);
  const gap = gaps[next];
  if (gap && x > gap.left) return gap.start + ((x - gap.left) / (gap.right - gap.left)) * (gap.end - gap.start);
  const before = gaps[next - 1];
  if (before) return before.end + (x - before.right) / pxPerMs;
  return gap ? gap.start - (gap.left - x) / pxPerMs : view.start + x / pxPerMs;
}

/** The gaps of which a part is visible. */
export function gapsInView({ gaps, width }: TimeScale): PlacedGap[] {
  return gaps.slice(
    firstAfter(gaps, (gap) => gap.right > 0),
    firstAfter(gaps, (gap) => gap.left >= width),
  );
}

/** The scale of this zoom on which `at` lies at pixel `x`. `gaps` as for `createTimeScale`. */
export function scaleAround(
  at: number,
  x: number,
  { width, pxPerMs, gapWidth }: Pick<TimeScale, 'width' | 'pxPerMs' | 'gapWidth'>,
  gaps: readonly TimeSpan[] = [],
): TimeScale {
  return scaleAt(at, x, width, pxPerMs, inOrder(gaps), gapWidth);
}

function scaleAt(
  at: number,
  x: number,
  width: number,
  pxPerMs: number,
  cuts: readonly (TimeSpan & { place: number })[],
  each = GAP_WIDTH,
): TimeScale {
  const middle = firstAfter(cuts, (cut) => cut.end > at);
  const cut = cuts[middle];
  // From the known instant to the right, then to the left. An instant inside of a gap lies at its share of the gap's pixels.
  const inside = cut && cut.start < at ? ((at - cut.start) / (cut.end - cut.start)) * each : null;
  const right: PlacedGap[] = [];
  let time = inside === null || !cut ? at : cut.start;
  let place = inside === null ? x : x - inside;
  const [origin, pixel] = [time, place];
  for (const next of cuts.slice(middle)) {
    const left = place + (next.start - time) * pxPerMs;
    right.push({ ...next, left, right: left + each });
    time = next.end;
    place = left + each;
  }
  const left: PlacedGap[] = [];
  time = origin;
  place = pixel;
  for (const next of cuts.slice(0, middle).toReversed()) {
    const end = place - (time - next.end) * pxPerMs;
    left.push({ ...next, left: end - each, right: end });
    time = next.start;
    place = end - each;
  }
  const gaps = [...left.toReversed(), ...right];
  // Without gaps `project` counts from the start of the view.
  const start = at - x / pxPerMs;
  const scale: TimeScale = { view: { start, end: start + width / pxPerMs }, width, pxPerMs, gapWidth: each, gaps };
  if (gaps.length === 0) return scale;
  return { ...scale, view: { start: unproject(scale, 0), end: unproject(scale, width) } };
}

/** Sorted, without empty and overlapping ones. */
function inOrder(gaps: readonly TimeSpan[]): (TimeSpan & { place: number })[] {
  const cuts: (TimeSpan & { place: number })[] = [];
  const sorted = gaps.map(({ start, end }, place) => ({ start, end, place })).sort((a, b) => a.start - b.start);
  for (const cut of sorted)
    if (cut.end > cut.start && cut.start >= (cuts.at(-1)?.end ?? Number.NEGATIVE_INFINITY)) cuts.push(cut);
  return cuts;
}

/** Index of the first item that passes, where all later ones pass too; the length when none does. */
function firstAfter<T>(items: readonly T[], passes: (item: T) => boolean): number {
  let low = 0;
  let high = items.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const item = items[middle];
    if (item !== undefined && passes(item)) high = middle;
    else low = middle + 1;
  }
  return low;
}
