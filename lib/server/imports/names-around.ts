import 'server-only';
import { isFailure } from '../../domain/failure.ts';
import type { RunFile } from '../../domain/run-files.ts';
import { createMemoryWireStore } from '../upstream/memory-wire-store.ts';
import type { SourceReader } from '../upstream/dialect.ts';
import { archivedReader } from '../upstream/sources.ts';
import type { ImportGround } from './import-ground.ts';

/** Name of an assistant, from this import or the archive; null where neither has it. */
export async function assistantNameOf(ground: ImportGround, id: string): Promise<string | null> {
  return (await described(ground, 'assistant', id, (reader) => reader.getAssistant(id, ground.signal)))?.name ?? null;
}

/** Names by which a run's files are found: those that the run uses, and those of the files themselves. */
export async function fileNamesOf(ground: ImportGround, files: readonly RunFile[]): Promise<string[]> {
  const names: string[] = [];
  for (const { id, name } of files) {
    const own = (await described(ground, 'file', id, (reader) => reader.getFile(id, ground.signal)))?.name;
    for (const one of [name, own]) if (one) names.push(one);
  }
  return names;
}

async function described<T>(
  { archive, source, pool, signal }: ImportGround,
  kind: 'assistant' | 'file',
  id: string,
  read: (reader: SourceReader) => Promise<T>,
): Promise<T | null> {
  const fresh = pool.find(kind, id);
  const found = fresh ? pool.object(fresh) : await archive.wireStore(source).get(kind, id, signal);
  if (!found) return null;
  const store = createMemoryWireStore();
  store.keep([found]);
  try {
    return await read(archivedReader(source, store));
  } catch (error) {
    // An id that no source could be asked for.
    if (isFailure(error, 'invalid_id', 'not_found')) return null;
    throw error;
  }
}
