import type { QueryClient } from '@tanstack/react-query';
import { applyRunEvent, type LiveTrace } from '../domain/apply-run-event.ts';
import type { RunEvent } from '../domain/run-event.ts';
import type { TraceState } from '../domain/trace-state.ts';
import { type MessageList, messagesQuery } from './message-queries.ts';
import { traceQuery } from './run-queries.ts';
import type { TraceAccess } from './trace-access.ts';

/**
 * Changes what the cache holds of a run, its messages among it, by events in their order. Gives whether they brought
 * anything new. Where no message has been read yet those of the events are left out: the first read brings them.
 */
export function applyEvents(client: QueryClient, access: TraceAccess, events: readonly RunEvent[]): boolean {
  const trace = traceQuery(access).queryKey;
  const messages = messagesQuery(access).queryKey;
  const state = client.getQueryData<TraceState>(trace);
  const list = client.getQueryData<MessageList>(messages);
  if (!state) return false;
  const before: TraceState & LiveTrace = { ...state, ...(list ? { messages: list.items } : {}) };
  const { messages: items, ...after } = events.reduce((known, event) => applyRunEvent(known, event), before);
  const spoken = list !== undefined && items !== undefined && items !== list.items;
  const changed = after.run !== state.run || after.steps !== state.steps || after.tail !== state.tail;
  if (spoken) client.setQueryData<MessageList>(messages, { ...list, items: [...items] });
  if (changed || after.nextCursor !== state.nextCursor) client.setQueryData<TraceState>(trace, after);
  return changed || spoken;
}
