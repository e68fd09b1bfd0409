import { countOf } from './count-of.ts';
import { oncePer } from './once-per.ts';
import type { Run } from './run.ts';
import { type Step, stepSpan } from './step.ts';
import { type Phase, queueEnd, stepCovers } from './time-ledger.ts';
import { ms } from './time.ts';

/** A span that is on from `start` to `end` (milliseconds). `calls` counts the tool calls that wait for outputs. */
export interface ActiveSpan {
  start: number;
  end: number;
  phase: Phase;
  calls?: number | undefined;
}

/** From the first to the last instant that counts (milliseconds). */
export interface TimeRange {
  start: number;
  end: number;
}

/** What is in view. It may be judged by another length than its own (milliseconds): that of the view that it was moved from. */
export interface ViewRange extends TimeRange {
  length?: number | null | undefined;
}

/** A stretch in which nothing moves: the same spans are on all along, and all of them are queue or waiting. */
export interface IdleStretch extends TimeRange {
  /** Why, in words: `waiting for outputs of 2 tool calls`, `queued`, `unaccounted between steps`, `nothing recorded`. */
  reason: string;
  /** `you` while outputs are awaited, `queue`, or `unaccounted` where nothing is on. */
  phase: Phase;
}

/** The part of a stretch that is cut out of the timeline. */
export interface IdleGap extends TimeRange {
  /** The same for the same stretch at every zoom, also while its end still moves. */
  id: string;
  /** Length of the part that is cut out. */
  hidden: number;
  reason: string;
  phase: Phase;
  /** True when the reader opened this gap; it is then drawn in true scale. */
  expanded: boolean;
  stretch: IdleStretch;
}

export interface GapOptions {
  /** Ids of the gaps that the reader opened. */
  expanded?: ReadonlySet<string> | undefined;
}

/** Shorter stretches stay. */
const LEAST = 2_000;
const LEAST_SHARE = 0.1;
/** What stays in true scale at each end. */
const KEPT_SHARE = 0.06;
const MOST_KEPT = 1_500;

/**
 * The gaps of a timeline of which `view` is visible: stretches longer than 2 s and 10 % of the view, without 6 % of their
 * length (at most 1.5 s) at both ends. Which stretches qualify depends on the length of the view only, which stays the one
 * to judge by while the reader pans across gaps; gaps outside of the view are given too. A gap that holds the whole view is left out, since there
 * would be nothing else to see. Opened gaps are given as `expanded` and must not be cut.
 */
export function idleGaps(
  stretches: readonly IdleStretch[],
  view: ViewRange,
  { expanded = new Set() }: GapOptions = {},
): IdleGap[] {
  const least = Math.max(LEAST, LEAST_SHARE * (view.length ?? view.end - view.start));
  const gaps: IdleGap[] = [];
  for (const stretch of stretches) {
    const length = stretch.end - stretch.start;
    if (length <= least) continue;
    const kept = Math.min(KEPT_SHARE * length, MOST_KEPT);
    const start = stretch.start + kept;
    const end = stretch.end - kept;
    if (view.start >= start && view.end <= end) continue;
    const id = `gap-${stretch.start}`;
    const { reason, phase } = stretch;
    gaps.push({ id, start, end, hidden: end - start, reason, phase, expanded: expanded.has(id), stretch });
  }
  return gaps;
}

/**
 * All idle stretches within `bounds`, in order. They end wherever a span begins or ends, even one without length, so that
 * no beginning, end or instant is ever hidden inside a gap. Spans may come in any order; in that of their starts they take
 * linear time.
 */
