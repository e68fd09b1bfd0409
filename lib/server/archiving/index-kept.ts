import 'server-only';
import { isTerminal } from '../../domain/run.ts';
import { runFiles } from '../../domain/run-files.ts';
import { ms } from '../../domain/time.ts';
import type { RunIndex } from '../archive/archive.ts';
import { archivedReader } from '../upstream/sources.ts';
import type { WireStore } from '../upstream/wire-store.ts';
import { indexRun } from './index-run.ts';
import { readRun } from './read-run.ts';

/** Names are looked up for so many files of a run. */
const MOST_FILES = 200;

/** A run made from kept objects. */
export interface IndexedRun {
  index: RunIndex;
  /** Whether it has ended, so that nothing is missing but what was never kept. */
  ended: boolean;
}

/**
 * The index of a run from what a store holds of it, for imports and re-indexing. A run of which only pieces are there is
 * indexed by them. `now` is the clock for runs that go on. `stepsRead`: whether all steps are there, null where nobody asked
 * for them. `not_found` where the store has nothing of the run.
 */
export async function indexKept(
  source: string,
  key: string,
  store: WireStore,
  now: number,
  signal: AbortSignal,
  stepsRead: boolean | null = true,
): Promise<IndexedRun> {
  const reader = archivedReader(source, store);
  const run = await reader.getRun(key, signal);
  const { steps, messages, question } = await readRun(reader, run, () => false, signal);
  const own = messages?.items ?? [];
  const assistant =
    run.assistantId === null ? null : await reader.getAssistant(run.assistantId, signal).catch(() => null);
  const files = runFiles(run, steps?.items ?? [], [...question, ...own]);
  const described = await Promise.all(
    files.slice(0, MOST_FILES).map((file) => reader.getFile(file.id, signal).catch(() => null)),
  );
  const fileNames = [...files.flatMap((file) => file.name ?? []), ...described.flatMap((info) => info?.name ?? [])];
  const pieces = [...(steps?.items ?? []), ...own].flatMap((piece) => piece.createdAt ?? []);
  const createdAt = run.createdAt ?? (pieces.length > 0 ? ms(Math.min(...pieces)) : null);
  const read = stepsRead === null && steps?.items.length === 0 ? null : steps;
  const complete = stepsRead === true && steps?.whole === true;
  const parts = { steps: read && { items: read.items, complete }, messages: own, question, fileNames };
  const index = indexRun({ ...parts, run: { ...run, createdAt, assistantName: assistant?.name ?? null } }, now);
  return { index, ended: isTerminal(run) };
}
