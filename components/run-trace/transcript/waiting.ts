import { isTerminal, type Run } from '#lib/domain/run.ts';
import { isStepTerminal, type Step, stepEnd } from '#lib/domain/step.ts';
import type { Milliseconds } from '#lib/domain/time.ts';
import { formatCount, formatDuration } from '../../ui/format.ts';

/** How long a step of functions waited for its outputs, in words. */
export interface Waiting {
  text: string;
  /** True while it waits. */
  open: boolean;
  /** True where the run ended without the outputs. */
  never: boolean;
}

/**
 * The waiting of a step for outputs of functions; null for other steps, and while the model may still be writing the calls.
 * A step's span includes writing the calls, so its length is the most that can have been waiting.
 */
export function waitingOf(step: Step, run: Run, now: Milliseconds): Waiting | null {
  const calls = step.calls.filter((call) => call.kind === 'function');
  if (calls.length === 0) return null;
  const missing = calls.filter((call) => call.output === null).length;
  const over = isStepTerminal(step) || isTerminal(run);
  if (!over && run.status !== 'requires_action') return null;
  const length = atMost(step, run, over ? null : now);
  const what = outputs(calls.length);
  if (!over) return { text: `Waiting${length && `, ${length} so far,`} for ${what}`, open: true, never: false };
  const never = missing === calls.length && step.status !== 'completed';
  const end = never ? (calls.length === 1 ? ', which never came' : ', none of which came') : '';
  return { text: `Waited${length && ` ${length}`} for ${what}${end}`, open: false, never };
}

function atMost(step: Step, run: Run, now: Milliseconds | null): string {
  const end = stepEnd(step) ?? now;
  if (step.createdAt === null || end === null || end < step.createdAt) return '';
  return `at most ${formatDuration(end - step.createdAt, { approximate: run.timeResolution >= 1000 })}`;
}

function outputs(count: number): string {
  if (count === 1) return 'the output';
  return count === 2 ? 'both outputs' : `all ${formatCount(count)} outputs`;
}
