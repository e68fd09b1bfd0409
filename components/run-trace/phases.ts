import { isTerminal, type Run } from '#lib/domain/run.ts';
import { isStepFailed, type Step, stepSpan } from '#lib/domain/step.ts';
import type { Milliseconds } from '#lib/domain/time.ts';
import { type Phase, type PhaseSegment, phaseSegments, stepPhase } from '#lib/domain/time-ledger.ts';
import type { Segment } from '../timeline/plot.ts';

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
export function runSegments(run: Run, steps: readonly Step[], now: Milliseconds): Segment<string>[] {
  return openSegments(run, steps, now).map(({ phase, start, end, growing }) => {
    return { start, end, look: growing ? `${PHASE_LOOKS[phase]} ${GROWING}` : PHASE_LOOKS[phase] };
  });
}

/** The bar of a step: from its start to its end, to `now` while the run goes on. Empty without times. */
export function stepSegments(step: Step, run: Run, now: Milliseconds): Segment<string>[] {
  const span = stepSpan(step);
  if (!span) return [];
  const look = PHASE_LOOKS[stepPhase(step)];
  if (span.end !== null) return [{ start: span.start, end: span.end, look }];
  if (isTerminal(run)) return [{ start: span.start, end: span.start, look }];
  return [{ start: span.start, end: Math.max(now, span.start), look: `${look} ${GROWING}` }];
}

/** How many of the steps ended with an error. */
export function countFailed(steps: readonly Step[]): number {
  return steps.reduce((count, step) => count + (isStepFailed(step) ? 1 : 0), 0);
}
