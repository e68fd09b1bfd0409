import type { Run } from './run.ts';
import { runSpan } from './run.ts';
import type { Step } from './step.ts';
import { stepSpan } from './step.ts';
import { type Milliseconds, ms } from './time.ts';

/** Where time goes. `you` is waiting for outputs of the reader's own server; `unaccounted` is what the source does not tell. */
export const PHASES = ['queue', 'model', 'tool', 'you', 'unaccounted'] as const;
export type Phase = (typeof PHASES)[number];

export interface PhaseSegment {
  phase: Phase;
  start: Milliseconds;
  end: Milliseconds;
}

/**
 * Splits the wall time of a polled run into segments in order of time, without overlap, from creation to end (or to the
 * last known instant): message steps are the model; code and search steps are tools (which includes writing the call);
 * function steps wait for the reader at most; steps of mixed or unknown tools and gaps are unaccounted. The stretch
 * before the first step is the queue only where no step needed outputs, because `started_at` moves on resume.
 * Gives no segments without times.
 */
export function phaseSegments(run: Run, steps: readonly Step[], now: Milliseconds): PhaseSegment[] {
  const span = runSpan(run);
  if (!span) return [];
  const end = span.end ?? lastInstant(steps, span.start) ?? now;
  const segments: PhaseSegment[] = [];
  let at = span.start;
  const push = (phase: Phase, until: Milliseconds) => {
    const to = ms(Math.min(until, end));
    if (to <= at) return;
    const last = segments.at(-1);
    if (last?.phase === phase) last.end = to;
    else segments.push({ phase, start: at, end: to });
    at = to;
  };
  const needsOutputs = run.requiredAction !== null || steps.some((step) => stepPhase(step) === 'you');
  const timed = steps.flatMap((step) => {
    const own = stepSpan(step);
    return own ? [{ phase: stepPhase(step), start: own.start, end: own.end ?? end }] : [];
  });
  timed.sort((a, b) => a.start - b.start);
  if (timed.length === 0 && run.status === 'queued') push('queue', end);
  timed.forEach((step, i) => {
    const queued = i === 0 && !needsOutputs && run.startedAt !== null && run.startedAt > at;
    if (queued) push('queue', ms(Math.min(run.startedAt ?? step.start, step.start)));
    push('unaccounted', step.start);
    push(step.phase, step.end);
  });
  push('unaccounted', end);
  return segments;
}

/** The phase a whole step counts for. */
export function stepPhase(step: Step): Phase {
  if (step.kind === 'message') return 'model';
  const kinds = new Set(step.calls.map((call) => (call.kind === 'file_search' ? 'code_interpreter' : call.kind)));
  if (kinds.size !== 1) return 'unaccounted';
  if (kinds.has('function')) return 'you';
  return kinds.has('code_interpreter') ? 'tool' : 'unaccounted';
}

function lastInstant(steps: readonly Step[], start: Milliseconds): Milliseconds | null {
  let last: number = start;
  for (const step of steps) {
    const span = stepSpan(step);
    if (span) last = Math.max(last, span.end ?? span.start);
  }
  return last > start ? ms(last) : null;
}
