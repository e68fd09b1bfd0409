import 'server-only';
import { isFailure } from '../../domain/failure.ts';
import { isTerminal, type Run } from '../../domain/run.ts';
import type { Archive, RunOrigin } from '../archive/archive.ts';
import { readEnvironment } from '../env.ts';
import { processState } from '../process-state.ts';
import { onWireObjects } from '../upstream/answer-tap.ts';
import { findSource } from '../upstream/sources.ts';
import type { WireObject } from '../upstream/wire-store.ts';
import { createKeepQueue, type KeepJob, type KeepQueue } from './keep-queue.ts';
import { type KeepResult, keepRun } from './keep-run.ts';
import { createHeardKeeper } from './keep-heard.ts';
import { oldestKept } from './retention.ts';
import { theArchive } from './the-archive.ts';

/** How long what is heard waits for more, and how much may wait; times in ms, texts in characters. */
const GATHER = 500;
const MOST_HEARD = 32 * 1024 * 1024;
/** A run that was opened is read after its page, whose answers then need not be asked for again. */
const AFTER_PAGE = 1_500;
/** A run that goes on and is looked at is kept anew so often. */
const LIVE_AGAIN = 30_000;
/** A run that has ended and of which the source does not give everything is read again for whoever looks at it after so long. */
const PARTIAL_AGAIN = 10 * 60_000;
const MOST_REMEMBERED = 20_000;

interface Recorder {
  /** Somebody looks at a run, which was read from its source just now; `again` where it is to be kept anew in any case. */
  viewed(run: Run, again: boolean): void;
  /** A run was told of by the way. */
  heard(run: Run, origin: RunOrigin): void;
  /** Keeps a run at once, read anew; null where its source is not configured. A long one goes on behind the answer. */
  now(job: KeepJob, signal: AbortSignal): Promise<KeepResult | null>;
  /** Somebody wants things of a source anew: what was kept of it once may have been deleted since. */
  forget(source: string): void;
  /** Somebody wants all of a source anew, what was deleted with it as well. Rejects as the archive does. */
  again(source: string): Promise<void>;
  /** Somebody asks for the runs of a thread, deleted ones as well: for what is read of it until the function given is called. */
  asking(source: string, thread: string): () => void;
  /** Runs that wait to be kept or are being kept. */
  waiting(): number;
  /** Waits until what was heard so far is kept and the queue is empty. For tests. */
  settled(): Promise<void>;
  stop(): Promise<void>;
}

/** Why what is seen is not kept at present, in a sentence for people; null while all is well. */
export function recordingProblem(): string | null {
  return state().problem;
}

const state = () =>
  processState('recorder', () => ({ made: null as Promise<Recorder | null> | null, problem: null as string | null }));

/** Begins to keep what sources answer, once for the process. Null where there is no archive. */
export function recorder(): Promise<Recorder | null> {
  const known = state();
  known.made ??= theArchive().then(
    (archive) => archive && record(archive),
    (error: unknown) => {
      // The next who asks tries again.
      known.made = null;
      throw error;
    },
  );
  return known.made;
}

/**
 * Has a run that somebody looks at kept; `again` even where it was kept whole before. Returns at once and never fails.
 */
export function noteViewed(run: Run, again = false): void {
  recorder().then(
    (found) => found?.viewed(run, again),
    () => undefined,
  );
}

/** Has a run that has ended, and that somebody else was told of, read whole and kept. Returns at once and never fails. */
export function noteHeard(run: Run, origin: RunOrigin): void {
  recorder().then(
    (found) => found?.heard(run, origin),
    () => undefined,
  );
}

/**
 * Reads a run anew from its source and keeps it, for somebody who waits for it. Null where there is no archive or no such
 * source; failures of the source and the archive give `later`.
 */
export async function keepNow(source: string, key: string, signal: AbortSignal): Promise<KeepResult | null> {
  const found = await recorder().catch(() => null);
  return found ? found.now({ source, key, origin: 'view' }, signal) : null;
}

/** Runs that wait to be kept or are being kept; 0 where nothing is kept (yet). */
export async function queueLength(): Promise<number> {
  return (await state().made?.catch(() => null))?.waiting() ?? 0;
}

/** Ends keeping: what is under way is given up, what was heard is kept first. */
export async function stopRecorder(): Promise<void> {
  const found = await state().made?.catch(() => null);
  state().made = null;
  await found?.stop();
}

