import 'server-only';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { isFailure } from '../../domain/failure.ts';
import type { Run } from '../../domain/run.ts';
import type { Archive } from '../archive/archive.ts';
import { indexKept } from '../archiving/index-kept.ts';
import { createHeardKeeper } from '../archiving/keep-heard.ts';
import { noteHeard } from '../archiving/recorder.ts';
import { theArchive } from '../archiving/the-archive.ts';
import { processState } from '../process-state.ts';
import { rememberRuns } from '../runs/known-runs.ts';
import { createMemoryWireStore } from '../upstream/memory-wire-store.ts';
import { archivedReader, type Source } from '../upstream/sources.ts';
import type { WireObject } from '../upstream/wire-store.ts';

/** How long what passes waits for more, ms, and how much may wait, characters; beyond it is not kept. */
const GATHER = 500;
const MOST_WAITING = 32 * 1024 * 1024;

interface Heard {
  source: Source;
  /** Characters that it was made from. */
  size: number;
  read: () => WireObject[];
}

interface Hearing {
  waiting: Heard[];
  length: number;
  timer: NodeJS.Timeout | null;
  flushing: Promise<void>;
  keeper: { archive: Archive; keep: ReturnType<typeof createHeardKeeper> } | null;
}

const state = () =>
  processState('pass-through-hearing', (): Hearing => {
    return { waiting: [], length: 0, timer: null, flushing: Promise.resolve(), keeper: null };
  });

const { signal } = new AbortController();

/** Has objects that passed kept soon, and their runs known to the list. Returns at once and never fails. */
export function hearObjects(source: Source, objects: WireObject[]): void {
  if (objects.length === 0) return;
  hear({ source, size: objects.reduce((sum, one) => sum + one.text.length, 0), read: () => objects });
}

/** The same for objects that are still to be found in a text of `size` characters. */
export function hearLater(source: Source, size: number, read: () => WireObject[]): void {
  hear({ source, size, read });
}

function hear(heard: Heard): void {
  const known = state();
  if (known.length + heard.size > MOST_WAITING) return;
  known.waiting.push(heard);
  known.length += heard.size;
  known.timer ??= setTimeout(() => void flush(), GATHER).unref();
}

/** Keeps what waits. For the end of the process, and for tests. */
export function flush(): Promise<void> {
  const known = state();
  if (known.timer) clearTimeout(known.timer);
  known.timer = null;
  known.flushing = known.flushing.then(async () => {
    const batch = known.waiting.splice(0);
    known.length = 0;
    try {
      for (const [source, objects] of await bySource(batch)) await keep(source, objects);
    } catch (error) {
      // A full or locked archive is told by the recorder already; what passed is lost to it.
      if (!isFailure(error))
        process.emitWarning(`Not kept: ${error instanceof Error ? error.message : 'unknown error'}`);
    }
  });
  return known.flushing;
}

async function bySource(batch: readonly Heard[]): Promise<Map<Source, WireObject[]>> {
  const sources = new Map<Source, WireObject[]>();
  for (const { source, read } of batch) {
    await nextTurn();
    sources.set(source, [...(sources.get(source) ?? []), ...read()]);
  }
  return sources;
}

async function keep(source: Source, objects: WireObject[]): Promise<void> {
  rememberRuns(await heardRuns(source, objects));
  const archive = await theArchive();
  if (!archive) return;
  const known = state();
  if (known.keeper?.archive !== archive) known.keeper = { archive, keep: createHeardKeeper(archive) };
  const ended = await known.keeper.keep.keep([{ source: source.id, objects }], {
    originOf: () => 'pass_through',
    pieces: 'pass_through',
    isAsked: () => true,
    oldest: null,
  });
  if (!source.hasKey) return indexRuns(archive, source, keysOf(source, objects), true);
  // What passed of it is in the list until it was read whole.
  await indexRuns(archive, source, new Set(ended.map(({ key }) => key)), false);
  for (const run of ended) noteHeard(run, 'pass_through');
}

function keysOf({ reader }: Source, objects: readonly WireObject[]): Set<string> {
  const keys = objects.flatMap(({ kind, id, threadId, runId }) => {
    const run = kind === 'run' ? id : runId;
    return run !== null && threadId !== null ? [reader.runKey(threadId, run)] : [];
  });
  return new Set(keys);
}

/**
 * Indexes runs by what passed of them. Without a key nobody can read them whole later: then what passed is `all` there is,
 * and else what is kept whole is left.
 */
async function indexRuns(archive: Archive, source: Source, keys: ReadonlySet<string>, all: boolean): Promise<void> {
  for (const key of keys) {
    const kept = await archive.getRun(source.id, key);
    if (kept?.text === undefined || kept.text === null || (kept.whole && !all)) continue;
    const now = Date.now();
    const { index } = await indexKept(source.id, key, archive.wireStore(source.id), now, signal, all ? true : null);
    await archive.keepRuns([{ index, origin: 'pass_through', objects: [], whole: false, capturedAt: now }]);
  }
}

/** Runs among the objects, read from their own JSON. */
async function heardRuns(source: Source, objects: readonly WireObject[]): Promise<Run[]> {
  const store = createMemoryWireStore();
  store.keep(objects);
  const reader = archivedReader(source.id, store);
  const runs = store.all().filter((one) => one.kind === 'run');
  return Promise.all(
    runs.flatMap(({ id, threadId }) => (threadId === null ? [] : [reader.getRun(reader.runKey(threadId, id), signal)])),
  );
}

/** The run of a key among the objects, or the first one where no key is known yet; null where there is none. */
export async function heardRun(source: Source, objects: readonly WireObject[], key?: string): Promise<Run | null> {
  const runs = await heardRuns(source, objects);
  return runs.find((run) => key === undefined || run.key === key) ?? null;
}
