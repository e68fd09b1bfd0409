import { QueryClient } from '@tanstack/react-query';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { aMessage, aRun, aStep } from '../domain/domain-fixtures.ts';
import type { Message } from '../domain/message.ts';
import type { RunEvent } from '../domain/run-event.ts';
import { ms } from '../domain/time.ts';
import { openTrace, type TraceState } from '../domain/trace-state.ts';
import { followRun } from './follow-run.ts';
import type { Watch } from './live-tab.ts';
import { type MessageList, messagesQuery } from './message-queries.ts';
import { traceQuery } from './run-queries.ts';
import { ownerAccess } from './trace-access.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const access = ownerAccess('s', 't.a');
const run = aRun({ source: 's', key: 't.a', status: 'in_progress', completedAt: null });
const going = aStep({ id: 'step_b', kind: 'message', messageId: 'msg_b', status: 'in_progress', completedAt: null });
const said = (text: string, status: string | null): Message =>
  aMessage({ id: 'msg_b', status, content: [{ type: 'text', text: { text }, annotations: [] }] });
const piece = (at: number, text: string): RunEvent => ({
  type: 'message_delta',
  delta: { id: 'msg_b', pieces: [{ path: 'content.0.text', at, text }] },
});

function followed() {
  const client = new QueryClient();
  const page = {
    items: [aStep({ id: 'step_a', status: 'completed', completedAt: ms(2) })],
    nextCursor: null,
    total: null,
  };
  client.setQueryData(traceQuery(access).queryKey, openTrace({ run, steps: page }));
  client.setQueryData<MessageList>(messagesQuery(access).queryKey, { items: [], nextCursor: null, total: null });
  const asked = { again: 0 };
  let watch: Watch | null = null;
  const stop = followRun(client, access, {
    watch: (one) => {
      watch = one;
      return () => (watch = null);
    },
    again: () => void asked.again++,
  });
  const hear = (...events: RunEvent[]) =>
    watch?.hear(events.map((event) => ({ of: 'run', source: 's', key: 't.a', event })));
  const state = () => client.getQueryData<TraceState>(traceQuery(access).queryKey);
  const words = () =>
    client
      .getQueryData<MessageList>(messagesQuery(access).queryKey)
      ?.items.map(({ content: [part] }) => (part?.type === 'text' ? part.text.text : ''));
  return { hear, state, words, asked, stop };
}

test('steps come and text grows in the cache; what comes twice or too early changes nothing; what is finished stays the same object', async () => {
  const { hear, state, words } = followed();
  const finished = state()?.steps[0];
  hear({ type: 'step_added', step: going }, { type: 'message_changed', message: said('', 'in_progress') });
  hear(piece(0, 'It is '), piece(0, 'It is '), piece(40, 'never'), piece(6, 'warm'));
  // Nothing is drawn more often than it can be read.
  expect(state()?.steps).toHaveLength(1);
  await vi.advanceTimersByTimeAsync(100);
  expect(state()?.steps.map(({ id }) => id)).toEqual(['step_a', 'step_b']);
  expect(state()?.steps[0]).toBe(finished);
  expect(words()).toEqual(['It is warm']);
  const before = state();
  hear(piece(6, 'warm'), { type: 'step_added', step: going });
  await vi.advanceTimersByTimeAsync(100);
  expect(state()).toBe(before);
  hear({ type: 'message_changed', message: said('It is warm.', 'completed') }, piece(11, ' And'));
  hear({ type: 'ended', run: { ...run, status: 'completed', completedAt: ms(9) } }, { type: 'run_changed', run });
  await vi.advanceTimersByTimeAsync(100);
  expect(words()).toEqual(['It is warm.']);
  expect(state()?.run.status).toBe('completed');
});

test('a run whose following broke off is asked for again, less and less often', async () => {
  const { hear, asked, stop } = followed();
  const error: RunEvent = { type: 'error', error: { code: 'upstream_timeout', message: 'The source is slow.' } };
  hear(error);
  await vi.advanceTimersByTimeAsync(2_100);
  expect(asked.again).toBe(1);
  hear(error);
  await vi.advanceTimersByTimeAsync(2_100);
  expect(asked.again).toBe(1);
  await vi.advanceTimersByTimeAsync(2_000);
  expect(asked.again).toBe(2);
  hear(error);
  stop();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(asked.again).toBe(2);
});
