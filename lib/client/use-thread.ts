'use client';

import { useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useMemo, useState } from 'react';
import { isGoingOn, type Run } from '../domain/run.ts';
import { LIVE_INTERVAL, MOST_FAILURES, useFailureStreak } from './live.ts';
import { needsPolling, runName, setTransport, useTransport } from './live-state.ts';
import { newestRunsOptions, oldestRunsOptions, threadMessagesOptions, threadOptions } from './thread-queries.ts';
import { NOT_LOADED } from './use-live-run.ts';

/** Runs of a thread whose every event is heard; a thread has one that goes on, as a rule. */
const MOST_FOLLOWED = 3;

/**
 * A thread with its messages, oldest first, and its runs, kept up to date by the server's events. Without them everything is
 * read again every 3 seconds while a run goes on, not in hidden tabs, and no more after five failures in a row (`paused`) until
 * `again` succeeds.
 */
export function useThread(source: string, id: string) {
  const [streak, setStreak] = useState(0);
  const paused = streak >= MOST_FAILURES;

  const thread = useQuery(threadOptions(source, id));
  const newest = useQuery({
    ...newestRunsOptions(source, id),
    refetchInterval: ({ state }) =>
      !paused && needsPolling(null) && state.data?.items.some(goesOn) ? LIVE_INTERVAL : false,
  });
  const failures = useFailureStreak(newest);
  if (failures !== streak) setStreak(failures);
  const live = newest.data?.items.some(goesOn) ?? false;
  useLiveThread(source, id, newest.data?.items ?? NO_RUNS);

  const messages = useInfiniteQuery({
    ...threadMessagesOptions(source, id),
    // Messages that are not read to their end grow by "Show more" anyway.
    refetchInterval: ({ state }) => {
      const pages = state.data?.pages ?? [];
      return live && !paused && needsPolling(null) && pages.at(-1)?.nextCursor === null
        ? LIVE_INTERVAL * pages.length
        : false;
    },
  });
  const { refetch } = messages;
  // Outside React: the network. What the last run wrote is read when it ends.
  useEffect(() => {
    if (!live) return undefined;
    return () => void refetch();
  }, [live, refetch]);

  const oldest = useInfiniteQuery({
    ...oldestRunsOptions(source, id),
    enabled: newest.data !== undefined && newest.data.nextCursor !== null,
  });
  const items = useMemo(() => messages.data?.pages.flatMap((page) => page.items) ?? [], [messages.data]);
  const { runs, more } = useMemo(
    () =>
      allRuns(
        newest.data?.items ?? [],
        newest.data?.nextCursor ?? null,
        oldest.data?.pages.flatMap((page) => page.items),
        oldest.hasNextPage,
      ),
    [newest.data, oldest.data, oldest.hasNextPage],
  );

  const again = useCallback(() => {
    for (const query of [thread, newest, messages]) if (query.isError) void query.refetch();
    if (oldest.isError) void oldest.refetch();
  }, [thread, newest, messages, oldest]);

  return {
    thread,
    messages,
    newest,
    oldest,
    items,
    runs,
    moreRuns: more,
    unfinished: runsThatGoOn(newest.data?.items),
    paused,
    again,
  };
}

const NO_RUNS: Run[] = [];

function useLiveThread(source: string, id: string, runs: readonly Run[]): void {
  const client = useQueryClient();
  useTransport();
  const going = runs.filter(goesOn).slice(0, MOST_FOLLOWED);
  const names = going.map((run) => runName(run.source, run.key)).join(' ');
  // Outside React: the connection for events, which all tabs share.
  useEffect(() => {
    let stop: (() => void) | null = null;
    let left = false;
    import('./follow-thread.ts').then(
      ({ followThread }) => {
        if (!left) stop = followThread(client, { source, id }, names.split(' ').filter(Boolean));
      },
      () => setTransport({ mode: 'polling', why: NOT_LOADED, since: Date.now(), runs: [] }),
    );
    return () => {
      left = true;
      stop?.();
    };
  }, [client, source, id, names]);
}

/** Joins the newest runs with the oldest; `more` is true while some in between are not read yet, and then only the oldest are given. */
function allRuns(
  newest: readonly Run[],
  newestCursor: string | null,
  oldest: readonly Run[] | undefined,
  oldestHasMore: boolean,
): { runs: Run[]; more: boolean } {
  if (newestCursor === null) return { runs: [...newest], more: false };
  const known = new Map((oldest ?? []).map((run) => [run.key, run]));
  const meet = oldest !== undefined && (!oldestHasMore || newest.some((run) => known.has(run.key)));
  if (!meet) return { runs: [...known.values()], more: true };
  for (const run of newest) known.set(run.key, run);
  return { runs: [...known.values()], more: false };
}

function runsThatGoOn(runs: readonly Run[] | undefined): Run[] {
  return runs?.filter(goesOn) ?? [];
}

function goesOn(run: Run): boolean {
  return isGoingOn(run);
}
