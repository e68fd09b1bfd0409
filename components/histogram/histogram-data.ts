import type { ReactNode } from 'react';

/** A stretch of time and how much fell into it: a count for every series, in the order of the stack from the baseline. */
export interface HistogramBar {
  /** Milliseconds since 1970. */
  start: number;
  end: number;
  counts: readonly number[];
}

/** What a part of a bar stands for. */
export interface HistogramSeries {
  name: string;
  icon?: ReactNode;
  /** Class of its ink in legends. */
  ink: string;
  /** Class that fills its part of a bar. */
  fill: string;
  /** Left out of legends while nothing is counted, and on phones. */
  quiet?: boolean;
}

/** Bars that follow each other without holes, oldest first. */
export interface HistogramData {
  bars: readonly HistogramBar[];
  /** Whether the last bar ends now, so that a range up to there stays open. */
  endsNow: boolean;
  /** Counts are estimates, and say so. */
  estimated?: boolean;
}

/** A stretch of time in milliseconds since 1970. */
export interface TimeRange {
  start: number;
  end: number;
}

/** The time that all bars cover; null without bars. */
export function extentOf({ bars }: HistogramData): TimeRange | null {
  const first = bars[0];
  const last = bars.at(-1);
  return first && last && last.end > first.start ? { start: first.start, end: last.end } : null;
}

/** Whether the middle of a bar lies in a range; every bar lies in none. */
export function isInside({ start, end }: HistogramBar, range: TimeRange | null): boolean {
  const middle = (start + end) / 2;
  return range === null || (middle >= range.start && middle <= range.end);
}

/** The sums of the series over the bars inside a range. */
export function sumsOf(bars: readonly HistogramBar[], range: TimeRange | null, series: number): number[] {
  const sums = Array.from({ length: series }, () => 0);
  for (const bar of bars) {
    if (isInside(bar, range)) for (let i = 0; i < series; i++) sums[i] = (sums[i] ?? 0) + (bar.counts[i] ?? 0);
  }
  return sums;
}

/** Neighbours put together, so many into one, beginning at the newest; a rest stays at the front. */
export function mergedBars(bars: readonly HistogramBar[], by: number): HistogramBar[] {
  const merged: HistogramBar[] = [];
  const rest = bars.length % by;
  for (let from = rest - by; from < bars.length; from += by) {
    const members = bars.slice(Math.max(0, from), from + by);
    const [first] = members;
    const last = members.at(-1);
    if (!first || !last) continue;
    merged.push({ start: first.start, end: last.end, counts: sumsOf(members, null, first.counts.length) });
  }
  return merged;
}
