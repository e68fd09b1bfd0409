import 'server-only';
import { FailureError, isFailure } from '../../domain/failure.ts';
import type { Message } from '../../domain/message.ts';
import type { Page, PageQuery } from '../../domain/page.ts';
import type { Run } from '../../domain/run.ts';
import type { Thread } from '../../domain/thread.ts';
import { ALL_RUNS } from '../archive/run-query.ts';
import { theArchive } from '../archiving/the-archive.ts';
import { keptRow, withLeft } from '../runs/kept-row.ts';
import { withAssistantName } from '../runs/assistant-names.ts';
import { requireKnownSource } from '../runs/known-source.ts';
import { rememberRuns } from '../runs/known-runs.ts';
import { asRow, cutMessagePage } from '../runs/long-texts.ts';
import { findSource } from '../upstream/sources.ts';
import { readerOfThreads } from '../archiving/reader-of.ts';

/** Threads of a source that lists them, newest first. Throws `not_found` for a source that is not there. */
export async function listThreads(source: string, query: PageQuery, signal: AbortSignal): Promise<Page<Thread>> {
  await requireKnownSource([source]);
  const reader = await readerOfThreads(source);
  return reader.listThreads({ order: 'desc', ...query }, signal);
}

/** A thread; of one that nobody can be asked for, and of which only messages or runs are kept, its id. */
export async function getThread(source: string, thread: string, signal: AbortSignal): Promise<Thread> {
  const reader = await readerOfThreads(source);
  try {
    return await reader.getThread(thread, signal);
  } catch (error) {
    if (!isFailure(error, 'not_found') || findSource(source)?.hasKey) throw error;
    await listThreadMessages(source, thread, { limit: 1 }, signal).catch(() => {
      throw ofNoSource(source, error);
    });
    const nothing = { object: null, createdAt: null, metadata: null, toolResources: null, extra: {} };
    return { source, id: thread, ...nothing };
  }
}

/** Messages of a thread, oldest first unless `order` says otherwise. */
export async function listThreadMessages(
  source: string,
  thread: string,
  query: PageQuery,
  signal: AbortSignal,
): Promise<Page<Message>> {
  const reader = await readerOfThreads(source);
  try {
    return cutMessagePage(await reader.listMessages(thread, { order: 'asc', ...query }, signal));
  } catch (error) {
    return { ...(await runsOfPieces(source, thread, query, error)), items: [] };
  }
}

/** Runs of a thread, newest first unless `order` says otherwise; they become known to the list. */
export async function listThreadRuns(
  source: string,
  thread: string,
  query: PageQuery,
  signal: AbortSignal,
): Promise<Page<Run>> {
  const reader = await readerOfThreads(source);
  try {
    const page = await reader.listRuns(thread, { order: 'desc', ...query }, signal);
    const items = await Promise.all(page.items.map((run) => withAssistantName(run, reader)));
    rememberRuns(items);
    return { ...page, items: items.map((run) => withLeft(asRow(run), false)) };
  } catch (error) {
    return runsOfPieces(source, thread, query, error);
  }
}

/**
 * The runs of a thread that is known by steps of theirs and nothing else, which no list of its objects tells. Throws `error`
 * where it is another than that there is no such thread, and where there is none.
 */
async function runsOfPieces(
  source: string,
  thread: string,
  { limit, cursor, order = 'desc' }: PageQuery,
  error: unknown,
): Promise<Page<Run>> {
  if (!isFailure(error, 'not_found') || cursor !== undefined) throw error;
  const archive = await theArchive().catch(() => null);
  const known = { ...ALL_RUNS, source: [source], thread, dir: order };
  const found = await archive?.listRuns(known, { limit }).catch(() => null);
  if (!found || found.items.length === 0) throw ofNoSource(source, error);
  return { items: await Promise.all(found.items.map(keptRow)), nextCursor: null, total: null };
}

/** What to say of a thread that is not kept: that its source is not configured either, where that is so. */
function ofNoSource(source: string, error: FailureError): FailureError {
  const message = 'No source of that ID is configured here, and the archive has no such thread.';
  return findSource(source) ? error : new FailureError({ code: 'not_found', message });
}
