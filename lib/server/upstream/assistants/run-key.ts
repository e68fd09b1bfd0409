import 'server-only';
import { fail } from '../../../domain/failure.ts';
import { isId } from '../../../domain/ids.ts';

/** Ids of a run in this protocol: a run is found below its thread only. */
export interface RunIds {
  threadId: string;
  runId: string;
}

/** Key of a run: `thread_abc.run_def`. */
export function runKey(threadId: string, runId: string): string {
  return `${threadId}.${runId}`;
}

/** Ids from a key; `invalid_id` when it is not one. */
export function parseRunKey(key: string): RunIds {
  const [threadId, runId, ...more] = key.split('.', 3);
  if (!isId(threadId) || !isId(runId) || more.length > 0) {
    fail('invalid_id', 'This is not the key of a run. It has the form thread_abc.run_def.');
  }
  return { threadId, runId };
}

/** Gives the id back; `invalid_id` when it must not leave for a source. `what` names it for people (`thread`). */
export function checkId(id: string, what: string): string {
  if (!isId(id)) {
    fail('invalid_id', `This is not the ID of a ${what}. IDs hold letters, digits, _ and - only, 128 at most.`);
  }
  return id;
}
