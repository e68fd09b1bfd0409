import 'server-only';
import { FailureError, isFailure } from '../../domain/failure.ts';
import type { WalkState } from '../../domain/source.ts';
import type { Thread } from '../../domain/thread.ts';
import { ms } from '../../domain/time.ts';
import { recorder } from '../archiving/recorder.ts';
import { theArchive } from '../archiving/the-archive.ts';
import { onEnd } from '../ending/ending.ts';
import { processState } from '../process-state.ts';
import type { SourceReader } from '../upstream/dialect.ts';
import { findSource, getSource } from '../upstream/sources.ts';
import { withAssistantName } from './assistant-names.ts';
import { rememberRuns } from './known-runs.ts';

/** Bounds of one walk: newest threads first, so what is left out is the oldest. */
const MOST_THREADS = 500;
const MOST_RUNS = 4000;
const LONGEST = 120_000;
/** A walk that nobody asks about any more ends by itself. */
const UNWATCHED = 30_000;
/** How often the newest threads are looked at again while somebody watches the list, and how many of them. */
const AGAIN_AFTER = 30_000;
const NEWEST = 20;
const AT_ONCE = 4;
/** Servers that share an archive walk a source in turn. A turn is taken anew as long as the walk goes on. */
const TURN = 30_000;
const TURN_AGAIN = 10_000;
const ELSEWHERE = 'Another server of this archive is reading this source.';

interface Walk {
  state: WalkState;
  askedAt: number;
  abort: AbortController | null;
  /** Settles when the last walk has ended and given its turn back. */
  over: Promise<unknown>;
}

const walks = () => processState('walks', () => new Map<string, Walk>());

function walkOf(source: string): Walk {
  const found = walks().get(source);
  if (found) return found;
  const made: Walk = {
    state: { state: 'idle', threads: 0, runs: 0, message: null, finishedAt: null },
    askedAt: 0,
    abort: null,
    over: Promise.resolve(),
  };
  walks().set(source, made);
  return made;
}

/** How far the walk of a source is. */
export function walkState(source: string): WalkState {
  return { ...walkOf(source).state };
}

/** Says that somebody looks at the list: starts the first walk, later looks at the newest threads now and then. */
export function watchSource(source: string): void {
  const walk = walkOf(source);
  walk.askedAt = Date.now();
  if (walk.abort || findSource(source)?.hasKey === false) return;
  if (walk.state.state === 'idle') begin(source, walk, MOST_THREADS);
  else if (walk.state.state !== 'stopped' && Date.now() - (walk.state.finishedAt ?? 0) > AGAIN_AFTER) {
    begin(source, walk, walk.state.state === 'done' || walk.state.state === 'limit' ? NEWEST : MOST_THREADS);
  }
}

/** Walks a source from the start, forgetting what it was found to lack. */
export function restartWalk(source: string): void {
  getSource(source).forgetCapabilities();
  stopWalk(source);
  const walk = walkOf(source);
  walk.askedAt = Date.now();
  begin(source, walk, MOST_THREADS, true);
}

/** Stops a walk; what was found stays. `not_found` when there is no such source. */
export function stopWalk(source: string): void {
  getSource(source);
  walkOf(source).abort?.abort();
}

