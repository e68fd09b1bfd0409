'use client';

import { useEffect, useRef } from 'react';
import { RUN_ROW } from '#lib/contract/trace-view-params.ts';
import { findStep, type TraceState } from '#lib/domain/trace-state.ts';
import type { TimeSpan } from '../../timeline/time-scale.ts';
import type { TimelineView } from '../../timeline/timeline-view.ts';
import { stepStretches } from '../step-bar.tsx';
import type { Selection } from '../use-selection.ts';
import type { TraceBars } from './use-trace-bars.ts';

/**
 * Moves a timeline to where a key or a link has led, once: to a stretch of time, or to the bar of the selected row where that
 * is out of view, as soon as its step is there.
 */
export function useAskedPlace(
  timeline: TimelineView,
  asked: Selection['asked'],
  state: TraceState,
  { open, slotOf }: Pick<TraceBars, 'open' | 'slotOf'>,
): void {
  const gone = useRef<Selection['asked']>(null);
  // Outside React: the state of the timeline.
  useEffect(() => {
    if (!asked || asked === gone.current) return;
    const { target, time } = asked;
    const step = findStep(state, target.step);
    if (!time && !step && target.step !== RUN_ROW) return;
    gone.current = asked;
    const { zero } = timeline.data();
    if (time) return timeline.show(zero + time.from, zero + time.to, true);
    const bar = step && spanOf(stepStretches(step, state.run, open.get(step.id) ?? null, slotOf && slotOf(step)));
    if (bar) timeline.reveal(bar);
  }, [asked, open, slotOf, state, timeline]);
}

function spanOf(stretches: readonly TimeSpan[]): TimeSpan | null {
  const [first, last] = [stretches[0], stretches.at(-1)];
  return first && last ? { start: first.start, end: last.end } : null;
}
