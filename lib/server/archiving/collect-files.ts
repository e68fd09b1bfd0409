import 'server-only';
import { isFailure } from '../../domain/failure.ts';
import { isOwnFile, type RunFile, runFiles } from '../../domain/run-files.ts';
import type { Archive } from '../archive/archive.ts';
import type { SourceReader } from '../upstream/dialect.ts';
import type { CollectedRun } from './collect-run.ts';

/** Bytes kept of one file and of the files of one run, and how many files are looked at. */
export const LARGEST_FILE = 8 * 1024 * 1024;
const MOST_BYTES = 64 * 1024 * 1024;
const MOST_FILES = 200;

/** What came of the files of a run. */
export interface CollectedFiles {
  names: string[];
  /** False where one could not be read now and may be another time. */
  complete: boolean;
}

/**
 * Keeps the bytes of the files that a run made, showed or was given, images first, as far as the limits go and the archive
 * has them not; and has the source describe each, which the collecting reader hears. Throws only what the archive throws.
 */
export async function collectFiles(
  archive: Archive,
  collected: Pick<CollectedRun, 'run' | 'steps' | 'messages' | 'question' | 'reader'>,
  signal: AbortSignal,
): Promise<CollectedFiles> {
  const { run, steps, messages, question, reader } = collected;
  const files = runFiles(run, steps ?? [], [...question, ...messages]);
  const names = files.flatMap((file) => file.name ?? []);
  const own = files.filter(isOwnFile).sort((a, b) => rank(a) - rank(b));
  let complete = own.length <= MOST_FILES;
  let left = MOST_BYTES;
  for (const file of own.slice(0, MOST_FILES)) {
    const info = await attempt(() => reader.getFile(file.id, signal));
    if (info === 'later') complete = false;
    else if (info?.name) names.push(info.name);
    if (await isKept(archive, run.source, file.id, signal)) continue;
    const most = Math.min(LARGEST_FILE, left);
    const size = info === 'later' ? null : (info?.bytes ?? null);
    if (size !== null && size > most) continue;
    const bytes = await attempt(() => readBytes(reader, file.id, most, signal));
    if (bytes === 'later') complete = false;
    else if (bytes) {
      left -= bytes.length;
      await archive.keepFile({ source: run.source, fileId: file.id, bytes });
    }
  }
  return { names, complete };
}

/** Images of code and messages first: they are what is seen of a run. */
function rank(file: RunFile): number {
  return file.places.some(({ role }) => role === 'made' || role === 'shown') ? 0 : 1;
}

async function isKept(archive: Archive, source: string, fileId: string, signal: AbortSignal): Promise<boolean> {
  const kept = await archive.wireStore(source).bytes(fileId, signal);
  kept?.body.cancel().catch(() => undefined);
  return kept !== null;
}

/** Null for what the source will never give; `later` for what it may give another time. */
async function attempt<T>(ask: () => Promise<T>): Promise<T | null | 'later'> {
  try {
    return await ask();
  } catch (error) {
    const never = [
      'not_found',
      'capability_missing',
      'upstream_rejected',
      'upstream_auth',
      'invalid_id',
      'upstream_invalid',
    ] as const;
    if (isFailure(error, ...never)) return null;
    if (isFailure(error)) return 'later';
    throw error;
  }
}

/** The whole file; null when it is larger than `most`. */
async function readBytes(
  reader: SourceReader,
  fileId: string,
  most: number,
  signal: AbortSignal,
): Promise<Uint8Array | null> {
  const { body, bytes } = await reader.getFileContent(fileId, signal);
  if (bytes !== null && bytes > most) {
    body.cancel().catch(() => undefined);
    return null;
  }
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of body) {
    size += part.length;
    if (size > most) return null;
    parts.push(part);
  }
  return Buffer.concat(parts);
}
