import { dehydrate, HydrationBoundary } from '@tanstack/react-query';
import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { ThreadScreen } from '#components/thread/thread-screen.tsx';
import { getQueryClient } from '#lib/client/query-client.ts';
import {
  MESSAGE_PAGE,
  newestRunsOptions,
  THREAD_RUN_PAGE,
  threadMessagesOptions,
  threadOptions,
} from '#lib/client/thread-queries.ts';
import { isFailure } from '#lib/domain/failure.ts';
import { isId } from '#lib/domain/ids.ts';
import { listSources } from '#lib/server/sources/list-sources.ts';
import { getThread, listThreadMessages, listThreadRuns } from '#lib/server/threads/read-thread.ts';

interface Props {
  params: Promise<{ source: string; thread: string }>;
}

/** How long the source may take, in ms. */
const PATIENCE = 20_000;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: (await params).thread.slice(0, 128) };
}

/** A thread with the first of its messages and its newest runs. */
export default async function ThreadPage({ params }: Props) {
  const { source, thread } = await params;
  const known = listSources().items.find((each) => each.id === source);
  if (!known || !isId(thread)) notFound();
  const { state, loadedAt } = await load(source, thread);
  return (
    <HydrationBoundary state={state}>
      <ThreadScreen source={source} sourceName={known.name} id={thread} loadedAt={loadedAt} />
    </HydrationBoundary>
  );
}

/** A thread is not there when its source answers for neither it nor its messages and runs. The browser asks again for the rest. */
async function load(source: string, id: string) {
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
  return { state: dehydrate(client), loadedAt: Date.now() };
}
