import { isStepFailed, type Step } from './step.ts';
import type { TraceState } from './trace-state.ts';

/**
 * The next failed step after the one with id `from`, or the one before when `by` is −1; past the ends it begins again at the
 * other. From no step (the run itself) the search starts at the ends. Null when none of the steps read so far has failed.
 */
export function nextFailedStep(state: TraceState, from: string, by: 1 | -1): Step | null {
  const steps = state.tail.length === 0 ? state.steps : [...state.steps, ...state.tail];
  const at = steps.findIndex((step) => step.id === from);
  const after = steps.slice(at + 1);
  const before = steps.slice(0, Math.max(0, at));
  if (by === 1) return after.find(isStepFailed) ?? steps.find(isStepFailed) ?? null;
  return before.findLast(isStepFailed) ?? steps.findLast(isStepFailed) ?? null;
}
