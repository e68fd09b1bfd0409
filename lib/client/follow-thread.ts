import type { InfiniteData, QueryClient } from '@tanstack/react-query';
import { applyRunEvent, applyToMessages, type LiveTrace } from '../domain/apply-run-event.ts';
import type { Message } from '../domain/message.ts';
import type { Page } from '../domain/page.ts';
import type { Run } from '../domain/run.ts';
import type { RunEvent } from '../domain/run-event.ts';
import { runName } from './live-state.ts';
import { liveTab } from './live-tab.ts';
import type { LiveNews } from './tab-words.ts';
import { newestRunsOptions, threadMessagesOptions } from './thread-queries.ts';

/** Events reach the cache in batches, at most this often (milliseconds). */
const BATCH_EVERY = 100;

/**
 * Has the cache follow a thread until the returned function is called: its runs, and what those write that go on, which are
 * `unfinished` by name.
 */
export function followThread(
  client: QueryClient,
  { source, id }: { source: string; id: string },
  unfinished: readonly string[],
): () => void {
  const tab = liveTab();
  let waiting: LiveNews[] = [];
  let batch: ReturnType<typeof setTimeout> | undefined;
  const flush = () => {
    batch = undefined;
    const news = waiting;
    waiting = [];
    for (const one of news) {
      if (one.of === 'run') takeEvent(client, source, id, one.event);
      else if (one.of === 'list') void client.invalidateQueries({ queryKey: newestRunsOptions(source, id).queryKey });
      else if (one.run.source === source && one.run.threadId === id) takeRun(client, source, id, one.run);
    }
  };
  const hear = (news: readonly LiveNews[]) => {
    waiting.push(...news);
    batch ??= setTimeout(flush, BATCH_EVERY);
  };
  const stops = unfinished.map((run) => tab.watch({ run, hear }));
  stops.push(tab.watch({ run: null, rows: () => unfinished, hear }));
  return () => {
    clearTimeout(batch);
    for (const stop of stops) stop();
  };
}

/** Changes a run that is known; another one has the newest be read again. */
function takeRun(client: QueryClient, source: string, thread: string, run: Run): void {
  const { queryKey } = newestRunsOptions(source, thread);
  const name = runName(run.source, run.key);
  const known = client.getQueryData(queryKey)?.items.some((each) => runName(each.source, each.key) === name);
  if (known === false) void client.invalidateQueries({ queryKey });
  if (!known) return;
  client.setQueryData(queryKey, (page) => {
    if (!page) return page;
    const items = page.items.map((each) =>
      runName(each.source, each.key) === name
        ? applyRunEvent<LiveTrace>({ run: each, steps: [] }, { type: 'run_changed', run }).run
        : each,
    );
    return { ...page, items };
  });
}

function takeEvent(client: QueryClient, source: string, thread: string, event: RunEvent): void {
  const run = event.type === 'snapshot' ? event.trace.run : 'run' in event ? event.run : null;
  if (run) takeRun(client, source, thread, run);
  client.setQueryData<InfiniteData<Page<Message>, string>>(threadMessagesOptions(source, thread).queryKey, (data) => {
    const last = data?.pages.at(-1);
    // Messages that are not read to their end grow by being read on.
    if (!data || !last || last.nextCursor !== null) return data;
    const earlier = data.pages.slice(0, -1).flatMap((page) => page.items);
    const all = [...earlier, ...last.items];
    const after = applyToMessages(all, event);
    if (after === all) return data;
    return { ...data, pages: [...data.pages.slice(0, -1), { ...last, items: after.slice(earlier.length) }] };
  });
}
