import type { Run } from '#lib/domain/run.ts';
import type { Step } from '#lib/domain/step.ts';
import type { ShownError } from './error-panel.tsx';

/** What to say of a run that did not end well: its error, else the word of the source that says why; null for others. */
export function errorOfRun(run: Run): ShownError | null {
  const { status, lastError, incompleteReason } = run;
  if (lastError) return { error: lastError, of: 'run.last_error', status };
  const word = (code: string | null) => ({ code, message: null, extra: {} });
  if (status === 'failed') return { error: word(null), of: 'run.last_error', status };
  if (status === 'expired') return { error: word(status), of: 'run.last_error', status };
  if (status !== 'incomplete' || incompleteReason === null) return null;
  return { error: word(incompleteReason), of: 'run.last_error', status };
}

/** The error of a step that failed; null for others. */
export function errorOfStep(step: Step): ShownError | null {
  const { status, lastError } = step;
  if (lastError === null && status !== 'failed') return null;
  return { error: lastError ?? { code: null, message: null, extra: {} }, of: 'step.last_error', status };
}
