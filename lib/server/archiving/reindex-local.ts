import 'server-only';
import { fail } from '../../domain/failure.ts';
import { closeArchive, openArchive } from '../archive/open-archive.ts';
import { INDEX_VERSION } from './index-run.ts';
import { TEXT_VERSION } from './object-words.ts';
import { rewordAll, rewordSome } from './reindex-texts.ts';
import { reindexSome } from './reindex.ts';
import { reindexAll } from './reindexing.ts';

/**
 * Makes the index of all runs of the archive that the environment names anew, and the texts of what stands in no run, in this process, from where it was broken off.
 * Gives how many were done; null while a server does it. `archive_off` where there is none.
 */
export async function reindexLocal(
  signal: AbortSignal,
  tell: (done: number, all: number) => void,
): Promise<number | null> {
  const archive = (await openArchive()) ?? fail('archive_off', 'The archive is switched off (RUNLENS_ARCHIVE=off).');
  try {
    const { runs } = await archive.size();
    let done = 0;
    const hear = (count: number) => {
      done = count;
      tell(count, runs);
    };
    const over = await reindexAll(archive, INDEX_VERSION, (limit) => reindexSome(archive, signal, limit), signal, hear);
    if (!over) return null;
    await archive.beginTexts(TEXT_VERSION);
    return (await rewordAll(archive, () => rewordSome(archive, signal), signal)) === null ? null : done;
  } finally {
    await closeArchive();
  }
}
