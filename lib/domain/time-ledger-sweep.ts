/** A stretch of time of one kind, in milliseconds; `end` is later than `start`. */
export interface Piece<K> {
  kind: K;
  start: number;
  end: number;
}

/**
 * Disjoint pieces in order of time over all that the spans cover, each instant once. Where spans of different kinds
 * overlap the piece is `mixed`; neighbours of one kind are joined. Spans may come in any order; empty ones are left out.
 */
export function flatten<K>(spans: readonly Piece<K>[], mixed: K): Piece<K>[] {
  const sorted = spans.filter((span) => span.end > span.start);
  if (sorted.some((span, i) => i > 0 && span.start < (sorted[i - 1]?.start ?? 0))) {
    sorted.sort((a, b) => a.start - b.start);
  }
  const pieces: Piece<K>[] = [];
  let from = 0;
  for (let first = sorted[from]; first !== undefined; first = sorted[from]) {
    let { end } = first;
    let one = true;
    let to = from + 1;
    for (let next = sorted[to]; next !== undefined && next.start < end; next = sorted[++to]) {
      end = Math.max(end, next.end);
      one &&= next.kind === first.kind;
    }
    if (one) join(pieces, { kind: first.kind, start: first.start, end });
    else for (const piece of split(sorted.slice(from, to), mixed)) join(pieces, piece);
    from = to;
  }
  return pieces;
}

/** Both lists in one: where they overlap `over` counts. Each list is disjoint and in order, and so is the result. */
export function underlay<K>(over: readonly Piece<K>[], under: readonly Piece<K>[]): Piece<K>[] {
  if (under.length === 0) return [...over];
  const pieces: Piece<K>[] = [];
  let at = 0;
  let covered = Number.NEGATIVE_INFINITY;
  for (const low of under) {
    let start = Math.max(low.start, covered);
    for (let high = over[at]; high !== undefined && high.start < low.end; high = over[++at]) {
      if (high.start > start) join(pieces, { ...low, start, end: high.start });
      join(pieces, high);
      covered = high.end;
      start = Math.max(start, covered);
    }
    if (low.end > start) join(pieces, { ...low, start });
  }
  for (; at < over.length; at++) {
    const rest = over[at];
    if (rest) join(pieces, rest);
  }
  return pieces;
}

/** The pieces cut to `start` … `end`, with `rest` in every hole, so that they cover all of it. */
export function fill<K>(pieces: readonly Piece<K>[], start: number, end: number, rest: K): Piece<K>[] {
  const whole: Piece<K>[] = [];
  let at = start;
  for (const piece of pieces) {
    const from = Math.max(at, piece.start);
    const to = Math.min(end, piece.end);
    if (to <= from) continue;
    if (from > at) join(whole, { kind: rest, start: at, end: from });
    join(whole, { kind: piece.kind, start: from, end: to });
    at = to;
  }
  if (end > at) join(whole, { kind: rest, start: at, end });
  return whole;
}

function join<K>(pieces: Piece<K>[], next: Piece<K>): void {
  const last = pieces.at(-1);
  if (last?.kind === next.kind && last.end === next.start) last.end = next.end;
  else pieces.push({ ...next });
}

/** Pieces of spans that overlap each other in one unbroken stretch. */
function split<K>(cluster: readonly Piece<K>[], mixed: K): Piece<K>[] {
  const edges = cluster.flatMap(({ kind, start, end }) => [
    { at: start, kind, by: 1 },
    { at: end, kind, by: -1 },
  ]);
  edges.sort((a, b) => a.at - b.at);
  const active = new Map<K, number>();
  const pieces: Piece<K>[] = [];
  let before = edges[0]?.at ?? 0;
  for (const { at, kind, by } of edges) {
    const [only] = active.keys();
    if (at > before && only !== undefined) {
      join(pieces, { kind: active.size === 1 ? only : mixed, start: before, end: at });
    }
    before = at;
    const count = (active.get(kind) ?? 0) + by;
    if (count === 0) active.delete(kind);
    else active.set(kind, count);
  }
  return pieces;
}
