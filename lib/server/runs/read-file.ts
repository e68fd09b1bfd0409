import 'server-only';
import type { FileContent } from '../upstream/dialect.ts';
import { getSource } from '../upstream/sources.ts';

/** A file's bytes while they arrive, with the name its source gave it (the id where the source has none). */
export async function readFile(
  source: string,
  fileId: string,
  signal: AbortSignal,
): Promise<FileContent & { name: string }> {
  const { reader } = getSource(source);
  const info = reader.getFile(fileId, signal).catch(() => null);
  const content = await reader.getFileContent(fileId, signal);
  const { name = null, bytes = null } = (await info) ?? {};
  return { body: content.body, bytes: content.bytes ?? bytes, name: name ?? fileId };
}
