import type { InfiniteData, QueryClient } from '@tanstack/react-query';
import type { Page } from '../domain/page.ts';
import { isTerminal } from '../domain/run.ts';
import type { RunRow } from '../domain/run-row.ts';
import { liveTab } from './live-tab.ts';
import type { LiveNews } from './tab-words.ts';
import { refreshRunLists, RUN_LISTS, type ListedRun, runSummaryOptions } from './run-list-queries.ts';
import { refreshSources } from './source-queries.ts';

/** What is new on the server is read after this long (ms), and again at most every so often. */
const SOON = 300;
const AGAIN = 2_000;

/** A list that is followed. */
export interface FollowedList {
  /** To be called when other rows are in view. */
  changed: () => void;
  stop: () => void;
}

/**
 * Has the cache follow what lists show: rows that are known change at once; what is new, or counts otherwise, is read again.
 * `rows` gives the names of the runs in view that go on.
 */
export function followList(
  client: QueryClient,
  rows: () => readonly string[],
  tab: Pick<ReturnType<typeof liveTab>, 'watch' | 'changed'> = liveTab(),
): FollowedList {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let readAt = Number.NEGATIVE_INFINITY;
  const readSoon = () => {
    timer ??= setTimeout(
      () => {
        timer = undefined;
        readAt = performance.now();
        void refreshRunLists(client);
        void refreshSources(client);
      },
      Math.max(SOON, readAt + AGAIN - performance.now()),
    );
  };
  const hear = (news: readonly LiveNews[]) => {
    for (const one of news) if (one.of === 'list' || (one.of === 'row' && !isKnown(client, one.run))) readSoon();
  };
  const stop = tab.watch({ run: null, rows, hear });
  return {
    changed: () => tab.changed(),
    stop: () => {
      clearTimeout(timer);
      stop();
    },
  };
}

/** Changes the row where lists hold it; gives whether they did and nothing but the row is to be changed. */
function isKnown(client: QueryClient, run: RunRow): boolean {
  let found = false;
  let counted = false;
  let settled = false;
  const changed = (before: ListedRun): ListedRun => {
    if (before.source !== run.source || before.key !== run.key) return before;
    found = true;
    if (isTerminal(before) && !isTerminal(run)) return before;
    counted ||= before.status !== run.status;
    // What was known of the steps of a run that has ended since is not the end of them.
    settled ||= isTerminal(before) && isTerminal(run) && run.summary !== null;
    const summary = isTerminal(run) && !isTerminal(before) ? null : (run.summary ?? before.summary ?? null);
    return { ...before, ...run, assistantName: run.assistantName ?? before.assistantName, summary };
  };
  client.setQueriesData<InfiniteData<Page<ListedRun>>>({ queryKey: RUN_LISTS }, (data) => {
    const pages = data?.pages.map((page) => {
      const items = page.items.map(changed);
      return items.some((item, i) => item !== page.items[i]) ? { ...page, items } : page;
    });
    return data && pages?.some((page, i) => page !== data.pages[i]) ? { ...data, pages } : data;
  });
  // What its steps are now is read anew, where it is in view and the event does not bring the last of it.
  if (found && !settled) void client.invalidateQueries({ queryKey: runSummaryOptions(run).queryKey });
  return found && !counted;
}
