import type { Run } from './run.ts';
import type { RunSummary } from './run-summary.ts';
import type { Step } from './step.ts';
import { PHASES, phaseSegments } from './time-ledger.ts';
import { type Milliseconds, ms } from './time.ts';

/**
 * What a list row shows beyond the run: `steps` are those read, null where the source has none to give, `complete` says
 * that they are all, `now` is the clock for a run that goes on.
 */
export function summariseRun(
  run: Run,
  steps: readonly Step[] | null,
  complete: boolean,
  firstMessage: string | null,
  now: Milliseconds,
): RunSummary {
  return {
    source: run.source,
    key: run.key,
    firstMessage,
    steps: steps?.length ?? null,
    stepsComplete: steps !== null && complete,
    phases: steps && complete ? phasesOf(run, steps, now) : [],
    tools: toolsOf(steps ?? []),
  };
}

/** Words of the tools that the steps called, each once. */
function toolsOf(steps: readonly Step[]): string[] {
  return [...new Set(steps.flatMap((step) => step.calls.map((call) => call.type)))];
}

function phasesOf(run: Run, steps: readonly Step[], now: Milliseconds): RunSummary['phases'] {
  const segments = phaseSegments(run, steps, now);
  return PHASES.flatMap((phase) => {
    const length = segments.reduce((sum, part) => sum + (part.phase === phase ? part.end - part.start : 0), 0);
    return length > 0 ? [{ phase, length: ms(length) }] : [];
  });
}
