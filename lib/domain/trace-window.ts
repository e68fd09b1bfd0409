import { oncePer } from './once-per.ts';
import { isGoingOn, type Run, runSpan } from './run.ts';
import { type Step, stepSpan } from './step.ts';
import { type Milliseconds, ms } from './time.ts';

/** The stretch of time that a run's rows are drawn on. Never empty. */
export interface TraceWindow {
  start: Milliseconds;
  end: Milliseconds;
}

/**
 * From the first to the last instant that run and steps know, up to `now` while the run goes on; null where there are no
 * times at all, so that only the order can be shown.
 */
export function traceWindow(run: Run, steps: readonly Step[], now: Milliseconds): TraceWindow | null {
  const span = runSpan(run);
  const told = reachOf(steps);
  const start = Math.min(span?.start ?? told.start, told.start);
  let end = Math.max(span?.end ?? told.end, told.end);
  if (start === Number.POSITIVE_INFINITY) return null;
  if (isGoingOn(run)) end = Math.max(end, now);
  return { start: ms(start), end: ms(Math.max(end, start + Math.max(1, run.timeResolution))) };
}

const reachOf = oncePer((steps: readonly Step[]) => {
  let start = Number.POSITIVE_INFINITY;
  let end = Number.NEGATIVE_INFINITY;
  for (const step of steps) {
    const own = stepSpan(step);
    if (!own) continue;
    start = Math.min(start, own.start);
    end = Math.max(end, own.end ?? own.start);
  }
  return { start, end };
});
