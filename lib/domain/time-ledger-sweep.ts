import { type Milliseconds, ms } from './time.ts';

/** A stretch of time of one phase; `end` is not earlier than `start`. */
export interface Piece<P> {
  phase: P;
  start: Milliseconds;
  end: Milliseconds;
}

/**
 * Disjoint pieces in order of time over all that the spans cover, each instant once. Where spans of different phases
 * overlap the piece is `mixed`; neighbours of one phase are joined. Spans may come in any order; empty ones are left out.
 */
export function flatten<P>(spans: readonly Piece<P>[], mixed: P): Piece<P>[] {
  const sorted = isInOrder(spans) ? spans : [...spans].sort((a, b) => a.start - b.start);
  const pieces: Piece<P>[] = [];
  let from = 0;
  for (let first = sorted[from]; first !== undefined; first = sorted[from]) {
    let end: number = first.end;
    let one = true;
    let to = from + 1;
    if (end > first.start) {
      for (let next = sorted[to]; next !== undefined && next.start < end; next = sorted[++to]) {
        end = Math.max(end, next.end);
        one &&= next.phase === first.phase || next.end === next.start;
      }
      if (one) join(pieces, first.phase, first.start, end);
      else
        for (const { phase, start, end: until } of split(sorted.slice(from, to), mixed))
          join(pieces, phase, start, until);
    }
    from = to;
  }
  return pieces;
}

/** Both lists in one: where they overlap `over` counts. Each list is disjoint and in order, and so is the result. */
export function underlay<P>(over: readonly Piece<P>[], under: readonly Piece<P>[]): readonly Piece<P>[] {
  if (under.length === 0) return over;
  const pieces: Piece<P>[] = [];
  let at = 0;
  let covered = Number.NEGATIVE_INFINITY;
  for (const low of under) {
    let start = Math.max(low.start, covered);
    for (let high = over[at]; high !== undefined && high.start < low.end; high = over[++at]) {
      if (high.start > start) join(pieces, low.phase, start, high.start);
      join(pieces, high.phase, high.start, high.end);
      covered = high.end;
      start = Math.max(start, covered);
    }
    if (low.end > start) join(pieces, low.phase, start, low.end);
  }
  for (let rest = over[at]; rest !== undefined; rest = over[++at]) join(pieces, rest.phase, rest.start, rest.end);
  return pieces;
}

/** The pieces cut to `start` … `end`, with `rest` in every hole, so that they cover all of it. */
export function fill<P>(pieces: readonly Piece<P>[], start: number, end: number, rest: P): Piece<P>[] {
  const whole: Piece<P>[] = [];
  let at = start;
  for (const piece of pieces) {
    const from = Math.max(at, piece.start);
    const to = Math.min(end, piece.end);
    if (to <= from) continue;
    if (from > at) join(whole, rest, at, from);
    join(whole, piece.phase, from, to);
    at = to;
  }
  if (end > at) join(whole, rest, at, end);
  return whole;
}

function isInOrder<P>(spans: readonly Piece<P>[]): boolean {
  let before = Number.NEGATIVE_INFINITY;
  for (const { start } of spans) {
    if (start < before) return false;
    before = start;
  }
  return true;
}

function join<P>(pieces: Piece<P>[], phase: P, start: number, end: number): void {
  const last = pieces[pieces.length - 1];
  if (last?.phase === phase && last.end === start) last.end = ms(end);
  else pieces.push({ phase, start: ms(start), end: ms(end) });
}

/** Pieces of spans that overlap each other in one unbroken stretch. */
function split<P>(cluster: readonly Piece<P>[], mixed: P): Piece<P>[] {
  const edges = cluster.flatMap(({ phase, start, end }) => [
    { at: start, phase, by: 1 },
    { at: end, phase, by: -1 },
  ]);
  edges.sort((a, b) => a.at - b.at);
  const active = new Map<P, number>();
  const pieces: Piece<P>[] = [];
  let before = edges[0]?.at ?? 0;
  for (const { at, phase, by } of edges) {
    const [only] = active.keys();
    if (at > before && only !== undefined) join(pieces, active.size === 1 ? only : mixed, before, at);
    before = at;
    const count = (active.get(phase) ?? 0) + by;
    if (count === 0) active.delete(phase);
    else active.set(phase, count);
  }
  return pieces;
}
