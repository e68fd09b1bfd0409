'use client';

import { useQuery } from '@tanstack/react-query';
import { useDeferredValue, useMemo } from 'react';
import type { ApiError } from '#lib/client/api-error.ts';
import { type MessageList, messagesQuery } from '#lib/client/message-queries.ts';
import { useTransport } from '#lib/client/live-state.ts';
import { isPolled } from '#lib/client/run-queries.ts';
import type { TraceAccess } from '#lib/client/trace-access.ts';
import { lastSeen } from '#lib/domain/last-seen.ts';
import { isGoingOn } from '#lib/domain/run.ts';
import { countSteps, readSteps, type TraceState } from '#lib/domain/trace-state.ts';
import { traceWindow } from '#lib/domain/trace-window.ts';
import { isLong } from './long-run.ts';
import type { TraceFacts } from './trace-texts.ts';
import { useNow } from './use-now.ts';

/** Without events: how often the messages of a run that goes on are read again while one is missing (milliseconds). */
const MESSAGES_EVERY = 4_000;
/** How often time goes on in what is worked out from very many steps (milliseconds). */
const SLOW_TICK = 2_000;

/**
 * What the views need beside the steps; stays the same object until a part of it changes, so that views that do not
 * depend on new steps need not draw again. `messagesError` says why the messages could not be read.
 */
export function useFacts(
  access: TraceAccess,
  state: TraceState,
  serverNow: number,
): { facts: TraceFacts; messagesError: ApiError | null } {
  const { run, steps, tail } = state;
  const { shared } = access;
  const list = useQuery({
    ...messagesQuery(access),
    enabled: !access.recorded,
    refetchInterval: (query) =>
      isPolled(state, access) && lacksMessages(state, query.state.data) ? MESSAGES_EVERY : false,
  });
  const known = useDeferredValue(list.data);
  const messages = useMemo(() => new Map(known?.items.map((message) => [message.id, message])), [known]);
  const { mode, since } = useTransport();
  // Nothing is known of the time in which the server does not answer.
  const lost = mode === 'unreachable';
  const seen = useMemo(() => lastSeen(state), [state]);
  const left = seen !== null;
  const initial = seen ?? (lost ? since : serverNow);
  const ticking = isGoingOn(run) && !lost && !left;
  const now = useNow(initial, ticking);
  const clock = useNow(initial, ticking, isLong(countSteps(state)) ? SLOW_TICK : undefined);
  const read = useMemo(() => readSteps({ steps, tail }), [steps, tail]);
  const found = useMemo(() => traceWindow(run, read, clock), [run, read, clock]);
  const start = found?.start;
  const end = found?.end;
  const facts = useMemo((): TraceFacts => {
    const window = start === undefined || end === undefined ? null : { start, end };
    return { run, messages, now, clock, left, window, recipient: shared };
  }, [run, messages, now, clock, left, start, end, shared]);
  return { facts, messagesError: list.error };
}

/** Whether a run that goes on has lately written a message that is not in a list which was complete. */
function lacksMessages(state: TraceState, list: MessageList | undefined): boolean {
  if (state.settled || !list || list.nextCursor !== null) return false;
  const known = new Set(list.items.map((message) => message.id));
  return state.steps.slice(-20).some(({ messageId }) => messageId !== null && !known.has(messageId));
}
