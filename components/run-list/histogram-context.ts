import { timeBound } from '#lib/contract/run-list-params.ts';
import type { TimeRange } from '../histogram/histogram-data.ts';

/** Which time the histogram covers, as the words of the address; nulls for all of it. */
export interface HistogramContext {
  from: string | null;
  to: string | null;
}

const ALL: HistogramContext = { from: null, to: null };
/** A range that fills less than this share of the histogram is looked at more closely. */
const NARROW = 1 / 24;
/** How much of the histogram a range fills then. */
const FILLS = 4;
const MINUTE = 60_000;

/**
 * What the histogram covers once `wanted` is the filter's time: more than that, so that the reader sees what lies around it.
 * It stays as it was while the range lies well inside.
 * @param shown what is covered now (ms), null while that is not known.
 */
export function nextContext(
  before: HistogramContext | null,
  wanted: HistogramContext,
  shown: TimeRange | null,
  now: number,
): HistogramContext {
  if (wanted.from === null && wanted.to === null) return ALL;
  if (before && fits(wanted, shown, now)) return before;
  return around(wanted, now);
}

/** The range that a filter's time means within what is shown; null for all of it. */
export function rangeOf({ from, to }: HistogramContext, shown: TimeRange): TimeRange | null {
  if (from === null && to === null) return null;
  const start = timeBound(from, shown.end) ?? shown.start;
  const end = timeBound(to, shown.end) ?? shown.end;
  return { start: clamp(start, shown), end: clamp(end, shown) };
}

/** The filter's time that a drawn range means: open at an end that the histogram has open. */
export function timeOf(range: TimeRange | null, shown: TimeRange, context: HistogramContext): HistogramContext {
  if (range === null) return ALL;
  const step = range.end - range.start >= 10 * MINUTE ? MINUTE : 1000;
  const openStart = range.start <= shown.start && context.from === null;
  const openEnd = range.end >= shown.end && context.to === null;
  return {
    from: openStart ? null : written(Math.floor(range.start / step) * step),
    to: openEnd ? null : written(Math.ceil(range.end / step) * step),
  };
}

function fits(wanted: HistogramContext, shown: TimeRange | null, now: number): boolean {
  if (shown === null) return true;
  const start = timeBound(wanted.from, now) ?? shown.start;
  const end = timeBound(wanted.to, now) ?? shown.end;
  const length = shown.end - shown.start;
  const slack = length / 96;
  return start >= shown.start - slack && Math.min(end, now) <= shown.end + slack && end - start >= length * NARROW;
}

function around({ from, to }: HistogramContext, now: number): HistogramContext {
  const start = timeBound(from, now);
  if (start === null) return ALL;
  const back = /^(\d+)([mhd])$/.exec(from ?? '');
  if (to === null && back) {
    const more = Number(back[1]) * FILLS;
    return more <= 99_999 ? { from: `${more}${back[2]}`, to: null } : ALL;
  }
  const end = timeBound(to, now) ?? now;
  const margin = Math.max(MINUTE, (end - start) * (to === null ? FILLS - 1 : (FILLS - 1) / 2));
  const later = end + margin;
  return { from: written(start - margin), to: to === null || later >= now ? null : written(later) };
}

/** An instant as short as the address may say it: `2026-11-20T13:10Z`. */
function written(at: number): string {
  const whole = new Date(Math.max(0, Math.round(at / 1000) * 1000)).toISOString();
  return whole.replace(/(?::00)?\.000Z$/, 'Z');
}

function clamp(at: number, { start, end }: TimeRange): number {
  return Math.max(start, Math.min(end, at));
}
