import 'server-only';
import { isFailure } from '../../domain/failure.ts';
import type { Archive, RunIndex } from '../archive/archive.ts';
import type { DueRun } from '../archive/reindex.ts';
import { indexKept } from './index-kept.ts';

/** Runs whose index is made and written at a time: others write in between. */
const BATCH = 20;

/**
 * Makes the index of the next due runs anew from what is kept of them, and writes it. Gives how many were done; 0 where all
 * are. The same runs done twice come out the same. Throws what the archive throws.
 */
export async function reindexSome(archive: Archive, signal: AbortSignal): Promise<number> {
  const due = await archive.dueRuns(BATCH);
  const done: { run: DueRun; index: RunIndex | null }[] = [];
  for (const run of due) done.push({ run, index: await indexOf(archive, run, signal) });
  await archive.putIndexes(done);
  return done.length;
}

/** Null for runs of which only pieces are there, and for those that cannot be read: their index stays as it is. */
async function indexOf(
  archive: Archive,
  { source, key, capturedAt }: DueRun,
  signal: AbortSignal,
): Promise<RunIndex | null> {
  const kept = await archive.getRun(source, key);
  if (!kept || kept.text === null) return null;
  try {
    const stepsRead = kept.summary === null ? null : kept.summary.stepsComplete;
    const { index } = await indexKept(source, key, archive.wireStore(source), capturedAt, signal, stepsRead);
    return index;
  } catch (error) {
    if (isFailure(error)) return null;
    throw error;
  }
}
