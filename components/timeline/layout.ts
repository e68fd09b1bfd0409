import { axisTicks, type Box, type Measure, overlaps, type Tick } from './axis-ticks.ts';
import type { Density, RowFrame } from './row-layout.ts';
import { gapsInView, project, type TimeScale, type TimeSpan } from './time-scale.ts';

/** An idle stretch that is cut out, or that the reader opened. */
export interface PlotGap extends TimeSpan {
  id: string;
  /** Its length, for the chip on the axis. */
  text: string;
  /** From when to when, for its card. */
  range: string;
  /** Why it is idle, as a sentence without its full stop. */
  reason: string;
  expanded: boolean;
}

/** A line through all rows at an instant. */
export interface EventLine {
  at: number;
  /** For the caller. */
  look: string;
  /** Left out where there are so many in view that they would hide everything else. */
  minor?: boolean;
}

export interface PlotInput {
  scale: TimeScale;
  /** In order; those that the scale cuts, and the opened ones. */
  gaps: readonly PlotGap[];
  /** The instant that counts as 0. */
  zero: number;
  events: readonly EventLine[];
  density: Density;
  measure: Measure;
  /** True where there are slots in place of times: the axis has no numbers then. */
  orderOnly: boolean;
}

/** The button of a gap on the axis: its box, and the text that has room in it. */
export interface GapChip extends Box {
  gap: PlotGap;
  text: string;
}

export interface PlottedLine {
  x: number;
  look: string;
}

/** Everything on a plot but its rows, in pixels from its left; `layoutRow` lays out the rows by it. */
export interface TimelineLayout extends RowFrame {
  zero: number;
  orderOnly: boolean;
  ticks: readonly Tick[];
  chips: readonly GapChip[];
  /** Middles of the tears. */
  tears: readonly number[];
  lines: readonly PlottedLine[];
}

/** A chip without room for its text shows this. */
const SHORT = '⋯';
/** Room for the text inside a chip (pixels), and the least width, so that it can be hit. */
const CHIP_PADDING = 8;
const LEAST_CHIP = 24;
/** Opened gaps narrower than this have no chip (pixels). */
const LEAST_OPEN = 48;
/** Minor lines are left out where they would be nearer to each other than this on average (pixels). */
const ROOM_OF_LINES = 24;
/** Text of chips is a size smaller than what is measured. */
const CHIP_SIZE = 10 / 11;

/**
 * The plot around the rows: ticks, gap chips, tears and event lines. Chips, ticks and their texts stay inside the plot and
 * never touch; lines out of view are left out, of those that share a pixel and a look one
 * remains, and minor ones come only where there are few.
 */
export function layoutTimeline(input: PlotInput): TimelineLayout {
  const { scale, zero, density, measure, orderOnly } = input;
  const chips = placeChips(input);
  const tears = gapsInView(scale).map(({ left, right }) => (left + right) / 2);
  return {
    scale,
    density,
    measure,
    zero,
    orderOnly,
    chips,
    ticks: orderOnly ? [] : axisTicks(scale, zero, measure, chips),
    tears: tears.filter((x) => x >= 0 && x <= scale.width),
    lines: placeLines(scale, input.events),
  };
}

function placeChips({ scale, gaps, measure }: PlotInput): GapChip[] {
  const chips: GapChip[] = [];
  let shortBefore: GapChip | null = null;
  for (const gap of gaps) {
    const left = project(scale, gap.start);
    const right = project(scale, gap.end);
    if (right <= 0 || left >= scale.width) continue;
    const from = Math.max(0, left);
    const to = Math.min(scale.width, right);
    if (gap.expanded && to - from < LEAST_OPEN) continue;
    // A cut gap is marked where it tears, an opened one in the middle of what is seen of it.
    const middle = gap.expanded ? (from + to) / 2 : (left + right) / 2;
    if (middle < 0 || middle > scale.width) continue;
    const long = chipAt(gap, gap.text, middle, { scale, measure });
    const short = chipAt(gap, SHORT, middle, { scale, measure });
    const before = chips.at(-1);
    if (!before || !overlaps(before, long)) chips.push(long);
    else if (!overlaps(before, short)) chips.push(short);
    // Of two that are so near both are short, so that each can be opened.
    else if (shortBefore && !overlaps(shortBefore, short)) chips.splice(-1, 1, shortBefore, short);
    else continue;
    shortBefore = short;
  }
  return chips;
}

function chipAt(
  gap: PlotGap,
  text: string,
  middle: number,
  { scale, measure }: { scale: TimeScale; measure: Measure },
): GapChip {
  const width = Math.min(scale.width, Math.max(LEAST_CHIP, measure(text) * CHIP_SIZE + CHIP_PADDING));
  const left = Math.max(0, Math.min(scale.width - width, middle - width / 2));
  return { gap, text, left, width };
}

function placeLines(scale: TimeScale, events: readonly EventLine[]): PlottedLine[] {
  const seen = new Map<string, PlottedLine & { minor: boolean }>();
  for (const { at, look, minor = false } of events) {
    const x = project(scale, at);
    if (x < -0.5 || x > scale.width + 0.5) continue;
    const key = `${Math.round(x)} ${look}`;
    if (!seen.has(key)) seen.set(key, { x: Math.max(0, Math.min(scale.width, x)), look, minor });
  }
  const lines = [...seen.values()];
  const crowded = lines.filter(({ minor }) => minor).length > scale.width / ROOM_OF_LINES;
  return lines.filter(({ minor }) => !(minor && crowded));
}
