import { type Box, type Measure, overlaps } from './axis-ticks.ts';
import { barBox, type BarBox, type Stretch } from './bar-pieces.ts';
import { gapsInView, project, type TimeScale } from './time-scale.ts';

/** `bare` has no labels; `comfortable` rows have room for a label inside the bar. */
export type Density = 'bare' | 'compact' | 'comfortable';

/** What a row wants drawn. */
export interface RowSpec {
  /** In order of time, without overlap; empty for a row without times. */
  stretches: readonly Stretch[];
  /** Stands beside the bar, or at the edge where the bar is out of view. */
  label: string;
  /** Whether a sign stands on the end of the bar. */
  marked?: boolean;
}

export type LabelSide = 'right' | 'left' | 'inside';

export interface RowLayout {
  /** Null where the bar is out of view. */
  bar: BarBox | null;
  label: (Box & { side: LabelSide }) | null;
  /** Where a bar that is out of view lies, with the box of its label and arrow. */
  off: (Box & { side: 'left' | 'right' }) | null;
  /** Centre of the sign on the end of the bar; null when the end is out of view. */
  mark: number | null;
}

/** What a row is laid out by. */
export interface RowFrame {
  scale: TimeScale;
  density: Density;
  measure: Measure;
}

/** Between bar and label (pixels). */
const LABEL_OFFSET = 6;
/** Half of the sign on the end of a bar; it may stand over the edge of the plot by this (pixels). */
export const MARK_RADIUS = 7;
/** How far the arrow of a bar that is out of view stands over the edge of the plot (pixels). */
export const OFF_OVERHANG = 6;
/** Width of that arrow with its distance to the text (pixels). */
const ARROW = 15;
/** Width of the tear in the middle of a gap, with a little room (pixels). */
export const TEAR_WIDTH = 14;
const TEAR_ROOM = 2;
/** How much wider than its label a bar must be to hold it. */
const INSIDE_ROOM = 24;
/** Distance of a label inside to the start of its bar (pixels). */
const INSIDE_OFFSET = 8;

const NOTHING: RowLayout = { bar: null, label: null, off: null, mark: null };

/**
 * One row in pixels from the left of the plot. Nothing stands outside of 0 … width but the sign on the end (7 px) and the
 * arrow at an edge (6 px). A label stands right of the bar, else left of it, never over a tear, or it is left out.
 */
export function layoutRow({ scale, density, measure }: RowFrame, { stretches, label, marked }: RowSpec): RowLayout {
  const first = stretches[0];
  const last = stretches.at(-1);
  if (!first || !last) return NOTHING;
  const { view, width } = scale;
  const start = project(scale, first.start);
  const end = project(scale, last.end);
  if (last.end < view.start) return { ...NOTHING, off: offBox('left', label, scale, measure) };
  if (first.start > view.end) return { ...NOTHING, off: offBox('right', label, scale, measure) };
  const bar = barBox(scale, stretches);
  if (!bar) return NOTHING;
  const mark = marked && end >= -1e-6 && end <= width + 1e-6 ? Math.max(end, bar.left + bar.width) : null;
  if (label === '' || density === 'bare') return { ...NOTHING, bar, mark };
  const room: LabelRoom = {
    width,
    text: measure(label),
    startsInView: start >= -1e-6,
    endsInView: end <= width + 1e-6,
    tears: tearBoxes(scale),
    pad: mark === null ? 0 : MARK_RADIUS,
    inside: density === 'comfortable',
  };
  return { ...NOTHING, bar, mark, label: labelBox(bar, room) };
}

interface LabelRoom {
  width: number;
  text: number;
  startsInView: boolean;
  endsInView: boolean;
  tears: readonly Box[];
  pad: number;
  inside: boolean;
}

function labelBox(bar: Box, room: LabelRoom): RowLayout['label'] {
  const { width, text, tears, pad } = room;
  const free = (box: Box) =>
    box.left >= 0 && box.left + box.width <= width && !tears.some((tear) => overlaps(tear, box));
  const inside = { left: bar.left + INSIDE_OFFSET, width: text };
  if (room.inside && bar.width >= text + INSIDE_ROOM && free(inside)) return { side: 'inside', ...inside };
  const right = { left: bar.left + bar.width + pad + LABEL_OFFSET, width: text };
  if (room.endsInView && free(right)) return { side: 'right', ...right };
  const left = { left: bar.left - LABEL_OFFSET - text, width: text };
  return room.startsInView && free(left) ? { side: 'left', ...left } : null;
}

/** Where the tears of the gaps in view are. */
export function tearBoxes(scale: TimeScale): Box[] {
  return gapsInView(scale).map(({ left, right }) => {
    return { left: (left + right - TEAR_WIDTH) / 2 - TEAR_ROOM, width: TEAR_WIDTH + 2 * TEAR_ROOM };
  });
}

function offBox(
  side: 'left' | 'right',
  label: string,
  scale: TimeScale,
  measure: Measure,
): NonNullable<RowLayout['off']> {
  const { width } = scale;
  const own = Math.min(width, ARROW + (label === '' ? 0 : measure(label)));
  const box = { side, left: side === 'left' ? -OFF_OVERHANG : width + OFF_OVERHANG - own, width: own };
  const torn = label !== '' && tearBoxes(scale).some((tear) => overlaps(tear, box));
  return torn ? offBox(side, '', scale, measure) : box;
}
