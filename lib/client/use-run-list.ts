'use client';

import { useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useMemo, useState } from 'react';
import type { RunListParams } from '../contract/run-list-params.ts';
import type { SourcePage } from '../contract/source-schema.ts';
import { isTerminal, type Run } from '../domain/run.ts';
import { toApiError } from './api-error.ts';
import { LIVE_INTERVAL, MOST_FAILURES, useFailureStreak } from './live.ts';
import { needsPolling } from './live-state.ts';
import { runTotalOptions } from './run-find-queries.ts';
import { type ListedRun, refreshRunLists, runListOptions } from './run-list-queries.ts';
import { refreshSources, sourcesOptions } from './source-queries.ts';
import { useLiveList } from './use-live-list.ts';

/** While a walk has not found a run yet it is looked at so often, in ms. */
const FIRST_INTERVAL = 700;
/** Without events, and without anything under way, the list is read again so often, in ms: new runs may have begun. */
const IDLE_INTERVAL = 15_000;
/** With events so often: another instance or an import may have brought runs, of which this server tells nothing. */
const EVENTS_INTERVAL = 60_000;
/** So many pages are read again at the live pace; with more, less often. */
const LIVE_PAGES = 3;

const NO_RUNS: ListedRun[] = [];
const NO_SOURCES: SourcePage = {
  items: [],
  nextCursor: null,
  total: 0,
  notices: [],
  archive: { state: 'off', message: null },
  kept: [],
  operate: false,
};

/** Whether there is nothing of what is filtered by, as of a source that is not configured. */
function isMissing(error: Error | null): boolean {
  return error !== null && toApiError(error).code === 'not_found';
}

/** How often what counts runs is read again, in ms. */
export function countsInterval(): number {
  return needsPolling(null) ? IDLE_INTERVAL : EVENTS_INTERVAL;
}

/**
 * The runs that pass a filter, kept up to date by the server's events. Without them they are read again every 3 seconds (sooner
 * before the first run is there) while a source is being walked or a run goes on, else now and then; not in hidden tabs; no more
 * after five failures in a row (`paused`) until `again` succeeds. A list of groups reads no runs, only the counts.
 */
export function useRunList(params: RunListParams) {
  const client = useQueryClient();
  const [streak, setStreak] = useState(0);
  const paused = streak >= MOST_FAILURES;

  const sourcesQuery = useQuery({
    ...sourcesOptions(),
    refetchInterval: (query) => (paused ? false : sourcesInterval(query.state.data)),
  });
  const sources = sourcesQuery.data ?? NO_SOURCES;
  const walking = isWalking(sources);
  const fetching = fetchesThreads(sources);

  const query = useInfiniteQuery({
    ...runListOptions({ ...params, group: 'none' }),
    enabled: params.group === 'none',
    refetchInterval: ({ state }) => {
      if (paused || isMissing(state.error)) return false;
      const pages = state.data?.pages ?? [];
      if (walking && !pages.some((page) => page.items.length > 0)) return FIRST_INTERVAL;
      if (!needsPolling(null)) return EVENTS_INTERVAL;
      const live = walking || fetching || pages.some((page) => page.items.some((run) => !isTerminal(run) && !run.left));
      return live ? LIVE_INTERVAL * Math.max(1, Math.ceil(pages.length / LIVE_PAGES)) : IDLE_INTERVAL;
    },
  });
  const failures = useFailureStreak(query);
  if (failures !== streak) setStreak(failures);

  // Outside React: the network. What a walk, or the fetching of threads, found last is read when it ends.
  useEffect(() => {
    if (!walking && !fetching) return undefined;
    return () => void refreshRunLists(client);
  }, [walking, fetching, client]);

  const { data, hasNextPage, isFetching, fetchNextPage, refetch } = query;
  const runs = useMemo(() => (data ? eachOnce(data.pages.flatMap((page) => page.items)) : NO_RUNS), [data]);
  const polls = useLiveList(runs);
  const loadMore = useCallback(() => {
    if (hasNextPage && !isFetching) void fetchNextPage();
  }, [hasNextPage, isFetching, fetchNextPage]);
  const again = useCallback(() => {
    void refetch();
    void refreshSources(client);
  }, [refetch, client]);

  const complete = data !== undefined && !hasNextPage && params.group === 'none';
  return {
    runs,
    ...useTotal(params, data?.pages.at(-1)?.total ?? null, complete ? runs.length : null),
    failed: useFailedCount(params, runs, complete),
    sources,
    /** Whether one of them is being read is not known yet. */
    askingSources: sourcesQuery.isPending,
    walking,
    query,
    paused,
    polls,
    loadMore,
    again,
  };
}

/**
 * How many runs pass the filter: what the list said, what was read when that is all, else counted by the server. `tooMany`:
 * it said that counting them would take too long.
 */
function useTotal(params: RunListParams, said: number | null, read: number | null) {
  const known = said ?? read;
  const { data } = useQuery({
    ...runTotalOptions(params),
    enabled: known === null,
    refetchInterval: countsInterval,
  });
  return { total: known ?? data ?? null, tooMany: known === null && data === null };
}

/** How many of the filtered runs failed: counted here when all are read, else by the server; null where it is not known. */
function useFailedCount(params: RunListParams, runs: readonly Run[], complete: boolean): number | null {
  const asked = params.status.length === 0 || params.status.includes('failed');
  const { data } = useQuery({
    ...runTotalOptions({ ...params, status: ['failed'] }),
    enabled: asked && !complete,
    refetchInterval: countsInterval,
  });
  if (!asked) return null;
  return complete ? runs.filter((run) => run.status === 'failed').length : (data ?? null);
}

function sourcesInterval(page: SourcePage | undefined): number {
  if (fetchesThreads(page)) return FIRST_INTERVAL;
  if (!isWalking(page)) return countsInterval();
  return page?.items.some((source) => source.knownRuns > 0) ? LIVE_INTERVAL : FIRST_INTERVAL;
}

/** Whether threads are being fetched by their ids. */
function fetchesThreads(page: SourcePage | undefined): boolean {
  return page?.items.some(({ fetching }) => fetching.state === 'fetching' || fetching.state === 'waiting') ?? false;
}

function isWalking(page: SourcePage | undefined): boolean {
  return page?.items.some((source) => source.walk.state === 'walking') ?? false;
}

/** Pages that were read at different times may overlap. */
function eachOnce(runs: readonly ListedRun[]): ListedRun[] {
  return [...new Map(runs.map((run) => [`${run.source} ${run.key}`, run])).values()];
}
