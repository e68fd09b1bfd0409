import { queryOptions } from '@tanstack/react-query';
import type { Message } from '../domain/message.ts';
import type { Page } from '../domain/page.ts';
import { isTerminal, type Run } from '../domain/run.ts';
import { questionOf } from '../domain/run-question.ts';
import type { ApiError } from './api-error.ts';
import { fetchJson } from './fetch-json.ts';
import type { TraceAccess } from './trace-access.ts';
import { answers } from './answer-schemas.ts';

/** At most so many pages of 100 messages are read in search of what a run was started for. */
const MESSAGE_PAGES = 5;

/** Messages of a run's thread, newest first, back to the question that the run answers; `more` says that older ones exist. */
export interface ThreadTail {
  messages: Message[];
  more: boolean;
}

/** What stands before a run in its thread. Nothing where the run has no thread or the reader may not see it. */
export function threadTailQuery(access: Pick<TraceAccess, 'cacheKey' | 'threadMessagesPath'>, run: Run) {
  const { threadMessagesPath } = access;
  const { threadId } = run;
  return queryOptions<ThreadTail, ApiError>({
    queryKey: ['trace-thread', access.cacheKey],
    queryFn: async ({ signal }) => {
      const messages: Message[] = [];
      let cursor: string | null = null;
      for (let page = 0; threadMessagesPath && threadId && page < MESSAGE_PAGES; page++) {
        const next: Page<Message> = await fetchJson(threadMessagesPath(threadId, cursor), answers.messagePage, signal);
        messages.push(...next.items);
        if (next.nextCursor === null || next.nextCursor === cursor) return { messages, more: false };
        cursor = next.nextCursor;
        if (questionOf(run, messages, true).whole) break;
      }
      return { messages, more: cursor !== null };
    },
    enabled: threadMessagesPath !== null && threadId !== null,
    staleTime: Number.POSITIVE_INFINITY,
    structuralSharing: false,
    refetchOnWindowFocus: false,
  });
}

/** The first page of the runs of a run's thread, newest first; components get its runs. */
export function threadRunsQuery(
  access: Pick<TraceAccess, 'cacheKey' | 'threadRunsPath'>,
  run: Pick<Run, 'threadId' | 'status' | 'completedAt' | 'failedAt' | 'cancelledAt'>,
) {
  const { threadRunsPath } = access;
  const { threadId } = run;
  return queryOptions<Page<Run>, ApiError, Run[]>({
    queryKey: ['trace-thread-runs', access.cacheKey],
    queryFn: async ({ signal }) => {
      if (!threadRunsPath || threadId === null) return { items: [], nextCursor: null, total: 0 };
      return fetchJson(threadRunsPath(threadId), answers.runPage, signal);
    },
    select: runsOf,
    enabled: threadRunsPath !== null && threadId !== null,
    staleTime: isTerminal(run) ? 60_000 : 15_000,
    refetchOnWindowFocus: false,
  });
}

function runsOf(page: Page<Run>): Run[] {
  return page.items;
}
