import 'server-only';
import type { Archive } from '../archive/archive.ts';
import type { Entry, ImportPool } from './import-pool.ts';

/** What an import keeps into. */
export interface ImportGround {
  archive: Archive;
  /** Id of the source in which imported runs live. */
  source: string;
  pool: ImportPool;
  /** Messages of a thread, oldest first. */
  said: ReadonlyMap<string, readonly Entry[]>;
  rankOf: (value: unknown) => number;
  signal: AbortSignal;
}
