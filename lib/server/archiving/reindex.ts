import 'server-only';
import { isFailure } from '../../domain/failure.ts';
import type { Archive, RunIndex } from '../archive/archive.ts';
import type { DueRun } from '../archive/reindex.ts';
import { indexKept } from './index-kept.ts';

/**
 * Runs whose index is made and written at a time. The index of words takes many at once in far less time than one by one, but
 * others wait while they are written: so many that this takes about `WRITE_MS` ms.
 */
const FIRST = 20;
const FEWEST = 5;
const MOST = 200;
const WRITE_MS = 600;
/** Reading them ends after this, ms, so that who ends the work waits no longer. */
const READ_MS = 2_000;

/** What was done at a time: how many runs, and how long the write took, ms. */
export interface Reindexed {
  count: number;
  wrote: number;
}

/**
 * Makes the index of the next due runs anew from what is kept of them, and writes it; a count of 0 where all are done. The
 * same runs done twice come out the same. Throws what the archive throws.
 */
export async function reindexSome(archive: Archive, signal: AbortSignal, limit = FIRST): Promise<Reindexed> {
  const due = await archive.dueRuns(limit);
  const done: { run: DueRun; index: RunIndex | null }[] = [];
  const until = performance.now() + READ_MS;
  for (const run of due) {
    signal.throwIfAborted();
    done.push({ run, index: await indexOf(archive, run, signal) });
    if (performance.now() > until) break;
  }
  const begun = performance.now();
  await archive.putIndexes(done);
  return { count: done.length, wrote: performance.now() - begun };
}

/** How many runs come next, after so many whose write took so long: at most twice as many. */
export function nextLimit(limit: number, { count, wrote }: Reindexed): number {
  const fitting = Math.floor((count * WRITE_MS) / Math.max(wrote, 1));
  return Math.max(FEWEST, Math.min(MOST, 2 * limit, fitting));
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
