import 'server-only';
import type { Counts } from './count-bucket.ts';
import { OUTCOMES } from './keep-run.ts';

/** What was counted of one stretch of time: a part of it, or the whole. */
export interface Sample {
  part: { from: number; to: number };
  counts: Counts;
  whole: boolean;
}

/**
 * Counts of whole stretches from those of parts: the share of a part's runs that fit is that of all its stretch's runs.
 * Parts without a run take the share of all parts. `met` are all runs of the parts, `totals` those of the stretches.
 * `counted` is the share of all runs that were looked at.
 */
export function estimate(
  samples: readonly Sample[],
  met: readonly Counts[],
  totals: readonly Counts[],
): { counts: Counts[]; counted: number } {
  const share =
    sum(samples.filter(({ whole }) => !whole).map(({ counts }) => sizeOf(counts))) / Math.max(1, sum(met.map(sizeOf)));
  const counts = samples.map((sample, at) => {
    const [runs, all] = [met[at], totals[at]];
    if (sample.whole || !runs || !all) return sample.counts;
    const times = sizeOf(all) / Math.max(1, sizeOf(runs));
    const estimated = { ...sample.counts };
    for (const name of OUTCOMES) {
      const most = sizeOf(runs) === 0 ? all[name] * share : sample.counts[name] * times;
      estimated[name] = Math.min(all[name], Math.max(sample.counts[name], Math.round(most)));
    }
    return estimated;
  });
  const seen = sum(samples.map(({ whole }, at) => sizeOf((whole ? totals : met)[at])));
  return { counts, counted: seen / Math.max(1, sum(totals.map(sizeOf))) };
}

function sizeOf(counts: Counts | undefined): number {
  return counts ? sum(Object.values(counts)) : 0;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, one) => total + one, 0);
}
