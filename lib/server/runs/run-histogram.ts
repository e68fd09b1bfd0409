import 'server-only';
import { type FriendlyRange, friendlyRange } from '../../domain/friendly-range.ts';
import type { RunHistogram } from '../../domain/run-histogram.ts';
import type { RunListParams } from '../../domain/run-list.ts';
import { ALL_RUNS, type RunQuery } from '../archive/run-query.ts';
import type { RunFinder } from './run-finder.ts';
import { runQueryOf } from './run-query-of.ts';
import { theFinder } from './the-finder.ts';

/** What is shown where no run is known. */
const NOTHING_YET = 24 * 3_600_000;

/**
 * The runs that pass a filter over time, in at most `buckets` parts (2 or more). A filter without time means from the first
 * to the last known run of its sources, one without an end means up to now; the range is rounded outwards.
 */
export async function runHistogram(params: RunListParams, buckets: number): Promise<RunHistogram> {
  const finder = await theFinder();
  const now = Date.now();
  const query = runQueryOf(params, now);
  const range = await rangeOf(finder, query, buckets, now);
  const found = await finder.histogram(query, range);
  return {
    from: range.from,
    to: range.to,
    bucket: range.bucket,
    items: found?.buckets ?? null,
    counted: found?.counted ?? 1,
  };
}

async function rangeOf(finder: RunFinder, query: RunQuery, buckets: number, now: number): Promise<FriendlyRange> {
  const { source, from, to } = query;
  if (from !== null && to !== null) return friendlyRange(from, to - 1, buckets);
  const known = await finder.range({ ...ALL_RUNS, source });
  const last = to !== null ? to - 1 : from !== null ? Math.max(from, now) : (known?.to ?? now);
  return friendlyRange(from ?? Math.min(known?.from ?? last - NOTHING_YET, last), last, buckets);
}
