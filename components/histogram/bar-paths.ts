import type { HistogramBar } from './histogram-data.ts';

/** Width of a bar with the space after it, and without, in units of the drawing. */
export const PITCH = 10;
const BAR = 8.6;
/** Least height of a part that holds anything, and the space between parts, in px. */
const LEAST = 1;
const SPACE = 0.5;

/** The top of the scale: twice a step of the row 1, 2, 5, 10, …, so that its middle is a round number, too. */
export function topOf(bars: readonly HistogramBar[]): number {
  const highest = bars.reduce((most, bar) => Math.max(most, totalOf(bar)), 0);
  for (let power = 1; ; power *= 10) {
    for (const factor of [1, 2, 5]) if (2 * factor * power >= highest) return 2 * factor * power;
  }
}

/** Everything that fell into a bar. */
export function totalOf(bar: HistogramBar): number {
  return bar.counts.reduce((sum, count) => sum + count, 0);
}

/**
 * The parts of one series as one path: of those bars that `picked` says, on a scale from 0 to `top` that is `height` px high.
 * Its x axis has `PITCH` units a bar.
 */
export function barPath(
  bars: readonly HistogramBar[],
  series: number,
  { top, height }: { top: number; height: number },
  picked: (bar: HistogramBar) => boolean,
): string {
  const parts: string[] = [];
  bars.forEach((bar, i) => {
    const own = heightOf(bar.counts[series] ?? 0, top, height);
    if (own === 0 || !picked(bar)) return;
    let below = 0;
    for (let each = 0; each < series; each++) {
      const part = heightOf(bar.counts[each] ?? 0, top, height);
      below += part === 0 ? 0 : part + SPACE;
    }
    const y = Math.max(0, height - below - own);
    parts.push(`M${round(i * PITCH + (PITCH - BAR) / 2)} ${round(y)}h${BAR}v${round(own)}h-${BAR}z`);
  });
  return parts.join('');
}

function heightOf(count: number, top: number, height: number): number {
  return count <= 0 ? 0 : Math.max(LEAST, (count / top) * height - SPACE);
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
