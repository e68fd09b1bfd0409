import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { apiPaths } from '../contract/api-paths.ts';
import type { Message } from '../domain/message.ts';
import type { Page } from '../domain/page.ts';
import type { Run } from '../domain/run.ts';
import { ApiError } from './api-error.ts';
import { fetchJson } from './fetch-json.ts';
import { answers } from './answer-schemas.ts';

/** Messages of one page. */
export const MESSAGE_PAGE = 50;
/** Runs of one page. */
export const THREAD_RUN_PAGE = 100;

/** The thread itself. */
export function threadOptions(source: string, thread: string) {
  return queryOptions({
    retry: mayPass,
    queryKey: ['threads', source, thread, 'thread'],
    queryFn: ({ signal }) => fetchJson(apiPaths.thread(source, thread), answers.thread, signal),
  });
}

/** Messages, oldest first, by pages. */
export function threadMessagesOptions(source: string, thread: string) {
  return infiniteQueryOptions({
    retry: mayPass,
    queryKey: ['threads', source, thread, 'messages'],
    queryFn: ({ pageParam, signal }) =>
      fetchJson(
        apiPaths.threadMessages(source, thread, paged(MESSAGE_PAGE, 'asc', pageParam)),
        answers.messagePage,
        signal,
      ),
    initialPageParam: '',
    getNextPageParam: (last: Page<Message>) => last.nextCursor,
  });
}

/** The newest runs: for most threads these are all of them. */
export function newestRunsOptions(source: string, thread: string) {
  return queryOptions({
    retry: mayPass,
    queryKey: ['threads', source, thread, 'newest runs'],
    queryFn: ({ signal }): Promise<Page<Run>> =>
      fetchJson(apiPaths.threadRuns(source, thread, paged(THREAD_RUN_PAGE, 'desc', '')), answers.runPage, signal),
  });
}

/** Runs, oldest first, by pages: for threads with more runs than one page. */
export function oldestRunsOptions(source: string, thread: string) {
  return infiniteQueryOptions({
    retry: mayPass,
    queryKey: ['threads', source, thread, 'oldest runs'],
    queryFn: ({ pageParam, signal }) =>
      fetchJson(apiPaths.threadRuns(source, thread, paged(THREAD_RUN_PAGE, 'asc', pageParam)), answers.runPage, signal),
    initialPageParam: '',
    getNextPageParam: (last: Page<Run>) => last.nextCursor,
  });
}

/** What a source cannot do at all is not asked again at once. */
function mayPass(failures: number, error: Error): boolean {
  return failures < 1 && error instanceof ApiError && error.status >= 500 && error.code !== 'capability_missing';
}

function paged(limit: number, order: 'asc' | 'desc', cursor: string): string {
  return `order=${order}&limit=${limit}${cursor && `&cursor=${encodeURIComponent(cursor)}`}`;
}
