import 'server-only';
import { fail, isFailure } from '../../domain/failure.ts';
import { isId } from '../../domain/ids.ts';
import { type KnownFetch, NO_KNOWN_FETCH } from '../../domain/source.ts';
import { ms } from '../../domain/time.ts';
import { recorder } from '../archiving/recorder.ts';
import { processState } from '../process-state.ts';
import { getSource } from '../upstream/sources.ts';
import { readThread } from './read-whole-thread.ts';
import { type SharedRest, sharedRest } from './shared-rest.ts';

const AT_ONCE = 2;
/** Threads that may be named at once, and wait together. */
const MOST = 10_000;
const MISSING_SHOWN = 20;

interface Fetch {
  state: KnownFetch;
  waiting: Set<string>;
  /** Threads of this fetch, tried or not. */
  asked: Set<string>;
  /** Why threads failed, the last time. */
  trouble: string | null;
  abort: AbortController | null;
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
  if (wrong !== undefined) fail('invalid_id', `This is not a thread id: ${wrong.slice(0, 80)}`);
  const before = fetches().get(source);
  const one = before?.abort ? before : begun();
  const fresh = [...new Set(threads)].filter((thread) => !one.asked.has(thread));
  if (one.waiting.size + fresh.length > MOST) fail('payload_too_large', `At most ${MOST} threads can wait at once.`);
  for (const thread of fresh) {
    one.asked.add(thread);
    one.waiting.add(thread);
  }
  one.state = { ...one.state, threads: one.asked.size };
  fetches().set(source, one);
  if (!one.abort) void run(source, one);
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

function begun(): Fetch {
  return {
    state: { ...NO_KNOWN_FETCH, state: 'fetching', missing: [] },
    waiting: new Set(),
    asked: new Set(),
    trouble: null,
    abort: null,
  };
}

async function run(source: string, one: Fetch): Promise<void> {
  const abort = new AbortController();
  one.abort = abort;
  const end = (state: KnownFetch['state'], message: string | null) => {
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
        const over = keeper?.asking(source, thread);
        try {
          await fetchOne(source, thread, one, rest, abort.signal);
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
