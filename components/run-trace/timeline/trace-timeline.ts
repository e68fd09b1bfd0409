import { idleGaps, type IdleGap, runIdleStretches } from '#lib/domain/gaps.ts';
import { isGoingOn, type Run } from '#lib/domain/run.ts';
import { type LifecycleEvent, lineInstants } from '#lib/domain/run-events.ts';
import type { Step } from '#lib/domain/step.ts';
import { stepCovers } from '#lib/domain/time-ledger.ts';
import type { TraceState } from '#lib/domain/trace-state.ts';
import type { TraceWindow } from '#lib/domain/trace-window.ts';
import type { EventLine, PlotGap } from '../../timeline/layout.ts';
import { SLOT, type TimelineData } from '../../timeline/timeline-data.ts';
import type { TraceFacts } from '../trace-texts.ts';
import { exactLength, offsetRange } from './time-words.ts';

const LINE_LOOKS: Record<NonNullable<LifecycleEvent['line']>, string> = {
  dashed: 'border-l border-dashed border-ink-3 opacity-55',
  fail: 'border-l-[1.5px] border-fail',
  now: 'border-l-[1.5px] border-live',
};

/** All steps that have been read; those before a hole first. */
export function readSteps({ steps, tail }: Pick<TraceState, 'steps' | 'tail'>): readonly Step[] {
  return tail.length === 0 ? steps : [...steps, ...tail];
}

/** Whether only the order of the steps is known: where nothing has a time, or none of the steps. */
export function isOrderOnly(steps: readonly Step[], window: TraceWindow | null): boolean {
  return window === null || (steps.length > 0 && steps.every((step) => step.createdAt === null));
}

/** From this many steps on what concerns all of them is not worked out for each batch that comes in. */
const MANY = 2_000;

/** Whether a run has so many steps that what concerns all of them takes noticeably long. */
export function isLong(steps: number): boolean {
  return steps > MANY;
}

/** How often what concerns all steps follows while they are read (milliseconds); 0 for always. */
export function paceOf(steps: number): number {
  return isLong(steps) ? Math.min(2_000, steps / 25) : 0;
}

/** The steps that have been read, and whether more are coming. */
export interface ReadSteps {
  steps: readonly Step[];
  reading: boolean;
}

type TimelineFacts = Pick<TraceFacts, 'run' | 'now' | 'left' | 'window'>;

/** What `traceTimeline` takes long for where there are many steps, piece by piece; it finds what they have worked out. */
export function timelinePieces(
  { steps, reading }: ReadSteps,
  { run, now, left, window }: TimelineFacts,
): (() => void)[] {
  if (!window || reading) return [];
  return [
    () => stepCovers(run, steps, window.end),
    () => runIdleStretches(run, steps, window),
    () => linesOf(run, steps, left ? null : now),
  ];
}

/** What the timeline of a run shows. Gaps come once every step is there, so that nothing moves twice while steps are read; there are none to
 * cut where there are no steps. */
export function traceTimeline({ steps, reading }: ReadSteps, { run, now, left, window }: TimelineFacts): TimelineData {
  if (!window || isOrderOnly(steps, window)) {
    const end = Math.max(1, steps.length) * SLOT;
    return { start: 0, end, zero: 0, live: false, reading, orderOnly: true, gapsOf: () => [], events: [] };
  }
  const stretches = reading || steps.length === 0 ? [] : runIdleStretches(run, steps, window);
  return {
    start: window.start,
    end: window.end,
    zero: run.createdAt ?? window.start,
    live: isGoingOn(run) && !left,
    reading,
    orderOnly: false,
    gapsOf: (view, expanded) => idleGaps(stretches, view, { expanded }).map((gap) => plotGap(gap, run)),
    events: linesOf(run, steps, left ? null : now),
  };
}

function linesOf(run: Run, steps: readonly Step[], now: TraceFacts['now'] | null): EventLine[] {
  return lineInstants(run, steps, { now }).map(({ at, line }) => {
    return { at, look: LINE_LOOKS[line], minor: line === 'dashed' };
  });
}

function plotGap({ id, start, end, hidden, reason, expanded }: IdleGap, run: Run): PlotGap {
  return {
    id,
    start,
    end,
    text: exactLength(hidden, run),
    range: offsetRange(start, end, run),
    reason: `${reason.slice(0, 1).toUpperCase()}${reason.slice(1)}`,
    expanded,
  };
}
