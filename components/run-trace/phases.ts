import { oncePer } from '#lib/domain/once-per.ts';
import { isTerminal, type Run, runSpan } from '#lib/domain/run.ts';
import { isStepFailed, isStepTerminal, type Step, stepSpan } from '#lib/domain/step.ts';
import type { Milliseconds } from '#lib/domain/time.ts';
import { type Phase, phaseSegments, segmentsUntil, stepCovers, stepPhase } from '#lib/domain/time-ledger.ts';
import type { Stretch } from '../timeline/bar-pieces.ts';
import { SLOT } from '../timeline/timeline-data.ts';

const PHASE_LABELS: Record<Phase, string> = {
  queue: 'Queue',
  model: 'Model',
  tool: 'Tools',
  you: 'Waiting for you',
  unaccounted: 'Unaccounted',
};

/** The name of a phase, for a recipient without "you". */
export function phaseLabel(phase: Phase, recipient: boolean): string {
  return recipient && phase === 'you' ? 'Waiting' : PHASE_LABELS[phase];
}

export const PHASE_LOOKS: Record<Phase, string> = {
  queue: 'ph-queue',
  model: 'ph-model',
  tool: 'ph-tool',
  you: 'ph-you',
  unaccounted: 'ph-unaccounted',
};

const GROWING = 'animate-pulse motion-reduce:animate-none';

/**
 * The bar of the whole run, piece by piece, up to `now` while it goes on. What grows comes last, apart from what has ended:
 * the phase of the steps that go on, from the first of them, else what followed the last known instant. A run that was over
 * before the clock moved on has a bar without length.
 */
export function runSegments(run: Run, steps: readonly Step[], now: Milliseconds): Stretch[] {
  if (isTerminal(run)) {
    const segments = phaseSegments(run, steps, now);
    const span = segments.length === 0 && runSpan(run);
    return (span ? [{ ...span, end: span.start, phase: 'unaccounted' as const }] : segments).map(stretchOf);
  }
  const segments = segmentsUntil(run, steps, now);
  const last = segments.at(-1);
  if (!last) return [];
  const since = Math.max(last.start, growingSince(run, steps));
  const look = `${PHASE_LOOKS[last.phase]} ${GROWING}`;
  const ended = since > last.start ? [stretchOf({ ...last, end: since })] : [];
  return [...segments.slice(0, -1).map(stretchOf), ...ended, { start: since, end: last.end, look }];
}

function stretchOf({ phase, start, end }: { phase: Phase; start: number; end: number }): Stretch {
  return { start, end, look: PHASE_LOOKS[phase] };
}

/** When the first of the steps that go on began, else the last instant that is known. */
function growingSince(run: Run, steps: readonly Step[]): number {
  let first = Number.POSITIVE_INFINITY;
  let last: number = run.createdAt ?? 0;
  for (const step of steps) {
    const span = stepSpan(step);
    if (!span) continue;
    if (!isStepTerminal(step)) first = Math.min(first, span.start);
    last = Math.max(last, span.end ?? span.start);
  }
  return Math.min(first, last);
}

/**
 * Ends of the steps that have none of their own: what they fill at most, by the rules of the ledger. `end` is that of the axis.
 * Where a run ended at a time that is not known, only the start of a later step tells when one before it was over.
 */
export function openEnds(run: Run, steps: readonly Step[], end: Milliseconds): ReadonlyMap<string, Milliseconds> {
  const ends = new Map<string, Milliseconds>();
  const covers = stepCovers(run, steps, end);
  const endless = isTerminal(run) && (runSpan(run)?.end ?? null) === null;
  const last = covers.at(-1);
  for (const cover of covers) {
    const told = !endless || (cover !== last && isStepTerminal(cover.step));
    if (!cover.sure && told) ends.set(cover.step.id, cover.end);
  }
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
export const countFailed = oncePer((steps: readonly Step[]): number =>
  steps.reduce((count, step) => count + (isStepFailed(step) ? 1 : 0), 0),
);
