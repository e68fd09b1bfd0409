import 'server-only';
import { parentPort, workerData } from 'node:worker_threads';
import type { Archive } from './archive.ts';
import { isReadLane, LANES } from './archive-lanes.ts';
import { type HistogramRange, stretchesOf } from './histogram.ts';
import { lowerPriority } from './lower-priority.ts';
import { migrate } from './migrate.ts';
import type { RunQuery } from './run-query.ts';
import { sqlArchive } from './sql-archive.ts';
import { SqliteDatabase } from './sqlite-database.ts';
import { BUDGET_MS, EXACT_MS, estimateWords, sampleWords, type WordSample } from './word-histogram.ts';
import { frequentBeginnings } from './word-beginnings.ts';
import { serveCalls } from './worker-calls.ts';

/** The thread of one lane of a SQLite archive: what takes long over it happens here. The write lane makes the tables. */
const { folder, lane } = workerData as { folder: string; lane: string };
if (!parentPort) throw new Error('This file runs in a worker thread.');

// Lists are short, and somebody waits for them.
if (lane !== 'list') lowerPriority();

let open: { database: SqliteDatabase; archive: Archive } | null = null;

/** Opened by the first call, so that a failure is the answer to it. */
function opened(): { database: SqliteDatabase; archive: Archive } {
  if (!open) {
    const database = SqliteDatabase.open(folder, { readonly: isReadLane(lane), facts: lane === 'facts' });
    open = { database, archive: sqlArchive(database) };
  }
  return open;
}

const methods = Object.keys(LANES).map((name) => [
  name,
  (...args: never[]) => (opened().archive[name as keyof typeof LANES] as (...args: never[]) => unknown)(...args),
]);

serveCalls(parentPort, {
  ...(Object.fromEntries(methods) as Record<string, (...args: never[]) => unknown>),
  sampleWords: async (query: RunQuery, range: HistogramRange) => {
    const { database } = opened();
    if ((await frequentBeginnings(database, query)).length > 0) return null;
    return sampleWords(database, query, stretchesOf(range), { exact: EXACT_MS, budget: BUDGET_MS });
  },
  estimateWords: (range: HistogramRange, samples: WordSample[]) =>
    estimateWords(opened().database, stretchesOf(range), samples),
  open: () => void opened(),
  warm: () => opened().archive.warm(),
  migrate: () => migrate(opened().database),
  close: () => open?.archive.close(),
});
