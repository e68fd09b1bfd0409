import 'server-only';
import { fail } from '../../domain/failure.ts';
import type { SourceReader } from '../upstream/dialect.ts';
import { allDialects } from '../upstream/sources.ts';
import type { WireStore } from '../upstream/wire-store.ts';

/** What recipients read as the source of a run: nothing of how sources are called here. */
const SHARED_SOURCE = 'shared';

/** Reads a snapshot in the language of the source that its run came from. Reaches nothing but the store. */
export function snapshotReader(name: string, store: WireStore): SourceReader {
  const dialect = allDialects().find((one) => one.name === name);
  if (!dialect) return fail('archive_damaged', 'This snapshot is in a language that this Runlens does not know.');
  return dialect.connect(SHARED_SOURCE, dialect.archived(store));
}