function record(archive: Archive): Recorder {
  const heard = createHeardKeeper(archive);
  /** Runs that were read to the end, by their state then: nothing new is to be had of them. */
  const done = new Map<string, Done>();
  const lastLive = new Map<string, number>();
  /** Runs that were opened just now. */
  const opened = new Map<string, { begin: () => void; wait: NodeJS.Timeout }>();
  /** Threads that are asked for, and what of them was heard and waits to be kept, each with its source. */
  const askedThreads = new Map<string, number>();
  let asked = new Set<string>();
  let gathered: { source: string; objects: WireObject[] }[] = [];
  let length = 0;
  let timer: NodeJS.Timeout | null = null;
  let flushing: Promise<void> = Promise.resolve();

  const trouble = (error: unknown): void => {
    state().problem = isFailure(error) ? error.failure.message : 'An unexpected error.';
    if (!isFailure(error)) process.emitWarning(`Not kept: ${error instanceof Error ? error.message : String(error)}`);
  };

  const work = async (
    { source: id, key, origin }: KeepJob,
    signal: AbortSignal,
    fresh = false,
  ): Promise<KeepResult> => {
    const source = findSource(id);
    if (!source) return { state: 'gone' };
    if (!source.hasKey) return { state: 'partial' };
    try {
      const result = await keepRun(archive, source, key, origin, signal, fresh);
      const { state: became } = result;
      if (became !== 'later' && became !== 'ongoing') remember(done, `${id} ${key}`, { state: became, at: Date.now() });
      state().problem = null;
      return result;
    } catch (error) {
      if (!signal.aborted) trouble(error);
      return { state: 'later', retryAfter: null };
    }
  };
  const queue: KeepQueue = createKeepQueue((job, signal) => work(job, signal));

  const add = (job: KeepJob, name: string): void => {
    if (opened.has(name)) return;
    if (job.origin !== 'view') return queue.add(job);
    const begin = () => {
      clearTimeout(wait);
      opened.delete(name);
      queue.add(job);
    };
    const wait = setTimeout(begin, AFTER_PAGE).unref();
    opened.set(name, { begin, wait });
  };

  const offer = (run: Run, origin: RunOrigin, again = false): void => {
    const { source, key } = run;
    const name = `${source} ${key}`;
    if (isTerminal(run)) {
      const before = done.get(name);
      if (!again && before && !(origin === 'view' && helpsToReadAgain(before))) return;
    } else {
      if (origin !== 'view' || Date.now() - (lastLive.get(name) ?? 0) <= LIVE_AGAIN) return;
      remember(lastLive, name, Date.now());
    }
    add({ source, key, origin }, name);
  };

  const flush = (): Promise<void> => {
    timer = null;
    const batch = gathered;
    const wanted = asked;
    gathered = [];
    asked = new Set();
    length = 0;
    const keep = async () => {
      const oldest = oldestKept(readEnvironment().retentionDays, Date.now());
      const isAsked = (source: string, id: string) => wanted.has(`${source} ${id}`);
      const originOf = (source: string, key: string, run: string): RunOrigin => {
        if (opened.has(`${source} ${key}`)) return 'view';
        return isAsked(source, run) ? 'paste' : 'walk';
      };
      try {
        for (const run of await heard.keep(batch, { originOf, isAsked, oldest })) offer(run, 'walk');
        if (batch.length > 0) state().problem = null;
      } catch (error) {
        trouble(error);
      }
    };
    flushing = flushing.then(keep);
    return flushing;
  };

  const forget = (source: string): void => {
    heard.forget(source);
    for (const name of done.keys()) if (name.startsWith(`${source} `)) done.delete(name);
  };

  const end = onWireObjects((source, objects) => {
    const wanted = objects.filter((one) => one.kind !== 'step');
    const size = wanted.reduce((sum, one) => sum + one.text.length, 0);
    if (wanted.length === 0 || length + size > MOST_HEARD) return;
    gathered.push({ source, objects: wanted });
    for (const { kind, id, threadId } of wanted) {
      const thread = kind === 'thread' ? id : kind === 'run' ? threadId : null;
      if (askedThreads.has(`${source} ${thread}`)) asked.add(`${source} ${id}`);
    }
    length += size;
    timer ??= setTimeout(() => void flush(), GATHER).unref();
  });

  return {
    viewed: (run, again) => offer(run, 'view', again),
    heard: (run, origin) => offer(run, origin),
    async now(job, signal) {
      if (!findSource(job.source)?.hasKey) return null;
      const result = await work(job, signal, true);
      if (result.state === 'later' && result.long === true) queue.add(job);
      return result;
    },
    forget,
    async again(source) {
      forget(source);
      await archive.allowSource(source);
    },
    asking(source, thread) {
      const name = `${source} ${thread}`;
      askedThreads.set(name, (askedThreads.get(name) ?? 0) + 1);
      return () => {
        const left = (askedThreads.get(name) ?? 1) - 1;
        if (left > 0) askedThreads.set(name, left);
        else askedThreads.delete(name);
      };
    },
    waiting: () => queue.length,
    async settled() {
      do {
        if (timer) clearTimeout(timer);
        await flush();
        for (const { begin } of opened.values()) begin();
        while (queue.length > 0) await new Promise((resolve) => setTimeout(resolve, 5));
      } while (gathered.length > 0);
    },
    async stop() {
      end();
      queue.stop();
      if (timer) clearTimeout(timer);
      for (const { wait } of opened.values()) clearTimeout(wait);
      await flush();
    },
  };
}

/** What became of a run that had ended, and when (ms since 1970). */
interface Done {
  state: 'whole' | 'partial' | 'gone';
  at: number;
}

function helpsToReadAgain({ state: became, at }: Done): boolean {
  return became === 'gone' || (became === 'partial' && Date.now() - at > PARTIAL_AGAIN);
}

function remember<T>(memory: Map<string, T>, name: string, value: T): void {
  memory.delete(name);
  memory.set(name, value);
  if (memory.size > MOST_REMEMBERED) memory.delete(memory.keys().next().value ?? '');
}
