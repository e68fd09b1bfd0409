import 'server-only';
import { type Failure, fail, type FailureCode, isFailure } from '../../domain/failure.ts';
import type { Archive, KeptRun } from '../archive/archive.ts';
import type { SourceReader } from '../upstream/dialect.ts';
import { archivedReader, findSource, getSource, type Source } from '../upstream/sources.ts';
import type { WireObject } from '../upstream/wire-store.ts';
import { recorder } from './recorder.ts';
import { eitherReader } from './either-reader.ts';
import { theArchive } from './the-archive.ts';

/** A reader for one run, or for what stands around runs, and what the archive knew of the run when it was made. */
export interface FoundReader {
  reader: SourceReader;
  kept: KeptRun | null;
  /** Whether the source is asked at all. */
  live: boolean;
  /** Why the archive answered for the run instead of the source, after `reader` has read the run; null where it did not. */
  instead: () => Failure | null;
}

/** Failures that are the asker's, or that pass by themselves: for these the archive is not read instead. */
const FINAL: readonly FailureCode[] = [
  'invalid_id',
  'invalid_request',
  'aborted',
  'rate_limited',
  'overloaded',
  'upstream_too_large',
];

interface ReaderOptions {
  /** The source is asked in any case. */
  fresh?: boolean;
  /** Gets the objects of every answer before the answer is given. */
  hear?: (objects: WireObject[]) => void;
}

/**
 * The reader of a run: over the archive where that holds it whole, else of the source, and over the archive again where the
 * source does not have it, cannot be reached or refuses. A run that the source is found not to have any more is marked so.
 * `not_found` where neither such a source nor the run is known.
 */
export async function readerOf(source: string, key: string, options: ReaderOptions = {}): Promise<FoundReader> {
  const { hear } = options;
  const archive = await archiveOrNull();
  const kept = (await archive?.getRun(source, key).catch(unlessDamaged)) ?? null;
  const configured = findSource(source);
  const readerAt = (found: Source) => (hear ? found.collector(hear) : found.reader);
  if (!archive) return { reader: readerAt(getSource(source)), kept: null, live: true, instead: () => null };
  const archived = archivedReader(source, archive.wireStore(source), hear);
  if (!configured && !kept)
    return fail('not_found', 'No source of that ID is configured here, and the archive has no such run.');
  if (configured && !configured.hasKey) {
    const about = `Runlens has no key for ${configured.name}, whose callers send their own`;
    if (!kept) return fail('not_found', `${about}. Only what they read through Runlens is here, and this run is not.`);
    const message = `${about}: this is what they read through Runlens.`;
    return { reader: archived, kept, live: false, instead: () => ({ code: 'upstream_auth', message }) };
  }
  if (!configured || (kept?.whole && !options.fresh)) {
    return { reader: archived, kept, live: false, instead: () => null };
  }
  await recorder();
  const reader = readerAt(configured);
  if (!kept) return { reader, kept, live: true, instead: () => null };
  let instead: Failure | null = null;
  const gone = () =>
    kept.goneAt === null ? archive.markGone(source, key, Date.now()).catch(() => undefined) : undefined;
  const either = eitherReader(reader, archived, FINAL, async (failure, ofRun) => {
    if (!ofRun) return;
    instead = failure;
    if (failure.code === 'not_found') await gone();
  });
  return { reader: either, kept, live: true, instead: () => instead };
}

/** The reader of a source's threads: of the source itself, and over the archive where that fails or is not configured. */
export async function readerOfThreads(source: string): Promise<SourceReader> {
  const archive = await archiveOrNull();
  if (!archive) return getSource(source).reader;
  const archived = archivedReader(source, archive.wireStore(source));
  const configured = findSource(source);
  if (!configured?.hasKey) return archived;
  await recorder();
  return eitherReader(configured.reader, archived, FINAL, () => undefined);
}

/** Reads what is kept of a source and never asks it; null where there is no archive. */
export async function keptReaderOf(source: string): Promise<SourceReader | null> {
  const archive = await archiveOrNull();
  return archive && archivedReader(source, archive.wireStore(source));
}

/** An archive that cannot be opened or read costs what it remembers, never the page. */
async function archiveOrNull(): Promise<Archive | null> {
  return theArchive().catch((error: unknown) => {
    unlessDamaged(error);
    return null;
  });
}

function unlessDamaged(error: unknown): null {
  if (!isFailure(error)) throw error;
  return null;
}
