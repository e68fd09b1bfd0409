import { setTimeout } from 'node:timers/promises';
import { seriesOf, type WireObject } from './series.ts';
import { type Handler, type World, wireError, worldHandler } from './world.ts';

const BEGUN = 1_790_000_000;
const HTML = '<!doctype html><title>Bad gateway</title><h1>Bad gateway</h1>';
const encoder = new TextEncoder();

/** Breaks off in the middle: the connection is destroyed when the stream fails. */
function cutBody(): Response {
  const body = new ReadableStream<Uint8Array>({
    start: (controller) => controller.enqueue(encoder.encode('{"object":"list","data":[{"id":"step_1",')),
    pull: async (controller) => {
      await setTimeout(50);
      controller.error(new Error('cut'));
    },
  });
  return new Response(body, { headers: { 'content-type': 'application/json' } });
}

/** Begins well and then says nothing more. */
function stalledBody(): Response {
  const body = new ReadableStream<Uint8Array>({
    start: (controller) => controller.enqueue(encoder.encode('{"object":"list","data":[{"id":"step_1",')),
  });
  return new Response(body, { headers: { 'content-type': 'application/json' } });
}

/** The same page again and again, each time with the promise of more. */
function samePage(): Response {
  const data = ['step_loop_1', 'step_loop_2'].map((id) => ({
    id,
    object: 'thread.run.step',
    created_at: BEGUN,
    run_id: 'run_steps_loop',
    thread_id: 'thread_faulty',
    type: 'tool_calls',
    status: 'completed',
    step_details: { type: 'tool_calls', tool_calls: [] },
  }));
  return Response.json({ object: 'list', data, first_id: data[0]?.id, last_id: data[1]?.id, has_more: true });
}

/** How a request can go wrong, by the word after `fault_` in one of its ids. `turn` counts requests of the same path. */
const FAULTS: Record<string, (key: string, turn: number) => Response | Promise<Response> | null> = {
  http500: () => wireError(500, 'The server had an error.'),
  http503: () => new Response(HTML, { status: 503, headers: { 'content-type': 'text/html', 'retry-after': '1' } }),
  http500twice: (_key, turn) => (turn <= 2 ? wireError(500, 'The server had an error.') : null),
  http429: () => new Response('{}', { status: 429, headers: { 'retry-after': '30' } }),
  http429once: (_key, turn) =>
    turn === 1 ? new Response('{}', { status: 429, headers: { 'retry-after': '1' } }) : null,
  http408: () => wireError(408, 'Request timeout.'),
  http409: () => wireError(409, 'Conflict.'),
  http401: (key) => wireError(401, `Incorrect API key provided: ${key}.`, 'invalid_api_key'),
  http403: () => wireError(403, 'Country, region or territory not supported.'),
  http404: () => wireError(404, 'No such object.'),
  http400: (key) => wireError(400, `Bad request with ${key}`),
  html: () => new Response(HTML, { headers: { 'content-type': 'text/html' } }),
  badjson: () => new Response('{"object":"list","data":[', { headers: { 'content-type': 'application/json' } }),
  wrongshape: () => Response.json({ object: 'list', data: 'none' }),
  empty: () => new Response(null, { status: 200 }),
  redirect: () => new Response(null, { status: 302, headers: { location: 'http://attacker.invalid/' } }),
  cut: () => cutBody(),
  stall: () => stalledBody(),
  reset: () => {
    throw new Error('reset');
  },
  deep: () =>
    new Response(`${'['.repeat(5000)}${']'.repeat(5000)}`, { headers: { 'content-type': 'application/json' } }),
  gzip: () =>
    new Response('not really', { headers: { 'content-type': 'application/json', 'content-encoding': 'gzip' } }),
  nobody: () => new Response('null', { headers: { 'content-type': 'application/json' } }),
  loop: () => samePage(),
  hang: () => new Promise(() => {}),
};

export const FAULT_NAMES = Object.keys(FAULTS);

const run = (id: string, thread: string): WireObject => ({
  id,
  object: 'thread.run',
  created_at: BEGUN,
  completed_at: BEGUN + 60,
  assistant_id: 'asst_faulty',
  thread_id: thread,
  status: 'completed',
  model: 'model-faulty',
});

/**
 * A thread `thread_faulty` whose runs are well in the list: `run_fault_<name>` fails when it is asked for by id,
 * `run_steps_<name>` only when its steps are. `thread_fault_<name>` fails altogether.
 */
function faultyWorld(): World {
  const thread = (id: string) => ({ id, object: 'thread', created_at: BEGUN, metadata: {} });
  const threads = ['thread_faulty', ...FAULT_NAMES.map((name) => `thread_fault_${name}`)].map(thread);
  const runs = FAULT_NAMES.flatMap((name) => [`run_fault_${name}`, `run_steps_${name}`]);
  return {
    threads: seriesOf(threads),
    messages: () => seriesOf([]),
    runs: (id) => seriesOf(id === 'thread_faulty' ? runs.map((one) => run(one, id)) : []),
    steps: () => seriesOf([]),
    assistants: new Map([['asst_faulty', { id: 'asst_faulty', object: 'assistant', name: 'Unlucky' }]]),
    files: new Map(),
  };
}

export function faultyHandler(key: string): Handler {
  const whole = worldHandler(faultyWorld());
  const turns = new Map<string, number>();
  return async (request) => {
    const { pathname } = new URL(request.url);
    const name = /_fault_(\w+?)(?:\/|$)/.exec(pathname)?.[1] ?? /run_steps_(\w+?)\/steps/.exec(pathname)?.[1];
    const turn = (turns.get(pathname) ?? 0) + 1;
    turns.set(pathname, turn);
    const fault = name === undefined ? undefined : FAULTS[name];
    return (await fault?.(key, turn)) ?? whole(request);
  };
}
