import 'server-only';
import { DEFAULT_RUN_LIST } from '../../contract/run-list-params.ts';
import type { SearchParams } from '../../contract/search-params.ts';
import { fail } from '../../domain/failure.ts';
import type { Page } from '../../domain/page.ts';
import type { RunHits } from '../../domain/search-hit.ts';
import { parseTerms, type SearchTerm } from '../../domain/text-search.ts';
import type { Archive, KeptRun } from '../archive/archive.ts';
import { theArchive } from '../archiving/the-archive.ts';
import { keptRow } from '../runs/kept-row.ts';
import { runQueryOf } from '../runs/run-query-of.ts';
import { archivedReader } from '../upstream/sources.ts';
import { searchRun } from './search-run.ts';

/** Looking through the runs of one page takes at most so long (ms), and one of them so long; so many at a time. */
const LONGEST = 2500;
const LONGEST_RUN = 800;
const AT_ONCE = 4;
const MOST_RUNS = 20;

/**
 * Runs in whose kept texts all words stand, newest first, each with the places that say most. Throws `archive_off` where
 * nothing is kept.
 */
export async function searchRuns(
  params: SearchParams,
  page: { cursor?: string | undefined; limit: number },
  signal: AbortSignal,
): Promise<Page<RunHits>> {
  const archive = await theArchive();
  if (!archive) return fail('archive_off', 'Search looks into kept runs, and the archive is switched off here.');
  const terms = parseTerms(params.q);
  if (terms.length === 0) return { items: [], nextCursor: null, total: 0 };
  const query = runQueryOf({ ...DEFAULT_RUN_LIST, ...params }, Date.now());
  const { items: runs, nextCursor } = await archive.listRuns(query, {
    ...page,
    limit: Math.min(page.limit, MOST_RUNS),
  });
  const end = performance.now() + LONGEST;
  const items: RunHits[] = [];
  const queue = [...runs.entries()];
  const worker = async () => {
    for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
      const [at, kept] = next;
      items[at] = await searchKept(archive, kept, terms, Math.min(end, performance.now() + LONGEST_RUN), signal);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  const whole = page.cursor === undefined && nextCursor === null;
  return { items, nextCursor, total: whole ? items.length : null };
}

async function searchKept(
  archive: Archive,
  kept: KeptRun,
  terms: readonly SearchTerm[],
  end: number,
  signal: AbortSignal,
): Promise<RunHits> {
  signal.throwIfAborted();
  const row = await keptRow(kept);
  const late = () => performance.now() > end;
  if (late()) return { run: row, hits: [], more: 0, complete: false };
  const reader = archivedReader(kept.source, archive.wireStore(kept.source));
  const run = { ...(await reader.getRun(kept.key, signal)), assistantName: kept.assistantName };
  return { run: row, ...(await searchRun(reader, run, terms, late, signal)) };
}
