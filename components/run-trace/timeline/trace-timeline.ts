import { idleGaps, type IdleGap, runIdleStretches } from '#lib/domain/gaps.ts';
import { isGoingOn, type Run } from '#lib/domain/run.ts';
import { type LifecycleEvent, lineInstants } from '#lib/domain/run-events.ts';
import type { Step } from '#lib/domain/step.ts';
import { stepCovers } from '#lib/domain/time-ledger.ts';
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

/** Whether only the order of the steps is known: where nothing has a time, or none of the steps. */
export function isOrderOnly(steps: readonly Step[], window: TraceWindow | null): boolean {
  return window === null || (steps.length > 0 && steps.every((step) => step.createdAt === null));
}

/** The steps that have been read, and whether more are coming. */
export interface ReadSteps {
  steps: readonly Step[];
  reading: boolean;
}

type TimelineFacts = Pick<TraceFacts, 'run' | 'clock' | 'left' | 'window'>;

/** What `traceTimeline` takes long for where there are many steps, piece by piece; it finds what they have worked out. */
export function timelinePieces(
  { steps, reading }: ReadSteps,
  { run, clock, left, window }: TimelineFacts,
): (() => void)[] {
  if (!window || reading) return [];
  return [
    () => stepCovers(run, steps, window.end),
    () => runIdleStretches(run, steps, window),
    () => linesOf(run, steps, left ? null : clock),
  ];
}

/** What the timeline of a run shows. Gaps come once every step is there, so that nothing moves twice while steps are read; there are none to
 * cut where there are no steps. */
export function traceTimeline(
  { steps, reading }: ReadSteps,
  { run, clock, left, window }: TimelineFacts,
): TimelineData {
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
    events: linesOf(run, steps, left ? null : clock),
  };
}

function linesOf(run: Run, steps: readonly Step[], now: TraceFacts['clock'] | null): EventLine[] {
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
