import 'server-only';
import { setTimeout as sleep } from 'node:timers/promises';
import { isFailure } from '../../domain/failure.ts';
import type { Archive } from '../archive/archive.ts';
import { workerFile } from '../archive/worker-file.ts';
import { WorkerLane } from '../archive/worker-lane.ts';
import { onEnd } from '../ending/ending.ts';
import { processState } from '../process-state.ts';
import { INDEX_VERSION } from './index-run.ts';
import { TEXT_VERSION } from './object-words.ts';
import { nextLimit, type Reindexed } from './reindex.ts';
import { rewordAll, type RewordedPart } from './reindex-texts.ts';
import { theArchive } from './the-archive.ts';

/** The server answers first; what the archive refused, or another server does, is looked at again after this, ms. */
const AFTER_START = 5_000;
const AGAIN = 60_000;
/** One server does it for all; one that breaks down meanwhile loses its turn after this, and renews it so often, ms. */
const TURN = 60_000;
const RENEW = 15_000;

/** Has the index of all runs made anew in the background where another version made it, once for the process. */
export function startReindexing(): void {
  processState('reindexing', () => {
    const end = new AbortController();
    onEnd('work', 'The re-indexing', async () => end.abort());
    const later = (wait: number) => {
      const timer = setTimeout(() => {
        void reindexInBackground(end.signal).then((over) => {
          if (!over && !end.signal.aborted) later(AGAIN);
        });
      }, wait).unref();
      end.signal.addEventListener('abort', () => clearTimeout(timer), { once: true });
    };
    later(AFTER_START);
    return true;
  });
}

/** Whether it is over: done, or not to be done. Never rejects. */
async function reindexInBackground(signal: AbortSignal): Promise<boolean> {
  try {
    const archive = await theArchive();
    if (!archive) return true;
    const runs = await isDue(archive, INDEX_VERSION);
    if (!runs && (await archive.dueTexts(TEXT_VERSION)) === null) return true;
    const lane = new WorkerLane(workerFile('reindex-worker', 'lib/server/archiving/reindex-worker.ts'), null);
    try {
      const some = (limit?: number) => lane.call<Reindexed>('some', [limit]);
      if (runs && !(await reindexAll(archive, INDEX_VERSION, some, signal))) return false;
      return (await rewordAll(archive, () => lane.call<RewordedPart>('texts', []), signal)) !== null;
    } finally {
      await lane.close();
    }
  } catch (error) {
    if (!signal.aborted) {
      process.emitWarning(`Runs were not re-indexed: ${isFailure(error) ? error.failure.message : 'unexpected error'}`);
    }
    return false;
  }
}

/** Whether an older version made the index, or one is being made. What a newer program made is left to it. */
export async function isDue(archive: Archive, version: number): Promise<boolean> {
  const state = await archive.indexState();
  return state.wanted === null ? state.version < version : state.wanted <= version;
}

/**
 * Brings the index of all runs to a version, from where it was broken off. `some` does the next runs, at most so many;
 * `tell` hears how many are done. After each write others have as much time to write. Gives false while another server does it.
 */
export async function reindexAll(
  archive: Archive,
  version: number,
  some: (limit?: number) => Promise<Reindexed>,
  signal: AbortSignal,
  tell: (done: number) => void = () => undefined,
): Promise<boolean> {
  if (!(await archive.takeTurn('reindex', TURN))) return false;
  try {
    await archive.beginReindex(version);
    let done = 0;
    let limit: number | undefined;
    let renewed = performance.now();
    for (;;) {
      signal.throwIfAborted();
      const last = await some(limit);
      if (last.count === 0) return true;
      limit = nextLimit(limit ?? last.count, last);
      done += last.count;
      tell(done);
      if (performance.now() - renewed > RENEW) {
        renewed = performance.now();
        if (!(await archive.takeTurn('reindex', TURN))) return false;
      }
      await sleep(last.wrote, undefined, { signal });
    }
  } finally {
    await archive.endTurn('reindex');
  }
}
