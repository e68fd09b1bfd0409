import 'server-only';
import type { RunHits } from '../../domain/search-hit.ts';
import { parseTerms } from '../../domain/text-search.ts';
import type { Archive } from '../archive/archive.ts';
import { archivedReader } from '../upstream/sources.ts';
import { searchRun } from './search-run.ts';

/** A kept run to look through for a search, as plain data. */
export interface KeptSearch {
  source: string;
  key: string;
  assistantName: string | null;
  q: string;
  /** Characters after which it ends with what was found. */
  most: number;
}

export interface KeptHits extends Omit<RunHits, 'run'> {
  /** Characters that were looked through. */
  read: number;
}

/** The places in a kept run where the words of a search stand. Throws what the archive throws. */
export async function searchKept(
  archive: Archive,
  { source, key, assistantName, q, most }: KeptSearch,
  signal: AbortSignal,
): Promise<KeptHits> {
  const reader = archivedReader(source, archive.wireStore(source));
  const run = { ...(await reader.getRun(key, signal)), assistantName };
  return searchRun(reader, run, parseTerms(q), most, signal);
}
