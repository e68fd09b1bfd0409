import 'server-only';
import { DEFAULT_RUN_LIST } from '../../contract/run-list-params.ts';
import type { SearchParams } from '../../contract/search-params.ts';
import { fail } from '../../domain/failure.ts';
import type { Page } from '../../domain/page.ts';
import type { RunHits } from '../../domain/search-hit.ts';
import { parseTerms } from '../../domain/text-search.ts';
import type { KeptRun } from '../archive/archive.ts';
import { theArchive } from '../archiving/the-archive.ts';
import { keptRow } from '../runs/kept-row.ts';
import { runQueryOf } from '../runs/run-query-of.ts';
import { searchOnThread } from './search-thread.ts';

/**
 * Characters looked through for one page and in one run; a run whose turn comes when the page's are spent still gets the
 * least, so that none stands there without its places for want of time. So many runs at a time.
 */
const MOST_TEXT = 48 * 1024 * 1024;
const MOST_OF_RUN = 16 * 1024 * 1024;
const LEAST_OF_RUN = 1024 * 1024;
const AT_ONCE = 2;
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
  if (parseTerms(params.q).length === 0) return { items: [], nextCursor: null, total: 0 };
  const query = runQueryOf({ ...DEFAULT_RUN_LIST, ...params }, Date.now());
  const { items: runs, nextCursor } = await archive.listRuns(query, {
    ...page,
    limit: Math.min(page.limit, MOST_RUNS),
  });
  let left = MOST_TEXT;
  const items: RunHits[] = [];
  const queue = [...runs.entries()];
  const worker = async () => {
    for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
      const [at, kept] = next;
      const most = Math.max(LEAST_OF_RUN, Math.min(MOST_OF_RUN, left));
      const { read, ...found } = await searchKept(kept, params.q, most, signal);
      left -= read;
      items[at] = found;
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  const whole = page.cursor === undefined && nextCursor === null;
  return { items, nextCursor, total: whole ? items.length : null };
}

async function searchKept(
  kept: KeptRun,
  q: string,
  most: number,
  signal: AbortSignal,
): Promise<RunHits & { read: number }> {
  signal.throwIfAborted();
  const run = await keptRow(kept);
  const { source, key, assistantName } = kept;
  return { run, ...(await searchOnThread({ source, key, assistantName, q, most })) };
}
