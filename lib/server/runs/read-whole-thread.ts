import 'server-only';
import { type Failure, isFailure } from '../../domain/failure.ts';
import type { SourceReader } from '../upstream/dialect.ts';
import { inTurns } from '../upstream/page-turns.ts';
import { withAssistantName } from './assistant-names.ts';
import { rememberRuns } from './known-runs.ts';
import type { SharedRest } from './shared-rest.ts';

/** What came of reading one thread; `runs` were found. */
export interface ThreadRead {
  state: 'read' | 'missing' | 'failed';
  runs: number;
  /** Why it failed. */
  message: string | null;
}

/** A source whose list never ends is not read on. */
const MOST_RUNS = 200_000;
const TRIES = 4;
/** Where the source does not say how long to wait: the first pause, doubled each time, ms. */
const FIRST_PAUSE = 2000;
/** A source that asks for longer is asked again after this, ms. */
const LONGEST_PAUSE = 15 * 60_000;

/** Pauses that nobody counts: a source may ask for many. */
const PATIENCE: ReadonlySet<Failure['code']> = new Set(['rate_limited', 'overloaded']);
const AGAIN: ReadonlySet<Failure['code']> = new Set([
  'rate_limited',
  'overloaded',
  'upstream_error',
  'upstream_unreachable',
  'upstream_timeout',
]);
/** What will be the same for every other thread. */
const FINAL: ReadonlySet<Failure['code']> = new Set(['capability_missing', 'upstream_auth']);

/**
 * Reads all runs of a thread, in turns of pages; they are known then, and kept where there is an archive. Pauses as the source asks, with all
 * others that keep the same rest. Throws what every other thread would meet too.
 */
export async function readThread(
  reader: SourceReader,
  thread: string,
  rest: SharedRest,
  signal: AbortSignal,
): Promise<ThreadRead> {
  let runs = 0;
  let cursor: string | undefined;
  let tries = 0;
  const seen = new Set<string>();
  const read = async (): Promise<boolean> => {
    const { items, nextCursor } = await reader.listRuns(thread, { cursor, limit: 100, order: 'desc' }, signal);
    const fresh = items.filter(({ id }) => !seen.has(id) && seen.add(id));
    rememberRuns(await Promise.all(fresh.map((run) => withAssistantName(run, reader))));
    runs += fresh.length;
    cursor = nextCursor ?? undefined;
    return nextCursor !== null && fresh.length > 0 && runs < MOST_RUNS;
  };
  const readOn = async (): Promise<ThreadRead> => {
    for (;;) {
      await rest.over(signal);
      try {
        if (!(await read())) return { state: 'read', runs, message: null };
        tries = 0;
      } catch (error) {
        if (!isFailure(error) || FINAL.has(error.failure.code) || signal.aborted) throw error;
        const { code, message, retryAfter } = error.failure;
        if (code === 'not_found') return { state: 'missing', runs, message: null };
        const asked = PATIENCE.has(code) && retryAfter !== undefined;
        if (!AGAIN.has(code) || (!asked && ++tries >= TRIES)) return { state: 'failed', runs, message };
        const time = retryAfter === undefined ? FIRST_PAUSE * 2 ** tries : retryAfter * 1000;
        rest.ask(Math.min(time, LONGEST_PAUSE));
      }
    }
  };
  return inTurns(signal, readOn);
}
