import { countOf } from './count-of.ts';
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
 * length (at most 1.5 s) at both ends. Which stretches qualify depends on the length of the view only, so nothing changes
 * while the reader pans; gaps outside of the view are given too. A gap that holds the whole view is left out, since there
 * would be nothing else to see. Opened gaps are given as `expanded` and must not be cut.
 */
export function idleGaps(
  stretches: readonly IdleStretch[],
  view: TimeRange,
  { expanded = new Set() }: GapOptions = {},
): IdleGap[] {
  const least = Math.max(LEAST, LEAST_SHARE * (view.end - view.start));
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
 * no beginning, end or instant is ever hidden inside a gap.
 */
export function idleStretches(spans: readonly ActiveSpan[], bounds: TimeRange): IdleStretch[] {
  const edges: { at: number; span: ActiveSpan; by: 1 | -1 }[] = [];
  for (const span of spans) {
    edges.push({ at: span.start, span, by: 1 }, { at: Math.max(span.start, span.end), span, by: -1 });
  }
  edges.sort((a, b) => a.at - b.at);
  const first = edges.find(({ span }) => span.phase !== 'queue')?.at;
  const last = edges.at(-1)?.at;
  const waiting = new Map<ActiveSpan, number>();
  let busy = 0;
  const stretches: IdleStretch[] = [];
  const add = (from: number, to: number) => {
    const start = Math.max(bounds.start, from);
    const end = Math.min(bounds.end, to);
    if (busy > 0 || end <= start) return;
    const [phase, reason] = reasonOf(waiting, { start, end, first, last });
    stretches.push({ start, end, reason, phase });
  };
  let before = Number.NEGATIVE_INFINITY;
  for (const { at, span, by } of edges) {
    if (at > before) add(before, at);
    before = at;
    if (span.phase !== 'queue' && span.phase !== 'you') busy += by;
    else {
      const on = (waiting.get(span) ?? 0) + by;
      if (on > 0) waiting.set(span, on);
      else waiting.delete(span);
    }
  }
  add(before, Number.POSITIVE_INFINITY);
  return stretches;
}

/**
 * The idle stretches of a run within `bounds` (see `traceWindow`), by the rules of the time ledger. A step of which only
 * the beginning is known keeps that instant visible.
 */
export function runIdleStretches(run: Run, steps: readonly Step[], bounds: TimeRange): IdleStretch[] {
  const end = ms(bounds.end);
  const covers = stepCovers(run, steps, end);
  const known = new Set(covers.map(({ step }) => step));
  const spans: ActiveSpan[] = covers.map(({ start, end: to, phase, step }) => {
    // Covers are cut to the run; what a step did before it is no idle time either.
    const own = stepSpan(step) ?? { start, end: null };
    return { start: own.start, end: own.end ?? to, phase, calls: phase === 'you' ? step.calls.length : undefined };
  });
  for (const step of steps) {
    const at = step.createdAt;
    if (at !== null && !known.has(step)) spans.push({ start: at, end: at, phase: 'unaccounted' });
  }
  // At least the instant of the creation, where the run's own bar begins.
  const created = run.createdAt;
  if (created !== null) spans.push({ start: created, end: queueEnd(run, steps, end) ?? created, phase: 'queue' });
  return idleStretches(spans, bounds);
}

function reasonOf(
  waiting: ReadonlyMap<ActiveSpan, number>,
  at: TimeRange & { first: number | undefined; last: number | undefined },
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
  if (at.first === undefined || at.last === undefined) return ['unaccounted', 'nothing recorded'];
  if (at.end <= at.first) return ['unaccounted', 'nothing recorded before the first step'];
  return ['unaccounted', at.start >= at.last ? 'nothing recorded after the last step' : 'unaccounted between steps'];
}
