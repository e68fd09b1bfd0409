import { dehydrate } from '@tanstack/react-query';
import { notFound } from 'next/navigation';
import { getQueryClient } from '#lib/client/query-client.ts';
import {
  MESSAGE_PAGE,
  newestRunsOptions,
  THREAD_RUN_PAGE,
  threadMessagesOptions,
  threadOptions,
} from '#lib/client/thread-queries.ts';
import { pack } from '#lib/contract/packed.ts';
import { isFailure } from '#lib/domain/failure.ts';
import { getThread, listThreadMessages, listThreadRuns } from '#lib/server/threads/read-thread.ts';

/** How long the source may take, in ms. */
const PATIENCE = 20_000;

/**
 * Reads what the first screen of a thread shows. A thread is not there when its source answers for neither it nor its
 * messages and runs; what else could not be read is left to the browser, which asks again and says why.
 */
export async function loadThread(source: string, id: string) {
  const signal = AbortSignal.timeout(PATIENCE);
  const [thread, messages, runs] = await Promise.allSettled([
    getThread(source, id, signal),
    listThreadMessages(source, id, { limit: MESSAGE_PAGE, order: 'asc' }, signal),
    listThreadRuns(source, id, { limit: THREAD_RUN_PAGE, order: 'desc' }, signal),
  ]);
  const lost = [thread, messages, runs].every(
    (read) => read.status === 'rejected' && isFailure(read.reason, 'not_found'),
  );
  if (lost) notFound();
  const client = getQueryClient();
  if (thread.status === 'fulfilled') client.setQueryData(threadOptions(source, id).queryKey, thread.value);
  if (runs.status === 'fulfilled') client.setQueryData(newestRunsOptions(source, id).queryKey, runs.value);
  if (messages.status === 'fulfilled') {
    const data = { pages: [messages.value], pageParams: [''] };
    client.setQueryData(threadMessagesOptions(source, id).queryKey, data);
  }
  return { state: pack(dehydrate(client)), loadedAt: Date.now() };
}
