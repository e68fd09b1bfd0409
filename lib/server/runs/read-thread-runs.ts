import 'server-only';
import { fail, type FailureError, isFailure } from '../../domain/failure.ts';
import { isId } from '../../domain/ids.ts';
import type { Source } from '../upstream/sources.ts';
import { withAssistantName } from './assistant-names.ts';
import { rememberRuns } from './known-runs.ts';

/**
 * Reads the newest runs of a thread from the sources that have it. Gives the first failure where all of them failed, null
 * where one did not. Throws `invalid_id`.
 */
export async function readThreadRuns(
  sources: readonly Source[],
  thread: string,
  signal: AbortSignal,
): Promise<FailureError | null> {
  if (!isId(thread)) fail('invalid_id', 'This is not a thread ID.');
  const reads = sources.map(async ({ reader }) => {
    try {
      const runs = await reader.listRuns(thread, { limit: 100, order: 'desc' }, signal);
      rememberRuns(await Promise.all(runs.items.map((run) => withAssistantName(run, reader))));
      return null;
    } catch (error) {
      if (isFailure(error)) return error;
      throw error;
    }
  });
  const failures = await Promise.all(reads);
  return failures.includes(null) ? null : (failures[0] ?? null);
}
