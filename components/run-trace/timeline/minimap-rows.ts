import { isStepFailed, type Step, stepSpan } from '#lib/domain/step.ts';
import { type Phase, stepPhase } from '#lib/domain/time-ledger.ts';
import type { Stretch } from '../../timeline/bar-pieces.ts';
import type { MinimapRows } from '../../timeline/minimap-lines.ts';
import { SLOT } from '../../timeline/timeline-data.ts';
import { PHASE_LOOKS } from '../phases.ts';

const PHASES: readonly Phase[] = ['unaccounted', 'queue', 'model', 'tool', 'you'];
const FAIL = PHASES.length;

/** Looks of the lines; the last one shows wherever it is. */
export const MINIMAP_LOOKS: readonly string[] = [
  'stroke-line-strong',
  'stroke-queue',
  'stroke-model',
  'stroke-tool',
  'stroke-you',
  'stroke-fail',
];

/** The run and each of its steps, in the order of the rows. Steps without times have an empty line. */
export function minimapRows(
  steps: readonly Step[],
  runBar: readonly Stretch[],
  { open, orderOnly }: { open: ReadonlyMap<string, number>; orderOnly: boolean },
): MinimapRows {
  return {
    count: steps.length + 1,
    walk: (mark) => {
      for (const { start, end, look } of runBar) mark(0, start, end, lookOf(look));
      steps.forEach((step, i) => {
        const look = lookOfStep(step);
        if (orderOnly) return mark(i + 1, i * SLOT, (i + 1) * SLOT, look);
        const span = stepSpan(step);
        if (span) mark(i + 1, span.start, span.end ?? open.get(step.id) ?? span.start, look);
      });
    },
  };
}

const stepLooks = new WeakMap<Step, number>();

function lookOfStep(step: Step): number {
  let look = stepLooks.get(step);
  if (look === undefined) {
    look = isStepFailed(step) ? FAIL : PHASES.indexOf(stepPhase(step));
    stepLooks.set(step, look);
  }
  return look;
}

const barLooks = new Map(PHASES.map((phase, i) => [PHASE_LOOKS[phase], i]));

/** The place of a bar's look; growing ones carry more than the name of their phase. */
function lookOf(look: string): number {
  return barLooks.get(look) ?? barLooks.get(look.split(' ', 1)[0] ?? '') ?? 0;
}