function begin(source: string, walk: Walk, most: number, anew = false): void {
  const abort = new AbortController();
  const quiet = most === NEWEST;
  const before = walk.state;
  walk.abort = abort;
  if (!quiet) walk.state = { state: 'walking', threads: 0, runs: 0, message: null, finishedAt: null };
  const end = (state: WalkState['state'], message: string | null) => {
    if (walk.abort !== abort) return;
    walk.abort = null;
    const finishedAt = ms(Date.now());
    walk.state = quiet ? { ...before, finishedAt } : { ...walk.state, state, message, finishedAt };
  };
  const { reader } = getSource(source);
  // What the walk reads is kept as it comes, so the archive is opened first; without it the walk is done all the same.
  const listening = recorder()
    .catch(() => null)
    .then((keeper) => (anew ? keeper?.again(source).catch(() => undefined) : undefined));
  const reading = listening.then(() => inTurn(source, () => readThreads(reader, walk, abort.signal, most)));
  onEnd('work', 'walks', endWalks);
  walk.over = reading.then(
    (limited) => {
      // Whoever waits for the first walk sees that there is one; whoever asked for another is told.
      if (limited === ELSEWHERE) end(anew ? 'failed' : 'walking', limited);
      else end(limited === null ? 'done' : 'limit', limited);
    },
    (error: unknown) => {
      if (abort.signal.aborted) return end('stopped', 'The walk was stopped.');
      const message = error instanceof FailureError ? error.failure.message : 'The walk met an unexpected error.';
      end(isFailure(error, 'capability_missing') ? 'cannot_list' : 'failed', message);
    },
  );
}

/** Stops all walks, so that no turn of this process keeps the next one from walking. */
async function endWalks(): Promise<void> {
  const all = [...walks().values()];
  for (const walk of all) walk.abort?.abort();
  await Promise.all(all.map((walk) => walk.over));
}

/** Walks unless another server does; an archive that cannot say so is no reason not to. */
async function inTurn(source: string, walk: () => Promise<string | null>): Promise<string | null> {
  const name = `walk ${source}`;
  const archive = await theArchive().catch(() => null);
  const mine = (await archive?.takeTurn(name, TURN).catch(() => true)) ?? true;
  if (!mine) return ELSEWHERE;
  const again = setInterval(() => void archive?.takeTurn(name, TURN).catch(() => undefined), TURN_AGAIN);
  again.unref();
  try {
    return await walk();
  } finally {
    clearInterval(again);
    await archive?.endTurn(name).catch(() => undefined);
  }
}

/** Reads thread pages and the runs of each; gives null when everything was read, else which limit ended it. */
async function readThreads(reader: SourceReader, walk: Walk, stop: AbortSignal, most: number): Promise<string | null> {
  const started = Date.now();
  const seen = new Set<string>();
  let cursor: string | undefined;
  do {
    const page = await reader.listThreads({ cursor, limit: Math.min(100, most), order: 'desc' }, stop);
    const fresh = page.items.filter((thread) => !seen.has(thread.id) && seen.add(thread.id));
    await eachAtOnce(fresh, async (thread) => {
      stop.throwIfAborted();
      await readRuns(reader, thread, walk, stop);
    });
    if (seen.size >= most && page.nextCursor !== null) return `Only the newest ${seen.size} threads were read.`;
    if (walk.state.runs >= MOST_RUNS) return `Only the newest ${walk.state.runs} runs were read.`;
    if (Date.now() - started > LONGEST) return `Reading stopped after two minutes, with ${seen.size} threads read.`;
    if (Date.now() - walk.askedAt > UNWATCHED)
      return `Reading paused with ${seen.size} threads read, because nobody looked at the list.`;
    cursor = fresh.length > 0 ? (page.nextCursor ?? undefined) : undefined;
  } while (cursor !== undefined);
  return null;
}

async function readRuns(reader: SourceReader, thread: Thread, walk: Walk, stop: AbortSignal): Promise<void> {
  try {
    const page = await reader.listRuns(thread.id, { limit: 100, order: 'desc' }, stop);
    rememberRuns(await Promise.all(page.items.map((run) => withAssistantName(run, reader))));
    if (walk.state.state === 'walking')
      walk.state = { ...walk.state, threads: walk.state.threads + 1, runs: walk.state.runs + page.items.length };
  } catch (error) {
    // A thread deleted since the listing is no reason to stop.
    if (!isFailure(error, 'not_found')) throw error;
  }
}

async function eachAtOnce<T>(items: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
  const queue = [...items];
  const worker = async () => {
    for (let item = queue.shift(); item !== undefined; item = queue.shift()) await work(item);
  };
  await Promise.all(Array.from({ length: Math.min(AT_ONCE, items.length) }, worker));
}
