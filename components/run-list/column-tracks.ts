import type { CSSProperties } from 'react';

/** A column of the list: how wide it is in windows from 721, 900, 1081 and 1321 px on; null where the window has no room. */
interface Track {
  id: string;
  widths: readonly [string | null, string | null, string | null, string | null];
}

/** The columns in their order; their cells hide themselves at the same widths. Phones have lines instead. */
const TRACKS: readonly Track[] = [
  { id: 'select', widths: ['39px', '39px', '39px', '39px'] },
  { id: 'status', widths: ['27px', '27px', '27px', '27px'] },
  { id: 'id', widths: ['126px', '130px', '130px', '130px'] },
  { id: 'assistant', widths: [null, null, '142px', '142px'] },
  { id: 'message', widths: ['minmax(80px,1fr)', 'minmax(160px,1fr)', 'minmax(80px,1fr)', 'minmax(150px,1fr)'] },
  { id: 'model', widths: [null, null, '112px', '112px'] },
  { id: 'source', widths: [null, null, null, '92px'] },
  { id: 'started', widths: ['84px', '86px', '86px', '86px'] },
  { id: 'duration', widths: ['158px', '188px', '188px', '188px'] },
  { id: 'steps', widths: [null, null, null, '52px'] },
  { id: 'tokens', widths: [null, null, '60px', '60px'] },
  { id: 'cost', widths: ['62px', '70px', '70px', '70px'] },
  { id: 'reason', widths: ['132px', '152px', 'minmax(130px,168px)', '168px'] },
];

const NAMES = ['--run-desk', '--run-roomy', '--run-mid', '--run-wide'] as const;

/** Columns that every list has: its check box, what the run is, and the link to it. */
export const FIXED_COLUMNS: ReadonlySet<string> = new Set(['select', 'status', 'id']);

/** Whether a column has room in a window of one of the four widths (0 to 3). */
export function hasRoom(id: string, width: number): boolean {
  return (TRACKS.find((track) => track.id === id)?.widths[width] ?? null) !== null;
}

/** Variables for the class `run-columns`: tracks for the columns that are shown. The last one takes what the message leaves. */
export function trackStyle(hidden: readonly string[]): CSSProperties {
  const shown = TRACKS.filter(({ id }) => FIXED_COLUMNS.has(id) || !hidden.includes(id));
  const lines = NAMES.map((name, i) => {
    const widths = shown.map((track) => track.widths[i]).filter((width) => typeof width === 'string');
    const fluid = widths.some((width) => width.includes('1fr'));
    const last = (widths.at(-1) ?? '0px').replace(/^minmax\((\d+px),.*$/, '$1');
    return [name, (fluid ? widths : [...widths.slice(0, -1), `minmax(${last},1fr)`]).join(' ')];
  });
  return Object.fromEntries(lines) as CSSProperties;
}
