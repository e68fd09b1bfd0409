import type { QueryClient } from '@tanstack/react-query';
import type { RunEvent } from '../domain/run-event.ts';
import type { TraceState } from '../domain/trace-state.ts';
import { applyEvents } from './apply-events.ts';
import { runName, setRunNews } from './live-state.ts';
import { liveTab } from './live-tab.ts';
import type { LiveNews } from './tab-words.ts';
import { traceQuery } from './run-queries.ts';
import type { TraceAccess } from './trace-access.ts';

/** Events reach the cache in batches, at most this often (milliseconds) in a short run; in long ones less often. */
const BATCH_EVERY = 60;
const STEPS_PER_MS = 50;
/** A run whose following broke off is asked for again after this long (ms), twice as long each time up to the other. */
const FIRST_AGAIN = 2_000;
const LAST_AGAIN = 60_000;

/** The tab's part in the connection, as far as it is needed here. */
export type Listening = Pick<ReturnType<typeof liveTab>, 'watch' | 'again'>;

/** Has the cache follow a run until the returned function is called. */
export function followRun(client: QueryClient, access: TraceAccess, tab: Listening = liveTab()): () => void {
  const { live } = access;
  if (!live) return () => {};
  const name = runName(live.source, live.key);
  const { queryKey } = traceQuery(access);
  let waiting: RunEvent[] = [];
  let batch: ReturnType<typeof setTimeout> | undefined;
  let retry: ReturnType<typeof setTimeout> | undefined;
  let broken = 0;

  const flush = () => {
    batch = undefined;
    const events = waiting;
    waiting = [];
    const now = Date.now();
    const changed = applyEvents(client, access, events) ? { changedAt: now } : {};
    setRunNews(name, { ...changed, ...(events.some(isPiece) ? { streamedAt: now } : {}) });
  };
  const take = (event: RunEvent) => {
    clearTimeout(retry);
    if (event.type === 'error') {
      setRunNews(name, { problem: event.error.message });
      retry = setTimeout(() => tab.again(), Math.min(LAST_AGAIN, FIRST_AGAIN * 2 ** broken++));
      return;
    }
    if (broken > 0) setRunNews(name, { problem: null });
    broken = 0;
    waiting.push(event);
  };
  const hear = (news: readonly LiveNews[]) => {
    for (const one of news) if (one.of === 'run') take(one.event);
    if (waiting.length === 0) return;
    const steps = client.getQueryData<TraceState>(queryKey)?.steps.length ?? 0;
    batch ??= setTimeout(flush, Math.max(BATCH_EVERY, steps / STEPS_PER_MS));
  };

  const leave = tab.watch({ run: name, hear });
  return () => {
    leave();
    clearTimeout(batch);
    clearTimeout(retry);
    if (waiting.length > 0) applyEvents(client, access, waiting);
    setRunNews(name, null);
  };
}

/** Only streams that pass through Runlens bring texts in pieces. */
function isPiece({ type }: RunEvent): boolean {
  return type === 'step_delta' || type === 'message_delta';
}
