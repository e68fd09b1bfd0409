import { idleGaps, type IdleGap, runIdleStretches } from '#lib/domain/gaps.ts';
import { isTerminal, type Run } from '#lib/domain/run.ts';
import { eventLines, type LifecycleEvent, runEvents } from '#lib/domain/run-events.ts';
import type { Step } from '#lib/domain/step.ts';
import { needsOutputs } from '#lib/domain/time-ledger.ts';
import { isComplete, type TraceState } from '#lib/domain/trace-state.ts';
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

/** What the timeline of a run shows. Gaps come once every step is there, so that nothing moves twice while steps are read. */
export function traceTimeline(
  state: Pick<TraceState, 'run' | 'steps' | 'tail' | 'nextCursor' | 'settled' | 'problem'>,
  { now, window }: Pick<TraceFacts, 'now' | 'window'>,
): TimelineData {
  const { run } = state;
  const steps = readSteps(state);
  const reading = !isComplete(state);
  if (!window || isOrderOnly(steps, window)) {
    const end = Math.max(1, steps.length) * SLOT;
    return { start: 0, end, zero: 0, live: false, reading, orderOnly: true, gapsOf: () => [], events: [] };
  }
  const stretches = reading ? [] : runIdleStretches(run, steps, window);
  return {
    start: window.start,
    end: window.end,
    zero: run.createdAt ?? window.start,
    live: !isTerminal(run),
    reading,
    orderOnly: false,
    gapsOf: (view, expanded) => idleGaps(stretches, view, { expanded }).map((gap) => plotGap(gap, run)),
    events: linesOf(run, steps, now),
  };
}

function linesOf(run: Run, steps: readonly Step[], now: TraceFacts['now']): EventLine[] {
  // Only these steps have lines; the others need not be put in order.
  const events = eventLines(runEvents(run, steps.filter(needsOutputs), { now }));
  return events.flatMap(({ at, line }) =>
    at === null || line === null ? [] : [{ at, look: LINE_LOOKS[line], minor: line === 'dashed' }],
  );
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
