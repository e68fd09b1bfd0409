import 'server-only';
import type { KnownFilter, KnownId, KnownWay } from '../../domain/known-id.ts';
import type { Page } from '../../domain/page.ts';

/** What the archive knows of ids, whether or not anything of them was read. */
export interface KnownArchive {
  /** Notes threads of a source that somebody named. */
  noteThreads(source: string, threads: readonly string[], way: KnownWay): Promise<void>;
  /** Ids of a source and how they came to be known: runs from the newest down, threads from the last one met. */
  listKnown(
    source: string,
    filter: KnownFilter,
    page: { cursor?: string | undefined; limit: number },
  ): Promise<Page<KnownId>>;
}
