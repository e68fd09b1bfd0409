import 'server-only';
import { isFailure } from '../../domain/failure.ts';
import type { ArchiveState, KnownBy } from '../../domain/source.ts';
import type { Archive, OriginCount } from '../archive/archive.ts';
import { recordingProblem } from '../archiving/recorder.ts';
import { theArchive } from '../archiving/the-archive.ts';
import { processState } from '../process-state.ts';

/** Counts are as old as this at most, ms; the first are waited for so long. */
const COUNT_AGAIN = 15_000;
const PATIENCE = 300;

interface Counted {
  at: number;
  counts: Promise<OriginCount[] | null> | null;
  last: OriginCount[] | null;
}

const state = () => processState('origin-counts', (): Counted => ({ at: 0, counts: null, last: null }));

/** The archive where it is on, and whether it is, in words for people. Never rejects because of the archive. */
export async function archiveState(): Promise<{ archive: Archive | null; said: ArchiveState }> {
  try {
    const archive = await theArchive();
    if (!archive) return { archive, said: { state: 'off', message: null } };
    const message = recordingProblem();
    return { archive, said: { state: message === null ? 'on' : 'unwritable', message } };
  } catch (error) {
    if (!isFailure(error)) throw error;
    return { archive: null, said: { state: 'failed', message: error.failure.message } };
  }
}

/** Runs of each source by how they came, counted now and then; null where they cannot be counted in time. */
export async function knownBySource(archive: Archive): Promise<ReadonlyMap<string, KnownBy> | null> {
  const memory = state();
  if (Date.now() - memory.at > COUNT_AGAIN) {
    memory.at = Date.now();
    memory.counts = archive.countOrigins().then(
      (counts) => (memory.last = counts),
      () => memory.last,
    );
  }
  const late = new Promise<OriginCount[] | null>((resolve) => {
    setTimeout(() => resolve(memory.last), PATIENCE).unref();
  });
  const counts = await Promise.race([memory.counts, late]);
  if (!counts) return null;
  const known = new Map<string, KnownBy>();
  for (const { source, origin, count } of counts) {
    const by = known.get(source) ?? { ...NONE };
    known.set(source, by);
    by[origin] += count;
  }
  return known;
}

/** No run of a source is known. */
export const NONE: Readonly<KnownBy> = { view: 0, walk: 0, import: 0, pass_through: 0, paste: 0 };

/** Has the runs counted anew the next time. */
export function forgetCounts(): void {
  state().at = 0;
}
