import { type QueryClient, queryOptions } from '@tanstack/react-query';
import { isMessageCut, type Message, messageLength } from '../domain/message.ts';
import type { Page } from '../domain/page.ts';
import type { ApiError } from './api-error.ts';
import { fetchJson } from './fetch-json.ts';
import { makeSlots } from './slots.ts';
import type { TraceAccess } from './trace-access.ts';
import { answers } from './answer-schemas.ts';

/** Messages of a run that have been read so far, in the source's order; `nextCursor` says where the rest begins. */
export type MessageList = Page<Message>;

/** The most pages that are read in search of one message. */
const MAX_PAGES = 100;

/** One search at a time: the next one finds what the one before it came across. */
const slots = makeSlots(1);

/** The first messages of a run; `findMessageQuery` adds what it comes across. */
export function messagesQuery(access: Pick<TraceAccess, 'cacheKey' | 'messagesPath'>) {
  return queryOptions<MessageList, ApiError>({
    queryKey: ['trace-messages', access.cacheKey],
    queryFn: async ({ client, queryKey, signal }) => {
      const page: MessageList = await fetchJson(access.messagesPath(null), answers.messagePage, signal);
      const known = client.getQueryData<MessageList>(queryKey);
      return known ? withHeard(page, known) : page;
    },
    staleTime: Number.POSITIVE_INFINITY,
    structuralSharing: false,
    refetchOnWindowFocus: false,
  });
}

/**
 * One message by id, with texts as whole as a list gives them, or null when the source has none of that id. Reads on in
 * the list until it is found, and from the beginning when the one that is known was cut or is not there.
 */
export function findMessageQuery(access: TraceAccess, id: string) {
  return queryOptions<Message | null, ApiError>({
    queryKey: ['trace-message', access.cacheKey, id],
    queryFn: ({ client, signal }) => slots(() => findMessage(client, access, id, signal), signal),
    staleTime: 30_000,
    structuralSharing: false,
    refetchOnWindowFocus: false,
  });
}

/** A page that was read, with what events told of messages that are being written, where that is more: texts never shrink. */
function withHeard(page: MessageList, known: MessageList): MessageList {
  const writing = known.items.filter((message) => message.status === 'in_progress');
  if (writing.length === 0) return page;
  const heard = new Map(writing.map((message) => [message.id, message]));
  const items = page.items.map((message) => {
    const before = heard.get(message.id);
    heard.delete(message.id);
    return before && messageLength(before) > messageLength(message) ? before : message;
  });
  return { ...page, items: [...items, ...heard.values()] };
}

async function findMessage(
  client: QueryClient,
  access: TraceAccess,
  id: string,
  signal: AbortSignal,
): Promise<Message | null> {
  const { queryKey } = messagesQuery(access);
  const refused = client.getQueryState<MessageList, ApiError>(queryKey)?.error;
  // A source without messages is not asked again for each of them.
  if (refused?.code === 'capability_missing') throw refused;
  const known = client.getQueryData<MessageList>(queryKey);
  const before = known?.items.find((message) => message.id === id);
  if (before && !isMessageCut(before)) return before;
  let cursor = before ? null : (known?.nextCursor ?? null);
  for (let page = 0; page < MAX_PAGES; page++) {
    const next: MessageList = await fetchJson(access.messagesPath(cursor), answers.messagePage, signal);
    const whole = cursor === null;
    client.setQueryData<MessageList>(queryKey, (list) => merge(list, next, whole));
    const found = next.items.find((message) => message.id === id);
    if (found) return found;
    if (next.nextCursor === null || next.nextCursor === cursor) return null;
    cursor = next.nextCursor;
  }
  return null;
}

/** Adds a page; known ids are replaced in place. A page from the beginning does not move the end of what is known. */
function merge(before: MessageList | undefined, next: MessageList, fromStart: boolean): MessageList {
  if (!before) return next;
  const fresh = new Map(next.items.map((message) => [message.id, message]));
  const items = before.items.map((message) => fresh.get(message.id) ?? message);
  const known = new Set(before.items.map((message) => message.id));
  items.push(...next.items.filter((message) => !known.has(message.id)));
  return { items, nextCursor: fromStart ? before.nextCursor : next.nextCursor, total: before.total };
}
