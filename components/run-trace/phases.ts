import { isTerminal, type Run } from '#lib/domain/run.ts';
import { isStepFailed, isStepTerminal, type Step, stepSpan } from '#lib/domain/step.ts';
import type { Milliseconds } from '#lib/domain/time.ts';
import { type Phase, type PhaseSegment, phaseSegments, stepCovers, stepPhase } from '#lib/domain/time-ledger.ts';
import type { Stretch } from '../timeline/bar-pieces.ts';
import { SLOT } from '../timeline/timeline-data.ts';

export const PHASE_LABELS: Record<Phase, string> = {
  queue: 'Queue',
  model: 'Model',
  tool: 'Tools',
  you: 'Waiting for you',
  unaccounted: 'Unaccounted',
};

export const PHASE_LOOKS: Record<Phase, string> = {
  queue: 'ph-queue',
  model: 'ph-model',
  tool: 'ph-tool',
  you: 'ph-you',
  unaccounted: 'ph-unaccounted',
};

const GROWING = 'animate-pulse motion-reduce:animate-none';

/** The phases of a run, up to `now` while it goes on: what follows the last known instant is still open. */
function openSegments(run: Run, steps: readonly Step[], now: Milliseconds): (PhaseSegment & { growing?: true })[] {
  const segments = phaseSegments(run, steps, now);
  const last = segments.at(-1);
  if (!last || isTerminal(run) || last.end >= now) return segments;
  const phase = run.status === 'requires_action' ? 'you' : 'unaccounted';
  return [...segments, { phase, start: last.end, end: now, growing: true }];
}

/** The bar of the whole run, piece by piece; the piece that still grows comes last. */
export function runSegments(run: Run, steps: readonly Step[], now: Milliseconds): Stretch[] {
  return openSegments(run, steps, now).map(({ phase, start, end, growing }) => {
    return { start, end, look: growing ? `${PHASE_LOOKS[phase]} ${GROWING}` : PHASE_LOOKS[phase] };
  });
}

/** Ends of the steps that have none of their own: what they fill at most, by the rules of the ledger. `end` is that of the axis. */
export function openEnds(run: Run, steps: readonly Step[], end: Milliseconds): ReadonlyMap<string, Milliseconds> {
  const ends = new Map<string, Milliseconds>();
  for (const cover of stepCovers(run, steps, end)) if (!cover.sure) ends.set(cover.step.id, cover.end);
  return ends;
}

/**
 * The bar of a step: from its start to its end, else to `open`, what it fills at most. It grows while both run and step go
 * on. Empty without times.
 */
export function stepSegments(step: Step, run: Run, open: Milliseconds | null): Stretch[] {
  const span = stepSpan(step);
  if (!span) return [];
  const { start } = span;
  const look = stepLook(step);
  if (span.end !== null || open === null) return [{ start, end: span.end ?? start, look }];
  const growing = !isTerminal(run) && !isStepTerminal(step);
  return [{ start, end: Math.max(open, start), look: growing ? `${look} ${GROWING}` : look }];
}

/** How a whole step looks. */
export function stepLook(step: Step): string {
  return PHASE_LOOKS[stepPhase(step)];
}

/** The bar of the run where only the order of its steps is known: a slot for each. */
export function slotSegments(steps: readonly Step[]): Stretch[] {
  return steps.map((step, i) => ({ start: i * SLOT, end: (i + 1) * SLOT, look: stepLook(step) }));
}

/** How many of the steps ended with an error. */
export function countFailed(steps: readonly Step[]): number {
  return steps.reduce((count, step) => count + (isStepFailed(step) ? 1 : 0), 0);
}
