import 'server-only';
import { type FriendlyRange, friendlyRange } from '../../domain/friendly-range.ts';
import type { RunHistogram } from '../../domain/run-histogram.ts';
import type { RunListParams } from '../../domain/run-list.ts';
import { ALL_RUNS, type RunQuery } from '../archive/run-query.ts';
import { requireKnownSource } from './known-source.ts';
import type { RunFinder } from './run-finder.ts';
import { runQueryOf } from './run-query-of.ts';
import { theFinder } from './the-finder.ts';

/** Never less is shown: a few seconds would be as many walls, and sources tell no parts of a second. */
const LEAST = 60_000;
/** What is shown where no run is known. */
const NOTHING_YET = 24 * 3_600_000;

/**
 * The runs that pass a filter over time, in at most `buckets` parts (2 or more). A filter without time means from the first
 * to the last known run of its sources, one without an end means up to now; the range is rounded outwards, and a minute at
 * least. Throws `not_found` for sources that are not there.
 */
export async function runHistogram(params: RunListParams, buckets: number): Promise<RunHistogram> {
  await requireKnownSource(params.source);
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
  if (from !== null && to !== null) return aMinuteOrMore(from, to - 1, buckets, now);
  const known = await finder.range({ ...ALL_RUNS, source });
  const last = to !== null ? to - 1 : from !== null ? Math.max(from, now) : (known?.to ?? now);
  return aMinuteOrMore(from ?? Math.min(known?.from ?? last - NOTHING_YET, last), last, buckets, now);
}

/** A stretch that is shorter than `LEAST` stands in the middle of what is shown, or before now. */
function aMinuteOrMore(from: number, last: number, buckets: number, now: number): FriendlyRange {
  const missing = LEAST - 1 - (last - from);
  if (missing <= 0) return friendlyRange(from, last, buckets);
  const end = Math.min(last + Math.floor(missing / 2), Math.max(last, now));
  return friendlyRange(end - LEAST + 1, end, buckets);
}
