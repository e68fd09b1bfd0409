import type { Run } from './run.ts';
import { isStepFailed, isStepTerminal, type Step, stepSpan } from './step.ts';
import { stepTitle } from './step-title.ts';
import { needsOutputs } from './time-ledger.ts';
import type { VerdictPart } from './verdict-parts.ts';

/** The steps that have been read: those from the first on, and the run's last ones where they were read ahead. */
export interface ReadSteps {
  steps: readonly Step[];
  tail: readonly Step[];
  /** Whether there are no more. */
  complete: boolean;
}

/** The link to a step, by its number; by what it did where the steps before it are still being read. */
export function stepLink({ steps }: ReadSteps, step: Step): VerdictPart {
  const place = steps.indexOf(step);
  const text = place === -1 ? stepTitle(step).verb : `step ${(place + 1).toLocaleString('en')}`;
  return { kind: 'step', text, step: step.id };
}

/** The last step of the run; null where it has not been read. */
function lastStep({ steps, tail, complete }: ReadSteps): Step | null {
  return tail.at(-1) ?? (complete ? (steps.at(-1) ?? null) : null);
}

/**
 * The step during which the run failed: the last one that says it failed (with the run's own error, where several do),
 * else the last step if the run failed while that was on. Null where neither is known.
 */
export function failingStep(run: Run, read: ReadSteps): Step | null {
  const failed = [...read.steps, ...read.tail].filter(isStepFailed);
  const { lastError } = run;
  const same = failed.findLast((step) => {
    return lastError?.code != null && step.lastError?.code === lastError.code;
  });
  return same ?? failed.at(-1) ?? stepAtEnd(read, run.failedAt, 'failed');
}

/** The last step, if it ended in the same way as the run or was on when the run ended. */
export function stepAtEnd(read: ReadSteps, end: number | null, status: string): Step | null {
  const last = lastStep(read);
  if (!last) return null;
  if (last.status === status) return last;
  const span = stepSpan(last);
  if (end === null || !span || end < span.start) return null;
  if (last.status === 'completed') return span.end !== null && end < span.end ? last : null;
  return span.end === null || end <= span.end ? last : null;
}

/** The step that goes on now; null where none does or it has not been read. */
export function currentStep(read: ReadSteps): Step | null {
  const last = lastStep(read);
  return last && !isStepTerminal(last) ? last : null;
}

/** The last step, if it called functions whose outputs were not submitted, with the names of those functions. */
export function unanswered(read: ReadSteps): { step: Step; names: string[] } | null {
  const step = lastStep(read);
  if (!step || step.status === 'completed' || !needsOutputs(step)) return null;
  const names = step.calls.flatMap((call) =>
    call.kind === 'function' && call.output === null ? [call.name ?? call.type] : [],
  );
  return names.length > 0 ? { step, names } : null;
}
