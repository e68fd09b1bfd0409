import 'server-only';
import type { Page, PageQuery } from '../../../domain/page.ts';
import type { SourceReader } from '../dialect.ts';
import type { Upstream } from '../upstream-fetch.ts';
import { getListPage, getObject, type ListRequest, PageBudget } from './client.ts';
import { placeId, type WirePage } from './list-page.ts';
import { messageToDomain } from './message-to-domain.ts';
import { checkId } from './run-key.ts';
import { runToDomain } from './run-to-domain.ts';
import { threadToDomain } from './thread-to-domain.ts';

type ThreadReader = Pick<SourceReader, 'listThreads' | 'getThread' | 'listMessages' | 'listRuns'>;
type Order = 'asc' | 'desc';

/** Reads threads, and the messages and runs below one. */
export function threadReader(source: string, upstream: Upstream): ThreadReader {
  const readPage = (request: ListRequest, query: PageQuery, order: Order): Promise<WirePage> =>
    getListPage(upstream, request, { ...query, order }, new PageBudget());

  return {
    async listThreads(query, signal) {
      const order = query.order ?? 'desc';
      const page = await readPage({ capability: 'list_threads', path: ['threads'], signal }, query, order);
      return mapPage(page, (wire, index) => threadToDomain(wire, source, idAt('thread', order, query, index)));
    },

    async getThread(threadId, signal) {
      const path = threadPath(threadId);
      const request = { capability: 'thread', path, object: threadId, what: 'thread', signal } as const;
      return threadToDomain((await getObject(upstream, request)).value, source, threadId);
    },

    async listMessages(threadId, query, signal) {
      const parent = threadPath(threadId);
      const order = query.order ?? 'asc';
      const path = [...parent, 'messages'];
      const page = await readPage({ capability: 'messages', path, object: threadId, parent, signal }, query, order);
      return mapPage(page, (wire, index) => messageToDomain(wire, idAt('message', order, query, index)));
    },

    async listRuns(threadId, query, signal) {
      const parent = threadPath(threadId);
      const order = query.order ?? 'desc';
      const path = [...parent, 'runs'];
      const page = await readPage({ capability: 'list_runs', path, object: threadId, parent, signal }, query, order);
      return mapPage(page, (wire, index) =>
        runToDomain(wire, { source, threadId, fallbackId: idAt('run', order, query, index) }),
      );
    },
  };
}

/** Path of a thread; `invalid_id` when the id must not leave. */
export function threadPath(threadId: string): string[] {
  return ['threads', checkId(threadId, 'thread')];
}

/** A page of domain values. */
export function mapPage<T>(page: WirePage, map: (element: WirePage['elements'][number], index: number) => T): Page<T> {
  return { items: page.elements.map(map), nextCursor: page.nextCursor, total: null };
}

/** Id for an element that came without one. */
export function idAt(word: string, order: Order, query: PageQuery, index: number): string {
  return placeId(word, order, query.cursor || null, index);
}
