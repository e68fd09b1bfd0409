import 'server-only';
import type { RunOrigin } from '../archive/archive.ts';
import type { KeepResult } from './keep-run.ts';

/** A run to be kept. Viewed ones come before those found in the background. */
export interface KeepJob {
  source: string;
  key: string;
  origin: RunOrigin;
}

/** How politely a source is asked; times in ms. Tests set shorter ones. */
interface QueuePace {
  /** Runs read at once, and among them those that nobody looks at. */
  atOnce: number;
  background: number;
  /** Between the end of a background run and the begin of the next. */
  pause: number;
  /** Before a run that could not be read whole is tried again, sooner the first time where somebody looks; and how often. */
  again: number;
  viewedAgain: number;
  tries: number;
  /** Runs that may wait; more are left for the next walk. */
  most: number;
}

const PACE: QueuePace = {
  atOnce: 2,
  background: 1,
  pause: 200,
  again: 60_000,
  viewedAgain: 5_000,
  tries: 3,
  most: 10_000,
};

interface Waiting extends KeepJob {
  tries: number;
}

/** Runs that wait to be kept: each once, a few at a time, those that somebody looks at first. */
export interface KeepQueue {
  add(job: KeepJob): void;
  /** How many wait or are under way. */
  readonly length: number;
  /** Ends what is under way and forgets the rest. */
  stop(): void;
}

/** `work` must not throw; what it says decides whether a run is tried again. */
export function createKeepQueue(
  work: (job: KeepJob, signal: AbortSignal) => Promise<KeepResult>,
  some: Partial<QueuePace> = {},
): KeepQueue {
  const pace = { ...PACE, ...some };
  const waiting = new Map<string, Waiting>();
  const underWay = new Map<string, boolean>();
  const timers = new Set<NodeJS.Timeout>();
  /** Sources that asked for patience, until when (ms since 1970). */
  const resting = new Map<string, number>();
  const ended = new AbortController();

  const after = (time: number, then: () => void) => {
    const timer = setTimeout(() => {
      timers.delete(timer);
      then();
    }, time);
    timer.unref();
    timers.add(timer);
  };

  const next = (): [string, Waiting] | null => {
    const quiet = [...underWay.values()].filter((viewed) => !viewed).length < pace.background && !pausing;
    let found: [string, Waiting] | null = null;
    for (const entry of waiting) {
      const [, job] = entry;
      if ((resting.get(job.source) ?? 0) > Date.now()) continue;
      if (job.origin === 'view') return entry;
      if (quiet) found ??= entry;
    }
    return found;
  };

  let pausing = false;
  const fill = () => {
    while (!ended.signal.aborted && underWay.size < pace.atOnce) {
      const entry = next();
      if (!entry) return;
      const [name, job] = entry;
      waiting.delete(name);
      underWay.set(name, job.origin === 'view');
      void work(job, ended.signal).then((result) => finish(name, job, result));
    }
  };

  const finish = (name: string, job: Waiting, result: KeepResult) => {
    underWay.delete(name);
    if (ended.signal.aborted) return;
    if (job.origin !== 'view') {
      pausing = true;
      after(pace.pause, () => {
        pausing = false;
        fill();
      });
    }
    if (result.state === 'later') {
      const again = job.origin === 'view' && job.tries === 1 ? pace.viewedAgain : pace.again;
      const wait = result.retryAfter === null ? again : result.retryAfter * 1000;
      if (result.retryAfter !== null) resting.set(job.source, Date.now() + wait);
      if (job.tries < pace.tries) after(wait + 1, () => enqueue(name, { ...job, tries: job.tries + 1 }));
      else if (result.retryAfter !== null) after(wait + 1, fill);
    }
    fill();
  };

  const enqueue = (name: string, job: Waiting) => {
    const known = waiting.get(name);
    if (known && (known.origin === 'view' || job.origin !== 'view')) return;
    if (underWay.has(name) || (!known && waiting.size >= pace.most && job.origin !== 'view')) return;
    waiting.set(name, job);
    fill();
  };

  return {
    add(job) {
      if (!ended.signal.aborted) enqueue(`${job.source} ${job.key}`, { ...job, tries: 1 });
    },
    get length() {
      return waiting.size + underWay.size;
    },
    stop() {
      ended.abort();
      waiting.clear();
      for (const timer of timers) clearTimeout(timer);
      timers.clear();
    },
  };
}
