import { type InfiniteData, queryOptions } from '@tanstack/react-query';
import { formatRunListParams, parseRunListParams } from '../contract/run-list-params.ts';
import type { Page } from '../domain/page.ts';
import type { Run } from '../domain/run.ts';
import { fetchJson } from './fetch-json.ts';
import { fetchRunPage, runListOptions } from './run-list-queries.ts';
import { threadRunsQuery } from './run-thread-queries.ts';
import type { TraceAccess } from './trace-access.ts';
import { answers } from './answer-schemas.ts';

/** At most so many pages of 100 runs are read in search of a run. */
const MOST_PAGES = 20;

/** The runs before and after one; null at an end. */
export interface RunNeighbours {
  previous: Run | null;
  next: Run | null;
}

type Address = Pick<Run, 'source' | 'key'>;

/**
 * The neighbours of a run in the list with this query, in its order; null where the list does not hold it within 2,000 runs.
 * What the list's page has read is not read again.
 */
export function listNeighboursQuery(list: string | null, { source, key }: Address) {
  const params = parseRunListParams(new URLSearchParams(list ?? ''));
  const query = formatRunListParams(params);
  return queryOptions({
    queryKey: ['run-neighbours', 'list', query, source, key],
    queryFn: async ({ client, signal }) => {
      const read = (cursor: string) => fetchRunPage(query, cursor, signal);
      const seen = client.getQueryData<InfiniteData<Page<Run>>>(runListOptions(params).queryKey)?.pages ?? [];
      const known = seen.length > 0 ? await neighboursIn(seen, read, { source, key }) : null;
      return known ?? (await neighboursIn([await read('')], read, { source, key }));
    },
    enabled: list !== null,
    staleTime: 60_000,
    refetchOnWindowFocus: false,
  });
}

/** The neighbours of a run in its thread by time; null where it is not among the newest 2,000 there. */
export function threadNeighboursQuery(
  access: Pick<TraceAccess, 'cacheKey' | 'threadRunsPath'>,
  run: Parameters<typeof threadRunsQuery>[1] & Address,
) {
  const { threadRunsPath } = access;
  const { source, key, threadId } = run;
  return queryOptions({
    queryKey: ['run-neighbours', 'thread', access.cacheKey],
    queryFn: async ({ client, signal }) => {
      if (!threadRunsPath || threadId === null) return null;
      const first = await client.fetchQuery(threadRunsQuery(access, run));
      const read = (cursor: string) => fetchJson(threadRunsPath(threadId, cursor), answers.runPage, signal);
      const found = await neighboursIn([first], read, { source, key });
      // Threads are read newest first.
      return found && { previous: found.next, next: found.previous };
    },
    enabled: threadRunsPath !== null && threadId !== null,
    staleTime: 60_000,
    refetchOnWindowFocus: false,
  });
}

/** Looks through the pages at hand, then through those that follow. */
async function neighboursIn(
  first: readonly Page<Run>[],
  read: (cursor: string) => Promise<Page<Run>>,
  run: Address,
): Promise<RunNeighbours | null> {
  let found: RunNeighbours | null = null;
  let last: Run | null = null;
  let cursor = '';
  for (let place = 0; place < MOST_PAGES; place++) {
    const page: Page<Run> = first[place] ?? (await read(cursor));
    for (const each of page.items) {
      const same = each.source === run.source && each.key === run.key;
      if (same) found ??= { previous: last, next: null };
      else if (found) return { ...found, next: each };
      else last = each;
    }
    if (page.nextCursor === null || page.nextCursor === cursor) break;
    cursor = page.nextCursor;
  }
  return found;
}
