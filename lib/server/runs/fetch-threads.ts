import 'server-only';
import { randomUUID } from 'node:crypto';
import { fail, isFailure } from '../../domain/failure.ts';
import { isId } from '../../domain/ids.ts';
import { type KnownFetch, NO_KNOWN_FETCH } from '../../domain/source.ts';
import { ms } from '../../domain/time.ts';
import { recorder } from '../archiving/recorder.ts';
import { processState } from '../process-state.ts';
import { findSource, getSource } from '../upstream/sources.ts';
import { dropFetch, FETCH_TURN, notePasted, putFetch, takeFetches } from './kept-fetches.ts';
import { readThread } from './read-whole-thread.ts';
import { type SharedRest, sharedRest } from './shared-rest.ts';

const AT_ONCE = 2;
/** Threads that may be named at once, and wait together. */
const MOST = 10_000;
const MISSING_SHOWN = 20;
/** How often it is written down how far a fetch is, and looked for those of servers that have ended, ms. */
const WRITE_EVERY = 5_000;
const AFTER_START = 5_000;

interface Fetch {
  id: string;
  state: KnownFetch;
  waiting: Set<string>;
  /** Threads that are being read. */
  underWay: Set<string>;
  /** Threads of this fetch, tried or not. */
  asked: Set<string>;
  /** Why threads failed, the last time. */
  trouble: string | null;
  abort: AbortController | null;
  /** Writes in their order; they never reject. */
  written: Promise<void>;
}

const fetches = () => processState('fetched-threads', () => new Map<string, Fetch>());

/** How far the fetching of a source's threads is; `idle` before the first. Throws `not_found` for an unknown source. */
export function fetchState(source: string): KnownFetch {
  getSource(source);
  const found = fetches().get(source)?.state ?? NO_KNOWN_FETCH;
  return { ...found, missing: [...found.missing] };
}

/**
 * Reads the runs of threads in the background, two threads at a time, with the pauses that the source asks for. Threads named
 * while others are being fetched are added to them. Throws `not_found` for an unknown source, `invalid_id` and
 * `payload_too_large`.
 */
export function fetchThreads(source: string, threads: readonly string[]): KnownFetch {
  getSource(source);
  const wrong: string | undefined = threads.find((thread) => !isThreadId(thread));
  if (wrong !== undefined) fail('invalid_id', `This is not a thread ID: ${wrong.slice(0, 80)}`);
  const before = fetches().get(source);
  const one = before?.abort ? before : begun();
  const fresh = [...new Set(threads)].filter((thread) => !one.asked.has(thread));
  if (one.waiting.size + fresh.length > MOST) fail('payload_too_large', `At most ${MOST} threads can wait at once.`);
  for (const thread of fresh) {
    one.asked.add(thread);
    one.waiting.add(thread);
  }
  one.state = { ...one.state, threads: one.state.threads + fresh.length };
  fetches().set(source, one);
  if (one.abort) writeDown(source, one);
  else void run(source, one);
  return fetchState(source);
}

/** Stops fetching; what was found stays. Throws `not_found` for an unknown source. */
export function stopFetch(source: string): KnownFetch {
  getSource(source);
  fetches().get(source)?.abort?.abort();
  return fetchState(source);
}

/** As `isId`, which would narrow what is not one to nothing. */
function isThreadId(text: string): boolean {
  return isId(text);
}

/** Begins to look for fetches that servers which ended have left, once for the process, soon after the start and then on. */
export function startFetches(): void {
  processState('fetches-taken-up', () => {
    const next = (wait: number) => {
      setTimeout(() => void resumeFetches().finally(() => next(FETCH_TURN)), wait).unref();
    };
    next(AFTER_START);
    return true;
  });
}

