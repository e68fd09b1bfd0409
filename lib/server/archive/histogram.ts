import 'server-only';
import type { Histogram } from './archive.ts';
import { countBucket, type Counts } from './count-bucket.ts';
import { countStretches } from './fact-answers.ts';
import { factsFor } from './fact-filter.ts';
import { histogramAtOnce } from './postgres-counts.ts';
import type { RunQuery } from './run-query.ts';
import { selectionOf } from './selection.ts';
import type { Sql } from './sql.ts';
import { within } from './stretches.ts';
import { BUDGET_MS, EXACT_MS, estimateWords, sampleWords } from './word-histogram.ts';
import { frequentBeginnings } from './word-beginnings.ts';

const MOST_BUCKETS = 500;

/** Of which time, and into how many equal buckets it is parted. Instants in ms since 1970. */
export interface HistogramRange {
  from: number;
  to: number;
  buckets: number;
}

/**
 * Runs per stretch of time between two instants. Where counting words takes too long, counts are estimated from a part of
 * every stretch, and say so; null where even that takes too long.
 */
export async function histogram(
  sql: Sql,
  query: RunQuery,
  range: HistogramRange,
  clock = { exact: EXACT_MS, budget: BUDGET_MS },
): Promise<Histogram | null> {
  const stretches = stretchesOf(range);
  const [first, second] = stretches;
  if (!first) return { buckets: [], counted: 1 };
  const facts = await factsFor(sql, query);
  if (facts) return histogramOf(range, countStretches(facts, query, stretches), 1);
  if ((await frequentBeginnings(sql, query)).length > 0) return null;
  if (sql.kind === 'postgres') {
    const length = second ? second.from - first.from : first.to - first.from;
    return { buckets: await histogramAtOnce(sql, query, range.from, length, stretches.length), counted: 1 };
  }
  const selection = selectionOf(sql.kind, query);
  if (selection.outcomes === 'word') {
    const samples = await sampleWords(sql, query, stretches, clock);
    if (samples === null) return null;
    const { counts, counted } = await estimateWords(sql, stretches, samples);
    return histogramOf(range, counts, counted);
  }
  const begun = performance.now();
  const counts: Counts[] = [];
  for (const stretch of stretches) {
    if (performance.now() - begun > clock.budget) return null;
    counts.push(await countBucket(sql, within(selection, stretch)));
  }
  return histogramOf(range, counts, 1);
}

/** The buckets of a range, oldest first; none where it has no length. */
export function stretchesOf({ from, to, buckets }: HistogramRange): { from: number; to: number }[] {
  const number = Math.min(Math.max(Math.floor(buckets), 1), MOST_BUCKETS);
  const length = (to - from) / number;
  if (!(length > 0)) return [];
  return Array.from({ length: number }, (_, at) => ({ from: from + at * length, to: from + (at + 1) * length }));
}

/** Counts of the buckets of a range as they are told. */
export function histogramOf(range: HistogramRange, counts: readonly Counts[], counted: number): Histogram {
  const stretches = stretchesOf(range);
  return { buckets: counts.map((bucket, at) => ({ from: stretches[at]?.from ?? range.from, ...bucket })), counted };
}
