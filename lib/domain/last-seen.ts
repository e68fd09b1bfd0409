import { isGoingOn } from './run.ts';
import { stepSpan } from './step.ts';
import { type Milliseconds, ms } from './time.ts';
import type { TraceState } from './trace-state.ts';

/**
 * Of a run that had not ended and of which nothing more will be heard: the last instant at which it is known to have been
 * as it is told. That is when its source was read; a file does not say when it was written, so of an imported run it is the
 * last of its own times. Null for a run that has ended or is still heard of.
 */
export function lastSeen({
  run,
  steps,
  tail,
  settled,
  kept,
}: Pick<TraceState, 'run' | 'steps' | 'tail' | 'settled' | 'kept'>): Milliseconds | null {
  if (!settled || !isGoingOn(run)) return null;
  let last = Math.max(run.createdAt ?? 0, run.startedAt ?? 0);
  if (kept && kept.origin !== 'import') last = Math.max(last, kept.capturedAt);
  for (const step of [...steps, ...tail]) {
    const span = stepSpan(step);
    if (span) last = Math.max(last, span.end ?? span.start);
  }
  return ms(last);
}
