import 'server-only';
import { isTerminal, type Run } from '../../domain/run.ts';
import { textHash } from '../../domain/text-hash.ts';
import type { Archive, KeptRun, RunCapture, RunOrigin } from '../archive/archive.ts';
import type { SourceReader } from '../upstream/dialect.ts';
import { createMemoryWireStore } from '../upstream/memory-wire-store.ts';
import { archivedReader } from '../upstream/sources.ts';
import type { WireObject } from '../upstream/wire-store.ts';
import { indexRun } from './index-run.ts';
import { withWords } from './object-words.ts';

/** Objects whose text is known to be kept as it is. */
const MOST_KNOWN = 50_000;

const { signal } = new AbortController();

/** Keeps what was heard by the way. */
interface HeardKeeper {
  /**
   * Keeps objects of some sources, each list oldest first: runs as far as their own JSON tells, not whole; the rest as
   * pieces. Runs that were deleted, or that retention would delete, are passed over unless somebody asked for them. Gives the
   * runs that have ended and are not kept whole. Throws what the archive throws.
   */
  keep(batch: readonly { source: string; objects: readonly WireObject[] }[], how: HowHeard): Promise<Run[]>;
  /** Has what a source answers next kept even where it was kept before: it may have been deleted since. */
  forget(source: string): void;
}

/** How runs were come by. */
export interface HowHeard {
  originOf: (source: string, key: string, runId: string) => RunOrigin;
  /** How runs were of which only pieces are known; by the walk unless said. */
  pieces?: RunOrigin | undefined;
  /** Whether somebody asked for this run, by the run's id. */
  isAsked: (source: string, runId: string) => boolean;
  /** Runs that ended, or began, before this instant (ms since 1970) are left to the past; null where all are wanted. */
  oldest: number | null;
}

/** A keeper that knows of nothing yet what is kept of it. */
export function createHeardKeeper(archive: Archive): HeardKeeper {
  const known = new Map<string, string>();

  /** Objects that are new or changed since they were kept last. */
  const fresh = (source: string, objects: readonly WireObject[]): WireObject[] => {
    const last = new Map(objects.map((one) => [nameOf(source, one), one]));
    return [...last].flatMap(([name, one]) => (known.get(name) === textHash(one.text) ? [] : [one]));
  };
  const markKept = (source: string, objects: readonly WireObject[]): void => {
    for (const one of objects) {
      known.delete(nameOf(source, one));
      known.set(nameOf(source, one), textHash(one.text));
    }
    for (const name of known.keys()) {
      if (known.size <= MOST_KNOWN) break;
      known.delete(name);
    }
  };

  const keepRuns = async (
    objects: readonly WireObject[],
    reader: SourceReader,
    { originOf, isAsked, oldest }: HowHeard,
  ): Promise<Run[]> => {
    const { source } = reader;
    const unfinished: Run[] = [];
    const captures: RunCapture[] = [];
    for (const one of objects) {
      if (one.threadId === null) continue;
      const run = await reader.getRun(reader.runKey(one.threadId, one.id), signal);
      const before = await archive.getRun(source, run.key);
      const origin = originOf(source, run.key, run.id);
      // A run that is kept whole changes by writes alone, which pass: its metadata may be replaced after its end.
      const written = origin === 'pass_through' && isTerminal(run) && before?.text !== one.text;
      if (before?.whole && !written) continue;
      const asked = origin !== 'walk' || isAsked(source, run.id);
      if (!before && !asked) {
        if (oldest !== null && timeOf(run) < oldest) continue;
        if ((await archive.deletedAmong(source, [run])).length > 0) continue;
      }
      const assistantName = run.assistantId === null ? null : await nameOfAssistant(archive, source, run.assistantId);
      captures.push({ ...captureOf({ ...run, assistantName }, one, before, origin), asked });
      if (isTerminal(run)) unfinished.push(run);
    }
    if (captures.length > 0) await archive.keepRuns(captures);
    return unfinished;
  };

  /** Messages of runs that nobody has told of yet are left: they would stand in the list as runs of pieces. */
  const isPlaced = async (source: string, one: WireObject, reader: SourceReader): Promise<boolean> => {
    if (one.kind !== 'message' || one.runId === null || one.threadId === null) return true;
    return (await archive.getRun(source, reader.runKey(one.threadId, one.runId))) !== null;
  };

  return {
    forget(source) {
      for (const name of known.keys()) if (name.startsWith(`${source} `)) known.delete(name);
    },
    async keep(batch, how) {
      const unfinished: Run[] = [];
      for (const [source, objects] of bySource(batch)) {
        const news = fresh(source, objects);
        if (news.length === 0) continue;
        const store = createMemoryWireStore();
        store.keep(news);
        const reader = archivedReader(source, store);
        const runs = news.filter((one) => one.kind === 'run');
        const others = news.filter((one) => one.kind !== 'run');
        const pieces = others.filter((one) => one.kind !== 'message');
        if (pieces.length > 0) await archive.keepObjects(source, await withWords(source, pieces), how.pieces ?? 'walk');
        unfinished.push(...(await keepRuns(runs, reader, how)));
        const messages: WireObject[] = [];
        for (const one of others)
          if (one.kind === 'message' && (await isPlaced(source, one, reader))) messages.push(one);
        if (messages.length > 0)
          await archive.keepObjects(source, await withWords(source, messages), how.pieces ?? 'walk');
        markKept(source, [...pieces, ...runs, ...messages]);
      }
      return unfinished;
    },
  };
}

/** When a run ended, or began where its end is not known; a run of unknown age is new. */
function timeOf(run: Run): number {
  return run.completedAt ?? run.failedAt ?? run.cancelledAt ?? run.createdAt ?? Number.POSITIVE_INFINITY;
}

/** A run as its own JSON tells it; what is known of its steps and texts already stays. */
function captureOf(run: Run, object: WireObject, before: KeptRun | null, origin: RunOrigin): RunCapture {
  const capturedAt = Date.now();
  const index = indexRun({ run, steps: null, messages: [], question: [], fileNames: [] }, capturedAt);
  const summary = before?.summary ?? null;
  const kept = before
    ? {
        ...index,
        summary,
        tools: summary?.tools ?? index.tools,
        assistantName: index.assistantName ?? before.assistantName,
        text: null,
      }
    : index;
  return { index: kept, origin, objects: [object], whole: false, capturedAt };
}

async function nameOfAssistant(archive: Archive, source: string, id: string): Promise<string | null> {
  const reader = archivedReader(source, archive.wireStore(source));
  return reader.getAssistant(id, signal).then(
    (assistant) => assistant.name,
    () => null,
  );
}

function bySource(batch: readonly { source: string; objects: readonly WireObject[] }[]): Map<string, WireObject[]> {
  const sources = new Map<string, WireObject[]>();
  for (const { source, objects } of batch) sources.set(source, [...(sources.get(source) ?? []), ...objects]);
  return sources;
}

function nameOf(source: string, one: WireObject): string {
  return `${source} ${one.kind} ${one.id}`;
}
