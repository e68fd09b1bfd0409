import 'server-only';
import type { SourceReader } from '../upstream/dialect.ts';
import { getSource } from '../upstream/sources.ts';

/** Where the texts of a run are read from. Throws `not_found` where the source is not configured. */
export function readerOfRun({ source }: { source: string; key: string }): SourceReader {
  return getSource(source).reader;
}
