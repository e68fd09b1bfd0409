/** A stretch of time laid over a width. Knows only milliseconds and pixels. */
export interface Plot {
  /** First instant, in milliseconds on any clock. */
  start: number;
  /** Last instant; later than `start`. */
  end: number;
  /** Pixels. */
  width: number;
}

/** Bars are never narrower than this (pixels). */
export const MIN_BAR = 3;

/** Where an instant lies, in percent from the left; instants outside the stretch lie on its edge. */
export function percentAt(plot: Plot, at: number): number {
  const share = (at - plot.start) / (plot.end - plot.start);
  return Math.min(1, Math.max(0, share)) * 100;
}

/** Where an instant lies, in pixels from the left. */
export function pixelAt(plot: Plot, at: number): number {
  return (percentAt(plot, at) / 100) * plot.width;
}

export type LabelSide = 'right' | 'left' | 'none';

/** Distance between a bar and its label (pixels). */
const LABEL_OFFSET = 6;

/** About the width of a text at 11 px, in pixels. */
export function labelWidth(text: string): number {
  return text.length * 5.9 + 6;
}

/** Where the label of a bar fits: right of its end, else left of its start, else nowhere. */
export function labelSide(plot: Plot, start: number, end: number, text: string): LabelSide {
  const room = labelWidth(text) + LABEL_OFFSET;
  const left = pixelAt(plot, start);
  const right = Math.max(pixelAt(plot, end), left + MIN_BAR);
  if (right + room <= plot.width) return 'right';
  return left - room >= 0 ? 'left' : 'none';
}

/** A piece of a bar. `look` is for the caller. */
export interface Segment<L> {
  start: number;
  end: number;
  look: L;
}

/**
 * Joins neighbours of one look, and those that would be narrower than `MIN_BAR` until each piece is at least that wide; then
 * the longest look wins. So a bar of ten thousand pieces stays a few hundred elements.
 */
export function joinNarrow<L>(plot: Plot, segments: readonly Segment<L>[]): Segment<L>[] {
  const least = ((plot.end - plot.start) / Math.max(1, plot.width)) * MIN_BAR;
  const joined: Segment<L>[] = [];
  let lengths = new Map<L, number>();
  for (const { start, end, look } of segments) {
    const last = joined.at(-1);
    if (last?.look === look && last.end === start) {
      last.end = end;
      lengths.set(look, (lengths.get(look) ?? 0) + end - start);
      continue;
    }
    if (!last || last.end - last.start >= least) {
      joined.push({ start, end, look });
      lengths = new Map([[look, end - start]]);
      continue;
    }
    last.end = end;
    lengths.set(look, (lengths.get(look) ?? 0) + end - start);
    for (const [each, length] of lengths) if (length > (lengths.get(last.look) ?? 0)) last.look = each;
  }
  return joined;
}
