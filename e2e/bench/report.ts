import { isBusy } from './calibration.ts';
import type { Sample } from './measure.ts';
import { median } from './statistics.ts';
import type { Subject } from './subjects.ts';

/** All samples of one page, each with the time of the slower calibration before and after it. */
export interface Measured extends Subject {
  samples: (Sample & { calibrationMs: number })[];
  /** What went wrong in samples that are missing. */
  errors: string[];
}

interface Row {
  label: string;
  of: (sample: Sample) => number | null;
  aim?: string;
  /** Also printed as a ratio to the floor page. */
  ratio?: true;
}

const FIRST_ROW = 'first row, ms';
const ROWS: Row[] = [
  { label: FIRST_ROW, of: (one) => one.firstRowMs, ratio: true },
  { label: 'first row in a tab of the same server, ms', of: (one) => one.firstRowInTabMs, ratio: true },
  { label: 'all steps read, ms', of: (one) => one.completeMs, ratio: true },
  { label: 'first row while later steps load', of: (one) => Number(one.rowWhileLoading) },
  { label: 'scripts of the first load, KB gzipped', of: (one) => one.firstLoadGzipKb, aim: '200' },
  { label: 'scripts before any click, KB gzipped', of: (one) => one.scriptGzipKb },
  { label: 'scripts', of: (one) => one.scripts.length },
  { label: 'requests', of: (one) => one.requests },
  { label: 'DOM elements', of: (one) => one.elements, aim: '1000', ratio: true },
  { label: 'DOM elements after scrolling', of: (one) => one.elementsScrolled, aim: '1000', ratio: true },
  { label: 'longest task while opening, ms', of: (one) => one.longestTaskMs, aim: '100', ratio: true },
  { label: 'long tasks while opening, ms', of: (one) => one.longTasksMs, ratio: true },
  { label: 'longest task in use, ms', of: (one) => one.longestTaskInUseMs, aim: '100', ratio: true },
  { label: 'first step open, ms', of: (one) => one.firstStepOpenMs, ratio: true },
  { label: 'step open, ms', of: (one) => one.stepOpenMs, aim: '60', ratio: true },
  { label: 'step open with a log of 1 MiB, ms', of: (one) => one.bigStepOpenMs, ratio: true },
  { label: 'jump to 60 %, ms', of: (one) => one.jumpMs, ratio: true },
  { label: 'dropped frames, %', of: (one) => share(one.droppedFrames, one.droppedFrames + one.frames) },
  { label: 'blank frames, %', of: (one) => share(one.blankFrames, one.frames) },
  { label: 'worst frame, ms', of: (one) => one.worstFrameMs },
  { label: 'heap, MB', of: (one) => one.heapMb, ratio: true },
];

const share = (part: number, whole: number) => (100 * part) / Math.max(1, whole);

/** Samples of an idle machine; where they are fewer than half, the half with the best calibrations. */
function keptSamples({ samples }: Measured, fastestMs: number): Measured['samples'] {
  const ranked = samples.toSorted((a, b) => a.calibrationMs - b.calibrationMs);
  const half = Math.ceil(ranked.length / 2);
  return ranked.filter((sample, i) => i < half || !isBusy(sample.calibrationMs, fastestMs));
}

/** The medians of a page by the labels of the table; null where nothing was measured. */
export function medians(one: Measured, fastestMs: number): Record<string, number | null> {
  const samples = keptSamples(one, fastestMs);
  return Object.fromEntries(ROWS.map(({ label, of }) => [label, median(samples.map(of))]));
}

/** Ratios of the medians to those of the page's floor; null where there is none or it is zero. */
function ratios(page: Record<string, number | null>, floor: Record<string, number | null>): typeof page {
  const rows = ROWS.filter((row) => row.ratio).map(({ label }): [string, number | null] => {
    const [above, below] = [page[label] ?? null, floor[label] ?? null];
    return [label, above === null || !below ? null : above / below];
  });
  return Object.fromEntries(rows);
}

/** Medians of the pages, of their floor pages, the ratios, and the first row of the longest run against the shortest. */
export function formatReport(measured: readonly Measured[], fastestMs: number): string {
  const pages = measured.filter((one) => one.floorOf === null);
  const floors = pages.map((page) => measured.find((one) => one.floorOf === page.url));
  const names = pages.map((one) => one.name);
  const page = pages.map((one) => medians(one, fastestMs));
  const floor = floors.map((one) => (one ? medians(one, fastestMs) : {}));
  const parts = [table('The app: medians', names, page, { aims: true })];
  if (floors.some(Boolean)) {
    const times = page.map((one, i) => ratios(one, floor[i] ?? {}));
    parts.push(
      table('The floor page: medians', names, floor),
      table('The app, times the floor page', names, times, { digits: 2 }),
    );
  }
  const [first, last] = [page[0]?.[FIRST_ROW], page.at(-1)?.[FIRST_ROW]];
  if (first && last && pages.length > 1) {
    parts.push(`First row, ${names.at(-1)} against ${names[0]}: ${(last / first).toFixed(2)} (aim 1.15)`);
  }
  return parts.join('\n\n');
}

function table(
  title: string,
  names: readonly string[],
  columns: readonly Record<string, number | null>[],
  { aims = false, digits = 1 } = {},
): string {
  const width = Math.max(12, ...names.map((name) => name.length + 2));
  const label = Math.max(title.length, ...ROWS.map((row) => row.label.length));
  const head = `${title.padEnd(label)}${names.map((name) => name.padStart(width)).join('')}${aims ? '  at most' : ''}`;
  const lines = ROWS.flatMap((row) => {
    if (columns.every((column) => (column[row.label] ?? null) === null)) return [];
    const cells = columns.map((column) => figure(column[row.label] ?? null, digits).padStart(width));
    const aim = aims && row.aim ? row.aim.padStart(9) : '';
    return [row.label.padEnd(label) + cells.join('') + aim];
  });
  return [head, ...lines].join('\n');
}

function figure(value: number | null, digits: number): string {
  return value === null ? '–' : value.toFixed(Math.abs(value) >= 100 ? 0 : digits);
}
