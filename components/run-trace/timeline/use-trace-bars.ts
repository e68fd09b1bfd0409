'use client';

import { useMemo } from 'react';
import type { Step } from '#lib/domain/step.ts';
import { type Milliseconds, ms } from '#lib/domain/time.ts';
import type { Stretch } from '../../timeline/bar-pieces.ts';
import type { MinimapRows } from '../../timeline/minimap-lines.ts';
import { useSlowly } from '../../timeline/use-slowly.ts';
import { paceOf } from '../long-run.ts';
import { openEnds, runSegments, slotSegments } from '../phases.ts';
import type { TraceFacts } from '../trace-texts.ts';
import { minimapRows } from './minimap-rows.ts';
import { isOrderOnly } from './trace-timeline.ts';

export interface TraceBars {
  /** Where steps without an end of their own end at most, by id. */
  open: ReadonlyMap<string, Milliseconds>;
  /** The place of a step in the order; null where bars have times. */
  slotOf: ((step: Step) => number) | null;
  /** The bar of the run itself. */
  runBar: readonly Stretch[];
  lines: MinimapRows;
}

/** What is drawn of all steps together. While very many are being read it follows them more slowly than their rows do. */
export function useTraceBars(read: readonly Step[], facts: TraceFacts): TraceBars {
  const pace = paceOf(read.length);
  const given = useMemo(
    () => ({ known: read, run: facts.run, clock: facts.clock, window: facts.window }),
    [read, facts.run, facts.clock, facts.window],
  );
  // After the timeline itself, in a task of its own.
  const { known, run, clock, window } = useSlowly(useSlowly(given, pace), Math.min(1, pace));
  const orderOnly = useMemo(() => isOrderOnly(known, window), [known, window]);
  const end = window?.end;
  const open = useMemo(() => openEnds(run, end === undefined ? [] : known, end ?? ms(0)), [run, known, end]);
  const slotOf = useMemo(() => {
    if (!orderOnly) return null;
    const places = new Map(known.map((step, i) => [step.id, i]));
    return (step: Step) => places.get(step.id) ?? 0;
  }, [known, orderOnly]);
  const runBar = useMemo(
    () => (orderOnly ? slotSegments(known) : runSegments(run, known, clock)),
    [run, known, clock, orderOnly],
  );
  const lines = useMemo(() => minimapRows(known, runBar, { open, orderOnly }), [known, runBar, open, orderOnly]);
  return useMemo(() => ({ open, slotOf, runBar, lines }), [open, slotOf, runBar, lines]);
}
