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

/**
 * A line of 2 px for every row, in the order of the rows, on `height` pixels. Rows that share a pixel are drawn as one: of
 * looks on the same pixel the later in `looks` shows. So there are never more lines than pixels, and the time it takes grows
 * with the number of rows only.
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
  const pixels = new Uint8Array(lines * width);
  rows.walk((row, start, end, look) => {
    const line = apart >= 1 ? row : Math.min(lines - 1, Math.floor((row / rows.count) * lines));
    const from = clamp(Math.floor(project(scale, start)), width - LINE);
    const to = clamp(Math.max(from + LINE, Math.round(project(scale, end))), width);
    for (let at = line * width + from; at < line * width + to; at++) {
      if ((pixels[at] ?? 0) < look + 1) pixels[at] = look + 1;
    }
  });
  const paths = looks.map(() => '');
  for (let line = 0; line < lines; line++) {
    const y = MARGIN + LINE / 2 + Math.round(line * (apart >= 1 ? apart : 1));
    for (let x = 0; x < width; ) {
      const look = pixels[line * width + x] ?? 0;
      let end = x + 1;
      while (end < width && pixels[line * width + end] === look) end++;
      if (look > 0) paths[look - 1] += `M${x} ${y}h${end - x}`;
      x = end;
    }
  }
  return looks.flatMap((look, i) => (paths[i] ? [{ look, path: paths[i] }] : []));
}

function clamp(x: number, most: number): number {
  return Math.max(0, Math.min(most, x));
}
