import type { HistogramBar, TimeRange } from './histogram-data.ts';

/** Bars by which an arrow key moves an end, and with Shift. */
const STEP = 1;
const LONG_STEP = 8;

/** The range between two instants, widened to whole bars; at least one bar. Null without bars. */
export function snapped(bars: readonly HistogramBar[], from: number, to: number): TimeRange | null {
  const first = bars[barAt(bars, Math.min(from, to))];
  const lastAt = barAt(bars, Math.max(from, to));
  // An end on the very edge of a bar takes nothing of that bar.
  const onEdge = to !== from && bars[lastAt]?.start === Math.max(from, to);
  const last = bars[onEdge ? Math.max(0, lastAt - 1) : lastAt];
  return first && last ? { start: first.start, end: Math.max(first.end, last.end) } : null;
}

/** Place of the bar that holds an instant, the nearest one outside; -1 without bars. */
function barAt(bars: readonly HistogramBar[], at: number): number {
  const after = bars.findIndex((bar) => at < bar.end);
  return after === -1 ? bars.length - 1 : after;
}

/**
 * The range after a key on one of its ends: arrows move it by a bar, with Shift by eight, Home and End as far as it goes. It
 * keeps at least one bar. Null for other keys.
 */
export function keyedRange(
  bars: readonly HistogramBar[],
  range: TimeRange,
  end: 'start' | 'end',
  { key, shiftKey }: { key: string; shiftKey: boolean },
): TimeRange | null {
  const by = moveOf(key, shiftKey ? LONG_STEP : STEP, bars.length);
  const from = barAt(bars, range.start);
  const to = barAt(bars, range.end - 1);
  if (by === null || from === -1) return null;
  const first = end === 'start' ? clamp(from + by, 0, to) : from;
  const last = end === 'end' ? clamp(to + by, from, bars.length - 1) : to;
  return { start: bars[first]?.start ?? range.start, end: bars[last]?.end ?? range.end };
}

function moveOf(key: string, step: number, all: number): number | null {
  if (key === 'ArrowLeft' || key === 'ArrowDown') return -step;
  if (key === 'ArrowRight' || key === 'ArrowUp') return step;
  if (key === 'PageUp') return LONG_STEP;
  if (key === 'PageDown') return -LONG_STEP;
  if (key === 'Home') return -all;
  return key === 'End' ? all : null;
}

function clamp(value: number, least: number, most: number): number {
  return Math.max(least, Math.min(most, value));
}
