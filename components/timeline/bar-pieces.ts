import { project, type TimeScale } from './time-scale.ts';

/** A stretch of a bar, in milliseconds. `look` is for the caller. Those of one bar are in order and do not overlap. */
export interface Stretch {
  start: number;
  end: number;
  look: string;
}

/** What is drawn for one or more stretches, in pixels from the left of the plot. */
export interface Piece {
  left: number;
  width: number;
  look: string;
  /** How many stretches it stands for. */
  count: number;
}

export interface BarBox {
  left: number;
  width: number;
  pieces: readonly Piece[];
}

/** Bars are never narrower than this (pixels). */
const MIN_BAR = 3;
/** Stretches narrower than this (pixels) are joined with narrow neighbours. */
const NARROW = 2;
/** A bar of more pieces is drawn coarser, so that it stays a few elements however many stretches it has. */
const MANY = 80;
/** Between the pieces of a bar (pixels). */
const SPLIT = 1;

/** Neighbours in pixels that are drawn as one, with how long each look lasts: nearly all have one look only. */
interface Group {
  from: number;
  to: number;
  count: number;
  look: string;
  weight: number;
  others: Map<string, number> | null;
}

/**
 * The part of a bar that lies in view, true to scale; null when none does. Never narrower than 3 px and never outside the
 * plot. Neighbours that share a pixel become one piece, which looks like the longest of them and carries their number.
 */
export function barBox(scale: TimeScale, stretches: readonly Stretch[]): BarBox | null {
  let groups = groupsOf(scale, stretches, NARROW);
  if (groups.length > MANY) groups = groupsOf(scale, stretches, Math.max(NARROW, (2 * scale.width) / MANY));
  const first = groups[0];
  const last = groups.at(-1);
  if (!first || !last) return null;
  const width = Math.min(scale.width, Math.max(MIN_BAR, last.to - first.from));
  const left = Math.min(first.from, scale.width - width);
  if (last.to - first.from <= MIN_BAR) {
    const count = groups.reduce((sum, group) => sum + group.count, 0);
    return { left, width, pieces: [{ left, width, look: lookOf(groups), count }] };
  }
  return { left, width, pieces: piecesOf(groups, left + width) };
}

function groupsOf(scale: TimeScale, stretches: readonly Stretch[], narrow: number): Group[] {
  const groups: Group[] = [];
  let group: Group | undefined;
  let at = Number.NaN;
  let px = 0;
  for (let i = firstInView(stretches, scale.view.start); i < stretches.length; i++) {
    const stretch = stretches[i];
    if (!stretch || stretch.start > scale.view.end) break;
    const { start, end, look } = stretch;
    // Most begin where the one before them ended.
    const from = Math.max(0, start === at ? px : project(scale, start));
    px = project(scale, end);
    at = end;
    const to = Math.min(scale.width, Math.max(from, px));
    if (group && group.to - group.from < narrow && to - from < narrow) add(group, look, end - start, to);
    else groups.push((group = { from, to, count: 1, look, weight: end - start, others: null }));
  }
  return groups;
}

function add(group: Group, look: string, weight: number, to: number): void {
  group.to = to;
  group.count += 1;
  if (look === group.look) group.weight += weight;
  else {
    group.others ??= new Map();
    group.others.set(look, (group.others.get(look) ?? 0) + weight);
  }
}

/** Each at least a pixel wide and a pixel apart where there is room; a narrow one takes its pixel from the next wide one. */
function piecesOf(groups: readonly Group[], end: number): Piece[] {
  const pieces: Piece[] = [];
  let reached = groups[0]?.from ?? 0;
  for (const group of groups) {
    const from = Math.max(group.from, reached);
    const split = pieces.length > 0 && group.to - from >= 1 + SPLIT ? SPLIT : 0;
    const left = Math.min(from + split, end - 1);
    // The last one takes its pixel from the one before it.
    const last = pieces.at(-1);
    if (last && last.left + last.width > left) last.width = Math.max(0, left - last.left);
    const right = Math.min(end, Math.max(left + 1, group.to));
    pieces.push({ left, width: right - left, look: lookOf([group]), count: group.count });
    reached = right;
  }
  return pieces;
}

/** The look that lasts longest, the first of equals. */
function lookOf(groups: readonly Group[]): string {
  const [first] = groups;
  if (first && groups.length === 1 && !first.others) return first.look;
  const sums = new Map<string, number>();
  for (const { look, weight, others } of groups) {
    sums.set(look, (sums.get(look) ?? 0) + weight);
    for (const [other, length] of others ?? []) sums.set(other, (sums.get(other) ?? 0) + length);
  }
  let best = '';
  let most = Number.NEGATIVE_INFINITY;
  for (const [look, sum] of sums) {
    if (sum <= most) continue;
    best = look;
    most = sum;
  }
  return best;
}

/** Place of the first stretch that ends at `from` or later. */
function firstInView(stretches: readonly Stretch[], from: number): number {
  let low = 0;
  let high = stretches.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((stretches[middle]?.end ?? 0) < from) low = middle + 1;
    else high = middle;
  }
  return low;
}
