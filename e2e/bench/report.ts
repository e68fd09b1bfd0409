import type { Sample } from './measure.ts';

/** All samples of one address. */
export interface Measured {
  name: string;
  url: string;
  samples: Sample[];
}

const ROWS: [label: string, of: (sample: Sample) => number][] = [
  ['first row, ms', (one) => one.firstRowMs],
  ['all steps read, ms', (one) => one.completeMs],
  ['first row while later steps load', (one) => Number(one.rowWhileLoading)],
  ['longest task, ms', (one) => one.longestTaskMs],
  ['long tasks together, ms', (one) => one.longTasksMs],
  ['DOM elements', (one) => one.elements],
  ['DOM elements after scrolling', (one) => one.elementsScrolled],
  ['blank frames of all, %', (one) => (100 * one.blankFrames) / Math.max(1, one.frames)],
  ['worst frame, ms', (one) => one.worstFrameMs],
  ['scripts', (one) => one.scripts],
  ['scripts gzipped, KB', (one) => one.scriptGzipKb],
  ['requests', (one) => one.requests],
  ['heap, MB', (one) => one.heapMb],
];

function median(values: number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length / 2;
  return ((sorted[Math.ceil(middle) - 1] ?? Number.NaN) + (sorted[Math.floor(middle)] ?? Number.NaN)) / 2;
}

/** A table of medians, a column for each address. */
export function formatTable(measured: readonly Measured[]): string {
  const width = Math.max(12, ...measured.map((one) => one.name.length + 2));
  const label = Math.max(...ROWS.map(([text]) => text.length));
  const lines = [`${' '.repeat(label)}${measured.map((one) => one.name.padStart(width)).join('')}`];
  for (const [text, of] of ROWS) {
    const cells = measured.map((one) => {
      const value = median(one.samples.map(of));
      return (Math.abs(value) >= 100 ? value.toFixed(0) : value.toFixed(1)).padStart(width);
    });
    lines.push(text.padEnd(label) + cells.join(''));
  }
  return lines.join('\n');
}
