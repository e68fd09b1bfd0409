import 'server-only';
import { assistantsDialect } from '../upstream/assistants/dialect.ts';
import { IMPORT_LIMITS, type ImportLimits } from './import-limits.ts';
import { ImportReading } from './read-import.ts';

const { signal } = new AbortController();

/** A file for tests: its text or bytes, cut into chunks of some size. */
export function chunksOf(content: string | Uint8Array, size = 7): AsyncIterable<Uint8Array> {
  const bytes = typeof content === 'string' ? Buffer.from(content, 'utf8') : content;
  return (async function* () {
    for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
  })();
}

/** Reads files as an import does. */
export async function readFiles(
  files: Record<string, string | Uint8Array>,
  { limits = {}, chunk = 7 }: { limits?: Partial<ImportLimits>; chunk?: number } = {},
): Promise<ImportReading> {
  const reading = new ImportReading([assistantsDialect], { ...IMPORT_LIMITS, ...limits });
  for (const [name, content] of Object.entries(files))
    await reading.read({ name, chunks: chunksOf(content, chunk) }, signal);
  return reading;
}

/** Ids of everything that was read, by kind. */
export function idsOf(reading: ImportReading): string[] {
  const { runs, others } = reading.pool.groups();
  return [...runs.flatMap(({ entries }) => entries), ...others].map(({ kind, id }) => `${kind} ${id}`).toSorted();
}

/** The text in which an object was kept last. */
export function textOf(reading: ImportReading, id: string): string {
  const { runs, others } = reading.pool.groups();
  const entry = [...runs.flatMap(({ entries }) => entries), ...others].find((one) => one.id === id);
  return entry ? reading.pool.object(entry).text : '';
}
