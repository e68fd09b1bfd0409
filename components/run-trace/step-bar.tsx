import { useMemo } from 'react';
import { isTerminal, type Run } from '#lib/domain/run.ts';
import { isStepFailed, isStepTerminal, type Step, stepSpan } from '#lib/domain/step.ts';
import type { Milliseconds } from '#lib/domain/time.ts';
import { Glyph } from '../status/glyph.tsx';
import { RowBar, type RowLook } from '../timeline/row-bar.tsx';
import type { Stretch } from '../timeline/bar-pieces.ts';
import type { RowSpec } from '../timeline/row-layout.ts';
import { SLOT } from '../timeline/timeline-data.ts';
import type { TimelineView } from '../timeline/timeline-view.ts';
import { stepLook, stepSegments } from './phases.ts';
import { aboutText, spanText } from './trace-texts.ts';

const BAR = 'h-bar max-desk:h-2';
const FAILED = `${BAR} after:absolute after:inset-0 after:rounded-bar after:shadow-[inset_0_0_0_1.5px_var(--color-fail)]`;
const INSIDE = 'text-ink dark:text-panel';

/** An octagon for the end of the bar. */
const MARK = (
  <span className="flex rounded-full bg-panel text-fail">
    <Glyph status="failed" size={14} />
  </span>
);

const LOOKS: Record<'plain' | 'failed' | 'code', RowLook> = {
  plain: { bar: BAR, label: 'text-ink-2', inside: INSIDE },
  failed: { bar: FAILED, label: 'text-ink-2', inside: INSIDE, mark: MARK },
  code: { bar: FAILED, label: 'font-medium text-fail', inside: 'font-medium text-fail', mark: MARK },
};

/**
 * The bar of a step with its length, or with the code of its error; at its `slot` where only the order is known. Nothing for
 * a step without times among others that have some. `open` is where it ends at most where it has no end.
 */
export function StepBar({
  step,
  run,
  open,
  slot,
  timeline,
}: {
  step: Step;
  run: Run;
  open: Milliseconds | null;
  slot: number | null;
  timeline: TimelineView;
}) {
  const row = useMemo(
    () => (slot === null ? timedRow(step, run, open) : slotRow(step, run, slot)),
    [step, run, open, slot],
  );
  const code = isStepFailed(step) && step.lastError?.code;
  return <RowBar timeline={timeline} row={row} look={LOOKS[code ? 'code' : row.marked ? 'failed' : 'plain']} />;
}

/** The bar of a step: of its time, with `open` where that ends at most, or of its `slot` where only the order is known. */
export function stepStretches(step: Step, run: Run, open: Milliseconds | null, slot: number | null): Stretch[] {
  if (slot === null) return stepSegments(step, run, open);
  return [{ start: slot * SLOT, end: (slot + 1) * SLOT, look: stepLook(step) }];
}

function timedRow(step: Step, run: Run, open: Milliseconds | null): RowSpec {
  const failed = isStepFailed(step);
  const stretches = stepStretches(step, run, open, null);
  return { stretches, label: (failed && step.lastError?.code) || lengthLabel(step, run, open), marked: failed };
}

/** How long a step took, or took at most where it ended without saying when. */
function lengthLabel(step: Step, run: Run, open: Milliseconds | null): string {
  const span = stepSpan(step);
  if (!span || (span.end === null && open === null)) return '';
  const text = aboutText(step, spanText(run, (span.end ?? open ?? span.start) - span.start));
  const sure = span.end !== null || (!isTerminal(run) && !isStepTerminal(step));
  return sure ? text : `at most ${text}`;
}

function slotRow(step: Step, run: Run, slot: number): RowSpec {
  const failed = isStepFailed(step);
  return {
    stretches: stepStretches(step, run, null, slot),
    label: (failed && step.lastError?.code) || '',
    marked: failed,
  };
}
