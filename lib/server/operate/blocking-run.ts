import 'server-only';
import { isTerminal, type Run } from '../../domain/run.ts';
import { withAssistantName } from '../runs/assistant-names.ts';
import { rememberRuns } from '../runs/known-runs.ts';
import { asRow } from '../runs/long-texts.ts';
import { getSource } from '../upstream/sources.ts';

/** Newest runs looked at: a thread takes no new run while one goes on, so an older one does not block. */
const NEWEST = 100;

/**
 * The run that keeps new messages and runs out of a thread, as its source has it now: the newest that has not ended; null
 * where all have. Throws like the source's reader.
 */
export async function blockingRun(source: string, thread: string, signal: AbortSignal): Promise<Run | null> {
  const { reader } = getSource(source);
  const { items } = await reader.listRuns(thread, { limit: NEWEST, order: 'desc' }, signal);
  const found = items.find((run) => !isTerminal(run));
  if (!found) return null;
  const run = await withAssistantName(found, reader);
  rememberRuns([run]);
  return asRow(run);
}
