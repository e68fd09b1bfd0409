import { project, type TimeScale } from './time-scale.ts';

/** Rows for the minimap. They are walked, not handed over, because there may be tens of thousands. */
export interface MinimapRows {
  count: number;
  /** Calls `mark` for every stretch; `row` counts from 0, `look` is a place in the list of looks. */
  walk: (mark: (row: number, start: number, end: number, look: number) => void) => void;
}

/** Lines of one look as the path of an SVG, along their middles. */
export interface MinimapPath {
  look: string;
  path: string;
}

/** Thickness of a line (pixels). */
export const LINE = 2;
/** Free room above the first line and below the last (pixels). */
const MARGIN = 3;
/** Rows are at most this far apart (pixels). */
const FARTHEST = 4;

/** Weight of a look that always shows (pixels); more than any number of rows can add up to. */
const ALWAYS = 1e9;
/** Weight of the pixels that a short stretch gets only because lines have a least length. */
const HARDLY = 1e-6;

/**
 * A line of 2 px for every row, in the order of the rows, on `height` pixels. Rows that share a pixel are drawn as one: the
 * look that takes most of the pixel shows, but the last of `looks` (failures) always does. So there are never more lines
 * than pixels, and the time it takes grows with the number of rows only.
 */
export function minimapPaths(
  rows: MinimapRows,
  scale: TimeScale,
  height: number,
  looks: readonly string[],
): MinimapPath[] {
  const width = Math.max(1, Math.floor(scale.width));
  const room = Math.max(LINE, height - 2 * MARGIN);
  const apart = Math.min(FARTHEST, (room - LINE) / Math.max(1, rows.count - 1));
  // Lines that are less than a pixel apart share it.
  const lines = apart >= 1 ? rows.count : Math.max(1, Math.floor(room - LINE) + 1);
  const weights = new Float32Array(lines * width * looks.length);
  rows.walk((row, start, end, look) => {
    const line = apart >= 1 ? row : Math.min(lines - 1, Math.floor((row / rows.count) * lines));
    const begin = clamp(project(scale, start), width);
    const finish = clamp(project(scale, end), width);
    const from = clamp(Math.floor(begin), Math.max(0, width - LINE));
    const to = clamp(Math.max(from + LINE, Math.ceil(finish - 0.5)), width);
    for (let x = from; x < to; x++) {
      const covered = Math.min(finish, x + 1) - Math.max(begin, x);
      const at = (line * width + x) * looks.length + look;
      weights[at] = (weights[at] ?? 0) + (look === looks.length - 1 ? ALWAYS : Math.max(HARDLY, covered));
    }
  });
  const heaviest = (cell: number) => {
    let best = -1;
    let most = 0;
    for (let look = 0; look < looks.length; look++) {
      const weight = weights[cell * looks.length + look] ?? 0;
      if (weight <= most) continue;
      best = look;
      most = weight;
    }
    return best;
  };
  const paths = looks.map(() => '');
  for (let line = 0; line < lines; line++) {
    const y = MARGIN + LINE / 2 + Math.round(line * (apart >= 1 ? apart : 1));
    for (let x = 0; x < width; ) {
      const look = heaviest(line * width + x);
      let end = x + 1;
      while (end < width && heaviest(line * width + end) === look) end++;
      if (look >= 0) paths[look] += `M${x} ${y}h${end - x}`;
      x = end;
    }
  }
  return looks.flatMap((look, i) => (paths[i] ? [{ look, path: paths[i] }] : []));
}

function clamp(x: number, most: number): number {
  return Math.max(0, Math.min(most, x));
}
