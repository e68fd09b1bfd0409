import 'server-only';
import { isFailure } from '../../domain/failure.ts';
import { keptReaderOf } from '../archiving/reader-of.ts';
import type { FileContent, SourceReader } from '../upstream/dialect.ts';
import { findSource, getSource } from '../upstream/sources.ts';

/**
 * A file's bytes while they arrive, from the archive where it keeps them and else from the source, with the name the
 * source gave it (the id where it gave none).
 */
export async function readFile(
  source: string,
  fileId: string,
  signal: AbortSignal,
): Promise<FileContent & { name: string }> {
  const archived = await keptReaderOf(source);
  const kept = archived && (await archived.getFileContent(fileId, signal).catch(onlyFailures));
  if (kept) {
    const { name } = (await archived.getFile(fileId, signal).catch(onlyFailures)) ?? { name: null };
    return { ...kept, name: name ?? fileId };
  }
  return readFrom(getSource(source).reader, fileId, signal);
}

/**
 * Name and size of a file without its bytes, as far as the archive or the source tells them: also of files whose bytes neither
 * gives (hosts refuse those of uploads). Throws like `readFile` where nothing is known of the file.
 */
export async function describeFile(
  source: string,
  fileId: string,
  signal: AbortSignal,
): Promise<{ name: string; bytes: number | null }> {
  const archived = await keptReaderOf(source);
  const info =
    (await archived?.getFile(fileId, signal).catch(onlyFailures)) ??
    (await findSource(source)?.reader.getFile(fileId, signal).catch(onlyFailures));
  if (info) return { name: info.name ?? fileId, bytes: info.bytes };
  const { name, bytes, body } = await readFile(source, fileId, signal);
  body.cancel().catch(() => undefined);
  return { name, bytes };
}

async function readFrom(reader: SourceReader, fileId: string, signal: AbortSignal) {
  const info = reader.getFile(fileId, signal).catch(() => null);
  const content = await reader.getFileContent(fileId, signal);
  const { name = null, bytes = null } = (await info) ?? {};
  return { body: content.body, bytes: content.bytes ?? bytes, name: name ?? fileId };
}

function onlyFailures(error: unknown): null {
  if (!isFailure(error) || error.failure.code === 'invalid_id' || error.failure.code === 'aborted') throw error;
  return null;
}