export function idleStretches(spans: readonly ActiveSpan[], bounds: TimeRange): IdleStretch[] {
  const busy = spans.filter((span) => !isWaiting(span)).sort((a, b) => a.start - b.start);
  const edges = spans.filter(isWaiting).flatMap(edgesOf);
  edges.sort((a, b) => a.at - b.at);
  const ends = { first: Number.POSITIVE_INFINITY, last: Number.NEGATIVE_INFINITY };
  for (const { phase, start, end } of spans) {
    if (phase !== 'queue') ends.first = Math.min(ends.first, start);
    ends.last = Math.max(ends.last, start, end);
  }
  const waiting = new Map<ActiveSpan, number>();
  const stretches: IdleStretch[] = [];
  const add = (from: number, to: number) => {
    const start = Math.max(bounds.start, from);
    const end = Math.min(bounds.end, to);
    if (end <= start) return;
    const [phase, reason] = reasonOf(waiting, { start, end, ...ends });
    stretches.push({ start, end, reason, phase });
  };
  let turn = 0;
  /** Where nothing is busy only the spans that wait make a difference. */
  const addBetween = (from: number, to: number) => {
    let at = from;
    for (let edge = edges[turn]; edge && edge.at < to; edge = edges[++turn]) {
      if (edge.at > at) {
        add(at, edge.at);
        at = edge.at;
      }
      const on = (waiting.get(edge.span) ?? 0) + edge.by;
      if (on > 0) waiting.set(edge.span, on);
      else waiting.delete(edge.span);
    }
    add(at, to);
  };
  let reached = Number.NEGATIVE_INFINITY;
  for (const { start, end } of busy) {
    if (start > reached) addBetween(reached, start);
    reached = Math.max(reached, start, end);
  }
  addBetween(reached, Number.POSITIVE_INFINITY);
  return stretches;
}

function isWaiting({ phase }: ActiveSpan): boolean {
  return phase === 'queue' || phase === 'you';
}

function edgesOf(span: ActiveSpan) {
  return [
    { at: span.start, span, by: 1 },
    { at: Math.max(span.start, span.end), span, by: -1 },
  ];
}

/**
 * The idle stretches of a run within `bounds` (see `traceWindow`), by the rules of the time ledger. A step of which only
 * the beginning is known keeps that instant visible. The last answer for each list of steps is kept.
 */
export function runIdleStretches(run: Run, steps: readonly Step[], { start, end }: TimeRange): readonly IdleStretch[] {
  return stretchesOf(steps, run, start, end);
}

const stretchesOf = oncePer((steps: readonly Step[], run: Run, start: number, until: number) => {
  const end = ms(until);
  const covers = stepCovers(run, steps, end);
  const spans: ActiveSpan[] = [];
  // Covers are in the order of the steps.
  let next = 0;
  for (const step of steps) {
    const own = stepSpan(step);
    const cover = covers[next];
    if (cover?.step !== step) {
      if (own) spans.push({ start: own.start, end: own.start, phase: 'unaccounted' });
      continue;
    }
    next++;
    // They are cut to the run; what a step did before it is no idle time either.
    const from = own?.start ?? cover.start;
    const { phase } = cover;
    spans.push({
      start: from,
      end: own?.end ?? cover.end,
      phase,
      calls: phase === 'you' ? step.calls.length : undefined,
    });
  }
  // At least the instant of the creation, where the run's own bar begins.
  const created = run.createdAt;
  if (created !== null) spans.push({ start: created, end: queueEnd(run, steps, end) ?? created, phase: 'queue' });
  return idleStretches(spans, { start, end });
});

function reasonOf(
  waiting: ReadonlyMap<ActiveSpan, number>,
  at: TimeRange & { first: number; last: number },
): [Phase, string] {
  let calls = 0;
  let outputs = false;
  for (const span of waiting.keys()) {
    if (span.phase !== 'you') continue;
    outputs = true;
    calls += span.calls ?? 0;
  }
  if (outputs && calls === 0) return ['you', 'waiting for outputs'];
  if (outputs) return ['you', `waiting for outputs of ${countOf(calls, 'tool call')}`];
  if (waiting.size > 0) return ['queue', 'queued'];
  if (at.last < at.first) return ['unaccounted', 'nothing recorded'];
  if (at.end <= at.first) return ['unaccounted', 'nothing recorded before the first step'];
  return ['unaccounted', at.start >= at.last ? 'nothing recorded after the last step' : 'unaccounted between steps'];
}
