import 'server-only';
import { DEFAULT_RUN_LIST } from '../../contract/run-list-params.ts';
import type { SearchParams } from '../../contract/search-params.ts';
import { fail } from '../../domain/failure.ts';
import type { Page } from '../../domain/page.ts';
import type { RunHits, SearchFound } from '../../domain/search-hit.ts';
import { parseTerms } from '../../domain/text-search.ts';
import type { KeptRun } from '../archive/archive.ts';
import { theArchive } from '../archiving/the-archive.ts';
import { keptRow } from '../runs/kept-row.ts';
import { requireKnownSource } from '../runs/known-source.ts';
import { runQueryOf } from '../runs/run-query-of.ts';
import { searchLooseOnThread, searchOnThread } from './search-thread.ts';

/**
 * Characters looked through for one page and in one run; a run whose turn comes when the page's are spent still gets the
 * least, so that none stands there without its places for want of time. So many runs at a time.
 */
const MOST_TEXT = 48 * 1024 * 1024;
const MOST_OF_RUN = 16 * 1024 * 1024;
const LEAST_OF_RUN = 1024 * 1024;
const AT_ONCE = 2;
const MOST_FOUND = 20;

/**
 * Runs in whose kept texts all words stand, and threads and messages that stand in no run, newest first, each with the places
 * that say most. Throws `archive_off` where nothing is kept, `not_found` for sources that are not there.
 */
export async function searchArchive(
  params: SearchParams,
  page: { cursor?: string | undefined; limit: number },
  signal: AbortSignal,
): Promise<Page<SearchFound>> {
  const archive = await theArchive();
  if (!archive) return fail('archive_off', 'Search looks into kept runs, and the archive is switched off here.');
  if (parseTerms(params.q).length === 0) return { items: [], nextCursor: null, total: 0 };
  const query = runQueryOf({ ...DEFAULT_RUN_LIST, ...params }, Date.now());
  const { items: found, nextCursor } = await archive.search(query, {
    ...page,
    limit: Math.min(page.limit, MOST_FOUND),
  });
  // Of a source that is not configured there may be threads and messages without a run.
  if (found.length === 0) await requireKnownSource(params.source);
  let left = MOST_TEXT;
  const items: SearchFound[] = [];
  const queue = [...found.entries()];
  const worker = async () => {
    for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
      const [at, one] = next;
      if ('loose' in one) {
        signal.throwIfAborted();
        items[at] = await searchLooseOnThread(one.loose, params.q);
        continue;
      }
      const most = Math.max(LEAST_OF_RUN, Math.min(MOST_OF_RUN, left));
      const { read, ...hits } = await searchKept(one.run, params.q, most, signal);
      left -= read;
      items[at] = hits;
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
