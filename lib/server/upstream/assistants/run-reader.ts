import 'server-only';
import { isJsonObject, type Json } from '../../../domain/json.ts';
import type { PolledRun, SourceReader } from '../dialect.ts';
import type { Upstream, UpstreamJson } from '../upstream-fetch.ts';
import { getListPage, getObject, type ListRequest, PageBudget } from './client.ts';
import { messageToDomain } from './message-to-domain.ts';
import { checkId, parseRunKey, type RunIds } from './run-key.ts';
import { runToDomain } from './run-to-domain.ts';
import { idAt, mapPage, threadPath } from './thread-reader.ts';

/** Pages read on in search of a message of the run, where a host ignores the filter. */
const FILTERED_PAGES = 5;

interface RunReader extends Pick<SourceReader, 'getRun' | 'pollRun' | 'listRunMessages'> {
  /** The run's own JSON, as the source sent it. */
  rawRun(key: string, signal: AbortSignal): Promise<string>;
  /** JSON of a message of the run's thread, as the source sent it. */
  rawMessage(key: string, messageId: string, signal: AbortSignal): Promise<string>;
}

/** Reads one run and the messages it wrote. */
export function runReader(source: string, upstream: Upstream): RunReader {
  /** No `parent` here: a deleted run would look like a host that cannot read runs. */
  const fetchRun = (key: string, signal: AbortSignal): Promise<UpstreamJson> => {
    const ids = parseRunKey(key);
    const request = { capability: 'run', path: runPath(ids), object: ids.runId, what: 'run', signal } as const;
    return getObject(upstream, request);
  };

  const pollRun = async (key: string, signal: AbortSignal): Promise<PolledRun> => {
    const { threadId, runId } = parseRunKey(key);
    const { value, pollAfter = null } = await fetchRun(key, signal);
    const run = runToDomain(value, { source, threadId, fallbackId: runId });
    return { run: { ...run, key }, pollAfter };
  };

  return {
    getRun: async (key, signal) => (await pollRun(key, signal)).run,
    pollRun,

    async listRunMessages(key, query, signal) {
      const { threadId, runId } = parseRunKey(key);
      const request: ListRequest = {
        capability: 'messages',
        path: [...threadPath(threadId), 'messages'],
        query: [['run_id', runId]],
        object: threadId,
        // The run, not the thread: a filter by a run that is gone may be answered 404.
        parent: runPath({ threadId, runId }),
        signal,
      };
      const order = query.order ?? 'asc';
      const budget = new PageBudget();
      let cursor = query.cursor;
      for (let read = 1; ; read++) {
        const asked = { ...query, cursor, order };
        const page = await getListPage(upstream, request, asked, budget);
        const all = mapPage(page, (wire, index) => ({
          ofRun: isOfRun(wire, runId),
          message: messageToDomain(wire, idAt('message', order, asked, index)),
        }));
        const items = all.items.filter((item) => item.ofRun).map((item) => item.message);
        const enough = items.length > 0 || read >= FILTERED_PAGES || budget.left <= 0;
        if (page.nextCursor === null || enough) return { items, nextCursor: page.nextCursor, total: null };
        cursor = page.nextCursor;
      }
    },

    async rawRun(key, signal) {
      return (await fetchRun(key, signal)).text;
    },

    async rawMessage(key, messageId, signal) {
      const path = [...threadPath(parseRunKey(key).threadId), 'messages', checkId(messageId, 'message')];
      const request = { capability: 'message', path, object: messageId, what: 'message', signal } as const;
      return (await getObject(upstream, request)).text;
    },
  };
}

/** Path of a run; `invalid_id` when an id must not leave. */
export function runPath({ threadId, runId }: RunIds): string[] {
  return [...threadPath(threadId), 'runs', checkId(runId, 'run')];
}

/** A message that does not name its run is believed to the filter, unless a user wrote it. */
function isOfRun(wire: Json, runId: string): boolean {
  if (!isJsonObject(wire)) return false;
  return Object.hasOwn(wire, 'run_id') ? wire.run_id === runId : wire.role !== 'user';
}
