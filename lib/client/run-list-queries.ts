import {
  infiniteQueryOptions,
  keepPreviousData,
  type InfiniteData,
  type QueryClient,
  queryOptions,
} from '@tanstack/react-query';
import { apiPaths } from '../contract/api-paths.ts';
import { formatRunListParams, type RunListParams } from '../contract/run-list-params.ts';
import type { Page } from '../domain/page.ts';
import { isTerminal, type Run } from '../domain/run.ts';
import type { RunRow } from '../domain/run-row.ts';
import { fetchJson } from './fetch-json.ts';
import { makeSlots } from './slots.ts';
import { answers } from './answer-schemas.ts';

/** Runs of one page of the list. */
export const RUN_PAGE = 50;
/** Background reads for rows at a time. */
const SUMMARIES_AT_ONCE = 2;

/** The beginning of the keys of all lists. */
export const RUN_LISTS = ['runs', 'list'] as const;

/** A run of the list, with what is known beside where the server says it. */
export type ListedRun = Run & Partial<Pick<RunRow, 'summary' | 'goneAt' | 'piecesOnly'>>;

/** The runs that pass a filter, in its order, by pages. While another filter is being read the rows of the last one stay. */
export function runListOptions(params: RunListParams) {
  const query = formatRunListParams(params);
  return infiniteQueryOptions({
    queryKey: [...RUN_LISTS, query],
    queryFn: ({ pageParam, signal }) => fetchRunPage(query, pageParam, signal),
    initialPageParam: '',
    getNextPageParam: (last: Page<ListedRun>) => last.nextCursor,
    placeholderData: keepPreviousData,
    // Who comes back from a run finds as many rows as there were.
    gcTime: 30 * 60_000,
  });
}

/** One page of the list that `query` means, as `formatRunListParams` writes it; an empty cursor is the first. */
export function fetchRunPage(query: string, cursor: string, signal: AbortSignal): Promise<Page<ListedRun>> {
  const parts = [query, `limit=${RUN_PAGE}`, cursor && `cursor=${encodeURIComponent(cursor)}`];
  return fetchJson(apiPaths.runs(parts.filter(Boolean).join('&')), answers.runPage, signal);
}

const slots = makeSlots(SUMMARIES_AT_ONCE);

/**
 * What a row shows beyond the run object. At most two are read at a time; one whose row has gone is cancelled; that of a
 * finished run is read once and kept, also when it could not be read, and not at all where the list brought it.
 */
export function runSummaryOptions(
  run: Pick<ListedRun, 'source' | 'key' | 'status' | 'completedAt' | 'failedAt' | 'cancelledAt' | 'summary'>,
) {
  const finished = isTerminal(run);
  return queryOptions({
    queryKey: ['runs', 'summary', run.source, run.key, finished ? 'finished' : 'going on'],
    queryFn: ({ signal }) =>
      slots(() => fetchJson(apiPaths.runSummary(run.source, run.key), answers.runSummary, signal), signal),
    ...(run.summary ? { initialData: run.summary, initialDataUpdatedAt: finished ? Date.now() : 0 } : {}),
    staleTime: finished ? Number.POSITIVE_INFINITY : 10_000,
    gcTime: 30 * 60_000,
    refetchInterval: finished ? false : 10_000,
    refetchOnWindowFocus: false,
    retry: false,
    retryOnMount: false,
  });
}

/** Every run that some list of this browser has shown lately, each once: what filters can offer. */
export function seenRuns(client: QueryClient): Run[] {
  const seen = new Map<string, Run>();
  for (const [, data] of client.getQueriesData<InfiniteData<Page<ListedRun>>>({ queryKey: RUN_LISTS })) {
    for (const page of data?.pages ?? []) for (const run of page.items) seen.set(`${run.source} ${run.key}`, run);
  }
  return [...seen.values()];
}

/** Has every list read again. */
export function refreshRunLists(client: QueryClient): Promise<void> {
  return client.invalidateQueries({ queryKey: ['runs'], predicate: (query) => query.queryKey[1] !== 'summary' });
}
