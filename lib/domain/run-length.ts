import { isTerminal, type Run, runSpan } from './run.ts';

/** Wall time of a run in ms; of one that goes on, until `now`. Null where the source gives no times, or tells no more. */
export function runLength(run: Run, now: number): number | null {
  const span = runSpan(run);
  if (!span) return null;
  if (span.end !== null) return span.end - span.start;
  return isTerminal(run) || run.left ? null : Math.max(0, now - span.start);
}

/** Top of the scale of phase bars in ms: the 90th percentile (nearest rank) of the lengths; 0 when none is known. */
export function lengthScale(lengths: readonly (number | null)[]): number {
  const known = lengths.filter((length) => length !== null && length > 0).sort((a, b) => (a ?? 0) - (b ?? 0));
  return known[Math.ceil(known.length * 0.9) - 1] ?? 0;
}

/** The scale of a list. Runs that go on count only where none has ended, so that one left behind does not stretch it. */
export function scaleOf(runs: readonly Run[], now: number): number {
  const ended = lengthScale(runs.filter(isTerminal).map((run) => runLength(run, now)));
  return ended > 0 ? ended : lengthScale(runs.map((run) => runLength(run, now)));
}
