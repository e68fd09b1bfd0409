import 'server-only';
import type { Message } from '../../domain/message.ts';
import type { Page, PageQuery } from '../../domain/page.ts';
import type { Run } from '../../domain/run.ts';
import type { Thread } from '../../domain/thread.ts';
import { withAssistantName } from '../runs/assistant-names.ts';
import { rememberRuns } from '../runs/known-runs.ts';
import { asRow, cutMessagePage } from '../runs/long-texts.ts';
import { readerOfThreads } from '../archiving/reader-of.ts';

/** Threads of a source that lists them, newest first. */
export async function listThreads(source: string, query: PageQuery, signal: AbortSignal): Promise<Page<Thread>> {
  const reader = await readerOfThreads(source);
  return reader.listThreads({ order: 'desc', ...query }, signal);
}

export async function getThread(source: string, thread: string, signal: AbortSignal): Promise<Thread> {
  const reader = await readerOfThreads(source);
  return reader.getThread(thread, signal);
}

/** Messages of a thread, oldest first unless `order` says otherwise. */
export async function listThreadMessages(
  source: string,
  thread: string,
  query: PageQuery,
  signal: AbortSignal,
): Promise<Page<Message>> {
  const reader = await readerOfThreads(source);
  return cutMessagePage(await reader.listMessages(thread, { order: 'asc', ...query }, signal));
}

/** Runs of a thread, newest first unless `order` says otherwise; they become known to the list. */
export async function listThreadRuns(
  source: string,
  thread: string,
  query: PageQuery,
  signal: AbortSignal,
): Promise<Page<Run>> {
  const reader = await readerOfThreads(source);
  const page = await reader.listRuns(thread, { order: 'desc', ...query }, signal);
  const items = await Promise.all(page.items.map((run) => withAssistantName(run, reader)));
  rememberRuns(items);
  return { ...page, items: items.map(asRow) };
}
