import { type ApiError, errorOfResponse, toApiError } from './api-error.ts';
import { type SentEvent, sentEventReader } from './sent-events.ts';

/** How a connection stands; `refused` says that events cannot be had this way, and why. */
export type ConnectionState = { mode: 'connecting' | 'open' | 'unreachable' } | { mode: 'refused'; why: string };

export interface ConnectionListener {
  /** Events in their order, as many as arrived together. */
  onEvents: (events: SentEvent[]) => void;
  onState: (state: ConnectionState) => void;
}

export interface Connection {
  close: () => void;
  /** The id to go on from; null before the first event. */
  lastId: () => string | null;
}

/** The server sends something every 15 s. Without anything for so long (ms) the connection is taken for dead. */
const SILENCE = 40_000;
/** What ends sooner than this (ms) counts as a failure. */
const SHORT = 3_000;
const FIRST_WAIT = 400;
const LONGEST_WAIT = 10_000;
/** Where events are refused they are asked for again after this long (ms), twice as long each time up to the other. */
const REFUSED_WAIT = 15_000;
const LONGEST_REFUSED = 120_000;
/** After so many failures in a row it is found out whether the server answers anything at all. */
const ASK_AFTER = 3;

const HELD_BACK =
  'Nothing comes through from the Runlens server; a proxy in between may hold events back until they are complete.';
const BLOCKED = 'The Runlens server answers, but the connection for events does not come about.';

type Outcome = { ended: 'after' | 'before'; lived: number } | { silent: true } | { error: ApiError };

/**
 * Listens to the events at `path` and connects again whenever that breaks off, until it is closed. `from` is the id to go on
 * from. `alive` asks the server for something small and says whether it answered.
 */
export function connect(
  path: string,
  from: string | null,
  on: ConnectionListener,
  alive: (signal: AbortSignal) => Promise<boolean>,
): Connection {
  const leave = new AbortController();
  const { signal } = leave;
  let last = from;
  const hear = (events: SentEvent[]) => {
    last = events.findLast((event) => event.id !== null)?.id ?? last;
    const known = events.filter((event) => event.data !== '');
    if (known.length > 0 && !signal.aborted) on.onEvents(known);
  };
  const tell = (state: ConnectionState) => {
    if (!signal.aborted) on.onState(state);
  };
  const keep = async () => {
    let failures = 0;
    let refusals = 0;
    tell({ mode: 'connecting' });
    while (!signal.aborted) {
      const outcome = await listen(path, last, hear, () => tell({ mode: 'open' }), signal);
      if (signal.aborted) return;
      if ('ended' in outcome && outcome.ended === 'after') {
        refusals = 0;
        failures = outcome.lived < SHORT ? failures + 1 : 0;
        await pause(waitAfter(failures), signal);
        continue;
      }
      failures++;
      const why = 'silent' in outcome ? HELD_BACK : await refusal(outcome, failures, alive, signal);
      if (why === null) tell({ mode: 'unreachable' });
      else tell({ mode: 'refused', why });
      const wait = 'error' in outcome ? (outcome.error.retryAfter ?? 0) * 1000 : 0;
      await pause(Math.max(wait, why === null ? waitAfter(failures) : refusedWait(refusals++)), signal);
    }
  };
  void keep();
  return { close: () => leave.abort(), lastId: () => last };
}

/** Why events cannot be had, in a sentence; null where the server as a whole does not answer. */
async function refusal(
  outcome: Outcome,
  failures: number,
  alive: (signal: AbortSignal) => Promise<boolean>,
  signal: AbortSignal,
): Promise<string | null> {
  // A proxy answers 502 to 504 while the server behind it starts again.
  if ('error' in outcome && outcome.error.status > 0) {
    const down = outcome.error.code === 'invalid_answer' && outcome.error.status >= 502 && outcome.error.status <= 504;
    return down ? null : outcome.error.message;
  }
  return failures >= ASK_AFTER && (await alive(signal)) ? BLOCKED : null;
}

async function listen(
  path: string,
  last: string | null,
  hear: (events: SentEvent[]) => void,
  opened: () => void,
  signal: AbortSignal,
): Promise<Outcome> {
  const dead = new AbortController();
  const began = performance.now();
  let silence: ReturnType<typeof setTimeout> | undefined;
  const wake = () => {
    clearTimeout(silence);
    silence = setTimeout(() => dead.abort(), SILENCE);
  };
  let heard = false;
  try {
    wake();
    const headers = { accept: 'text/event-stream', ...(last === null ? {} : { 'last-event-id': last }) };
    const response = await fetch(path, { headers, cache: 'no-store', signal: AbortSignal.any([signal, dead.signal]) });
    const isStream = response.headers.get('content-type')?.startsWith('text/event-stream') ?? false;
    if (!response.ok || !isStream || !response.body) return { error: await errorOfResponse(response) };
    const read = sentEventReader();
    const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      wake();
      if (!heard) opened();
      heard = true;
      hear(read(value));
    }
  } catch (error) {
    if (dead.signal.aborted && !heard) return { silent: true };
    if (!heard && !signal.aborted && !(error instanceof TypeError)) return { error: toApiError(error) };
  } finally {
    clearTimeout(silence);
  }
  return { ended: heard ? 'after' : 'before', lived: performance.now() - began };
}

/** In ms, a little different each time, so that not all browsers come back at once. */
function waitAfter(failures: number): number {
  return Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** Math.max(0, failures - 1)) * (0.75 + Math.random() / 2);
}

function refusedWait(refusals: number): number {
  return Math.min(LONGEST_REFUSED, REFUSED_WAIT * 2 ** refusals);
}

/** Ends early when the network comes back. */
function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', end);
      globalThis.removeEventListener('online', end);
      resolve();
    };
    const timer = setTimeout(end, ms);
    signal.addEventListener('abort', end);
    globalThis.addEventListener('online', end);
  });
}
