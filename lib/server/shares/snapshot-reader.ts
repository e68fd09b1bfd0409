import 'server-only';
import type { SourceReader } from '../upstream/dialect.ts';
import { archivedDialect } from '../upstream/sources.ts';
import type { WireStore } from '../upstream/wire-store.ts';

/** What recipients read as the source of a run: nothing of how sources are called here. */
const SHARED_SOURCE = 'shared';

/** Reads a snapshot in the language of the source that its run came from. Reaches nothing but the store. */
export function snapshotReader(source: string, store: WireStore): SourceReader {
  const dialect = archivedDialect(source);
  return dialect.connect(SHARED_SOURCE, dialect.archived(store));
}