/** Goes on with the fetches that no server goes on with. Never rejects: what the archive refuses is looked for again. */
export async function resumeFetches(): Promise<void> {
  const isMine = (id: string) => [...fetches().values()].some((one) => one.id === id);
  const isWanted = (id: string, { source }: { source: string }) =>
    !isMine(id) && findSource(source)?.hasKey === true && !fetches().get(source)?.abort;
  for (const [id, { source, waiting, state }] of await takeFetches(isWanted).catch(() => [])) {
    // Of two lists for one source the other waits until this one is done.
    if (fetches().get(source)?.abort) continue;
    const threads = waiting.filter(isThreadId);
    const one: Fetch = { ...begun(), id, waiting: new Set(threads), asked: new Set(threads) };
    one.state = { ...NO_KNOWN_FETCH, ...state, state: 'fetching', message: null, finishedAt: null };
    fetches().set(source, one);
    void run(source, one);
  }
}

function writeDown(source: string, one: Fetch): void {
  const { id, state, underWay, waiting } = one;
  const fetch = { source, state, waiting: [...underWay, ...waiting] };
  // Without a note the fetch goes on, and ends with the process.
  one.written = one.written.then(() => putFetch(id, fetch)).catch(() => undefined);
}

function begun(): Fetch {
  return {
    id: randomUUID(),
    state: { ...NO_KNOWN_FETCH, state: 'fetching', missing: [] },
    waiting: new Set(),
    underWay: new Set(),
    asked: new Set(),
    trouble: null,
    abort: null,
    written: Promise.resolve(),
  };
}

async function run(source: string, one: Fetch): Promise<void> {
  const abort = new AbortController();
  one.abort = abort;
  writeDown(source, one);
  const writing = setInterval(() => writeDown(source, one), WRITE_EVERY).unref();
  const end = (state: KnownFetch['state'], message: string | null) => {
    clearInterval(writing);
    one.written = one.written.then(() => dropFetch(one.id)).catch(() => undefined);
    one.abort = null;
    one.state = { ...one.state, state, message, finishedAt: ms(Date.now()) };
  };
  try {
    // Without the archive the runs are known until the process ends.
    const keeper = await recorder().catch(() => null);
    keeper?.forget(source);
    const rest = sharedRest((until) => {
      const message =
        until === null ? one.trouble : `The source asked for a pause until ${new Date(until).toISOString()}.`;
      one.state = { ...one.state, state: until === null ? 'fetching' : 'waiting', message };
    });
    const worker = async () => {
      for (let [thread] = one.waiting; thread !== undefined; [thread] = one.waiting) {
        one.waiting.delete(thread);
        one.underWay.add(thread);
        const over = keeper?.asking(source, thread);
        await notePasted(source, thread);
        try {
          await fetchOne(source, thread, one, rest, abort.signal);
          one.underWay.delete(thread);
        } finally {
          // What was read is heard a moment after it was answered.
          if (over) setImmediate(over);
        }
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, worker));
    end('done', one.trouble);
  } catch (error) {
    if (abort.signal.aborted) return end('stopped', 'Fetching was stopped.');
    abort.abort();
    end('failed', isFailure(error) ? error.failure.message : 'Fetching met an unexpected error.');
  }
}

async function fetchOne(
  source: string,
  thread: string,
  one: Fetch,
  rest: SharedRest,
  signal: AbortSignal,
): Promise<void> {
  const { state, runs, message } = await readThread(getSource(source).reader, thread, rest, signal);
  signal.throwIfAborted();
  one.trouble = message ?? one.trouble;
  const { missing } = one.state;
  one.state = {
    ...one.state,
    done: one.state.done + 1,
    runs: one.state.runs + runs,
    missing: state === 'missing' && missing.length < MISSING_SHOWN ? [...missing, thread] : missing,
    missingCount: one.state.missingCount + (state === 'missing' ? 1 : 0),
    failed: one.state.failed + (state === 'failed' ? 1 : 0),
    message: one.state.state === 'waiting' ? one.state.message : one.trouble,
  };
}
