import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { connect, type ConnectionState } from './event-connection.ts';
import type { SentEvent } from './sent-events.ts';

beforeEach(() => {
  vi.useFakeTimers();
  const page = new EventTarget();
  vi.stubGlobal('addEventListener', page.addEventListener.bind(page));
  vi.stubGlobal('removeEventListener', page.removeEventListener.bind(page));
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

type Answer = (asked: { from: string | null; signal: AbortSignal }) => Response | Promise<Response>;

/** A connection to a server that answers one after the other; the last answer stays. */
function connected(answers: Answer[], alive = true) {
  const asked: (string | null)[] = [];
  vi.stubGlobal('fetch', async (_path: string, init: RequestInit) => {
    const from = new Headers(init.headers).get('last-event-id');
    const answer = answers[Math.min(asked.length, answers.length - 1)];
    asked.push(from);
    return answer?.({ from, signal: init.signal as AbortSignal });
  });
  const events: SentEvent[] = [];
  const states: ConnectionState[] = [];
  const on = {
    onEvents: (more: SentEvent[]) => events.push(...more),
    onState: (state: ConnectionState) => states.push(state),
  };
  const connection = connect('/api/runs/events', null, on, async () => alive);
  return { connection, asked, events, states, mode: () => states.at(-1)?.mode };
}

/** A stream that says `text`, and then ends, breaks off or says nothing more. */
const says =
  (text: string, then: 'ends' | 'breaks' | 'waits' = 'waits'): Answer =>
  ({ signal }) => {
    const body = new ReadableStream<Uint8Array>({
      start(controller) {
        if (text !== '') controller.enqueue(new TextEncoder().encode(text));
        if (then === 'ends') controller.close();
        if (then === 'breaks') setTimeout(() => controller.error(new TypeError('cut')), 100);
        signal.addEventListener('abort', () => controller.error(signal.reason));
      },
    });
    return new Response(body, { headers: { 'content-type': 'text/event-stream; charset=utf-8' } });
  };

const refuses: Answer = () => {
  throw new TypeError('Failed to fetch');
};

test('what breaks off is taken up again from the last id, and half an event is none', async () => {
  const { asked, events, mode, connection } = connected([
    says('id: e.1\nevent: a\ndata: 1\n\nid: e.2\nevent: b\nda', 'breaks'),
    says('id: e.2\nevent: b\ndata: 2\n\n'),
  ]);
  await vi.advanceTimersByTimeAsync(2_000);
  expect(asked).toEqual([null, 'e.1']);
  expect(events.map(({ type, data }) => [type, data])).toEqual([
    ['a', '1'],
    ['b', '2'],
  ]);
  expect(mode()).toBe('open');
  expect(connection.lastId()).toBe('e.2');
});

test('a server that is away is tried again until it is back', async () => {
  const { mode, states, asked } = connected(
    [says(': hb\n\n', 'ends'), refuses, refuses, refuses, refuses, says(': hb\n\n')],
    false,
  );
  await vi.advanceTimersByTimeAsync(1_500);
  expect(mode()).toBe('unreachable');
  await vi.advanceTimersByTimeAsync(30_000);
  expect(mode()).toBe('open');
  expect(asked).toHaveLength(6);
  expect(states.some((state) => state.mode === 'refused')).toBe(false);
});

test('a server that answers all but this is not waited for', async () => {
  const { states } = connected([refuses]);
  await vi.advanceTimersByTimeAsync(5_000);
  expect(states.at(-1)).toEqual({ mode: 'refused', why: expect.stringContaining('does not come about') });
});

test('where nothing comes through it says so, and what dies in silence is begun anew', async () => {
  const silent = connected([says('')]);
  await vi.advanceTimersByTimeAsync(41_000);
  expect(silent.states.at(-1)).toEqual({ mode: 'refused', why: expect.stringContaining('hold events back') });
  silent.connection.close();
  const dying = connected([says('id: e.4\n\n'), says(': hb\n\n')]);
  await vi.advanceTimersByTimeAsync(42_000);
  expect(dying.asked).toEqual([null, 'e.4']);
  expect(dying.mode()).toBe('open');
});

test('a proxy whose server is away counts as that; another answer is given as the reason', async () => {
  const gateway = connected([() => new Response('<h1>Bad gateway</h1>', { status: 502 })]);
  await vi.advanceTimersByTimeAsync(100);
  await vi.waitFor(() => expect(gateway.mode()).toBe('unreachable'), { timeout: 20_000 });
  gateway.connection.close();
  const error = { code: 'forbidden', message: 'Sign in first.', request_id: 'r' };
  const refused = connected([() => Response.json({ error }, { status: 403 })]);
  await vi.advanceTimersByTimeAsync(100);
  await vi.waitFor(() => expect(refused.states.at(-1)).toEqual({ mode: 'refused', why: 'Sign in first.' }), {
    timeout: 20_000,
  });
}, 60_000);

test('nothing is said after it was closed', async () => {
  const { connection, states, asked } = connected([says(': hb\n\n', 'ends')]);
  await vi.advanceTimersByTimeAsync(100);
  connection.close();
  const said = states.length;
  await vi.advanceTimersByTimeAsync(60_000);
  expect(states).toHaveLength(said);
  expect(asked.length).toBeLessThanOrEqual(1);
});
