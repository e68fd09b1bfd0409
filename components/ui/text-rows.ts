/** A line over this many characters is folded. */
export const LONG_LINE = 10_000;
/** Of a folded line this much is shown, and an opened one is laid out in rows of this length. */
export const ROW_LENGTH = 1_000;

/** One row on the screen: a whole line, or a part of a long one. Offsets are in UTF-16 units; `hidden` counts those folded away. */
export interface TextRow {
  line: number;
  from: number;
  to: number;
  hidden: number;
}

/** Rows of a text that can be asked for one by one, so that a text of a million lines costs no million objects. */
export interface TextRows {
  count: number;
  at: (row: number) => TextRow;
  /** The row that shows a place, or the folded row of its line. */
  rowOf: (line: number, column: number) => number;
}

/** Lines that are longer than LONG_LINE, in order. */
export function longLines(lines: readonly string[]): number[] {
  const long: number[] = [];
  for (let line = 0; line < lines.length; line++) if ((lines[line]?.length ?? 0) > LONG_LINE) long.push(line);
  return long;
}

/** Lays lines out in rows. `long` are the long lines, `opened` those of them that the reader unfolded. */
export function textRows(lines: readonly string[], long: readonly number[], opened: ReadonlySet<number>): TextRows {
  const split: { line: number; firstRow: number; rows: number }[] = [];
  let extra = 0;
  for (const line of long) {
    const rows = opened.has(line) ? Math.ceil((lines[line]?.length ?? 0) / ROW_LENGTH) : 1;
    split.push({ line, firstRow: line + extra, rows });
    extra += rows - 1;
  }
  const before = (has: (entry: { line: number; firstRow: number }) => boolean) => {
    let low = 0;
    let high = split.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      const entry = split[middle];
      if (entry && has(entry)) low = middle + 1;
      else high = middle;
    }
    return split[low - 1];
  };
  return {
    count: lines.length + extra,
    at: (row) => {
      const last = before((entry) => entry.firstRow <= row);
      if (!last) return wholeLine(lines, row);
      const part = row - last.firstRow;
      if (part >= last.rows) return wholeLine(lines, last.line + 1 + part - last.rows);
      return partOfLine(lines[last.line] ?? '', last.line, part, last.rows === 1);
    },
    rowOf: (line, column) => {
      const last = before((entry) => entry.line <= line);
      if (!last) return line;
      if (last.line < line) return last.firstRow + last.rows + (line - last.line - 1);
      return last.firstRow + Math.min(last.rows - 1, Math.floor(column / ROW_LENGTH));
    },
  };
}

function wholeLine(lines: readonly string[], line: number): TextRow {
  return { line, from: 0, to: lines[line]?.length ?? 0, hidden: 0 };
}

function partOfLine(text: string, line: number, part: number, folded: boolean): TextRow {
  const from = border(text, part * ROW_LENGTH);
  const to = border(text, Math.min(text.length, (part + 1) * ROW_LENGTH));
  return { line, from, to, hidden: folded ? text.length - to : 0 };
}

/** Moves a cut behind a surrogate pair it would go through. */
function border(text: string, at: number): number {
  const code = text.charCodeAt(at);
  return at > 0 && code >= 0xdc00 && code <= 0xdfff ? at + 1 : at;
}
