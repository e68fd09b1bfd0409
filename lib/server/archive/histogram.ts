import 'server-only';
import type { Histogram, HistogramBucket } from './archive.ts';
import { countBucket, type Counts, noCounts } from './count-bucket.ts';
import { estimate, type Sample } from './estimate.ts';
import { histogramAtOnce } from './postgres-counts.ts';
import { firstRid } from './rid.ts';
import { ALL_RUNS, type RunQuery } from './run-query.ts';
import { columnSelection, narrowed, type Selection, selectionOf } from './selection.ts';
import { first, type Sql } from './sql.ts';
import { frequentBeginnings } from './word-beginnings.ts';

/** Words are counted exactly as long as that takes less, else estimated. */
const EXACT_MS = 240;
const BUDGET_MS = 1_000;
const MOST_BUCKETS = 500;
const FEW_RUNS = 5_000;
/** Parts of every bucket that are counted one after the other; the last is all of it. */
const PARTS = [1 / 256, 1 / 16, 1] as const;
const EVERY = (Math.sqrt(5) - 1) / 2;

interface Stretch {
  from: number;
  to: number;
}

/**
 * Runs per stretch of time between two instants. Where counting words takes too long, counts are estimated from a part of
 * every stretch, and say so; null where even that takes too long.
 */
export async function histogram(
  sql: Sql,
  query: RunQuery,
  range: { from: number; to: number; buckets: number },
  { exact, budget } = { exact: EXACT_MS, budget: BUDGET_MS },
): Promise<Histogram | null> {
  const begun = performance.now();
  const number = Math.min(Math.max(Math.floor(range.buckets), 1), MOST_BUCKETS);
  const length = (range.to - range.from) / number;
  if (!(length > 0)) return { buckets: [], counted: 1 };
  if ((await frequentBeginnings(sql, query)).length > 0) return null;
  if (sql.kind === 'postgres') {
    const buckets = await histogramAtOnce(sql, query, range.from, length, number);
    return buckets && { buckets, counted: 1 };
  }
  const stretches = Array.from({ length: number }, (_, at): Stretch => {
    return { from: range.from + at * length, to: range.from + (at + 1) * length };
  });
  const selection = selectionOf(sql.kind, query);
  const late = (ms: number) => performance.now() - begun > ms;
  const bucket = (counts: Counts, at: number): HistogramBucket => ({ from: range.from + at * length, ...counts });
  if (selection.outcomes !== 'word') {
    const counts: Counts[] = [];
    for (const stretch of stretches) {
      if (late(budget)) return null;
      counts.push(await countBucket(sql, within(selection, stretch)));
    }
    return { buckets: counts.map(bucket), counted: 1 };
  }
  const clock = (await isSmall(sql)) ? { late: () => false, exact, budget } : { late, exact, budget };
  const samples = await sampled(sql, selection, stretches, clock);
  if (samples === null) return null;
  if (samples.every(({ whole }) => whole))
    return { buckets: samples.map(({ counts }, at) => bucket(counts, at)), counted: 1 };
  const all = columnSelection(sql.kind, ALL_RUNS);
  const totals: Counts[] = [];
  for (const stretch of stretches) totals.push(await countBucket(sql, within(all, stretch)));
  const met: Counts[] = [];
  for (const { part, whole } of samples) met.push(whole ? noCounts() : await countBucket(sql, within(all, part)));
  const { counts, counted } = estimate(samples, met, totals);
  return { buckets: counts.map(bucket), counted };
}

/** Counts a part of every stretch, then more of it, until all of it is counted or the time is up. */
async function sampled(
  sql: Sql,
  selection: Selection,
  stretches: readonly Stretch[],
  { late, exact, budget }: { late: (ms: number) => boolean; exact: number; budget: number },
): Promise<Sample[] | null> {
  const samples: Sample[] = [];
  for (const share of PARTS) {
    for (const [at, stretch] of stretches.entries()) {
      if (samples.length < stretches.length ? late(budget) : late(exact)) {
        return samples.length < stretches.length ? null : samples;
      }
      const part = share === 1 ? stretch : partOf(stretch, share, at);
      samples[at] = { part, counts: await countBucket(sql, within(selection, part)), whole: share === 1 };
    }
  }
  return samples;
}

/** Whether there are so few runs that counting them takes no time. */
async function isSmall(sql: Sql): Promise<boolean> {
  const statement = 'SELECT count(*) AS n FROM (SELECT 1 FROM runs LIMIT ?)';
  return ((await first<{ n: number }>(sql, statement, [FEW_RUNS + 1]))?.n ?? 0) <= FEW_RUNS;
}

/** A part of a stretch that begins at another place in each, so that the hours of the day even out. */
function partOf({ from, to }: Stretch, share: number, at: number): Stretch {
  const start = from + (to - from) * (1 - share) * ((at * EVERY) % 1);
  return { from: start, to: start + (to - from) * share };
}

function within(selection: Selection, { from, to }: Stretch): Selection {
  const { rid } = selection;
  return narrowed(selection, [`${rid} >= ?`, `${rid} < ?`], [firstRid(from), firstRid(to)]);
}
