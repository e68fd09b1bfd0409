import 'server-only';
import { readerOf } from '../archiving/reader-of.ts';
import type { SourceReader } from '../upstream/dialect.ts';

/** Where the texts of a run are read from: the archive or its source. Throws `not_found` where neither knows it. */
export async function readerOfRun({ source, key }: { source: string; key: string }): Promise<SourceReader> {
  return (await readerOf(source, key)).reader;
}
