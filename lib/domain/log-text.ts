import { lineFinder, type LineFinder } from './log-hits.ts';
import { utf8Length } from './long-text.ts';
import { type Colours, coloursAfter, type LogPiece, piecesOf, stripControls, withoutColours } from './terminal-text.ts';
import { textHash } from './text-hash.ts';

/** A line of a log as it is shown. */
export interface LogLine {
  /** Without colours. */
  plain: string;
  pieces: readonly LogPiece[];
  /** UTF-16 units of its end that are not here. */
  missing: number;
}

/** A log in lines, ready to be shown and searched. Lines count from 0. */
export interface LogText {
  total: number;
  /** Size in UTF-8. */
  readonly bytes: number;
  /** Of the text as it came; empty where this is only the beginning of one. */
  readonly hash: string;
  /** All lines without colours. */
  lines: readonly string[];
  /** As it came. */
  text: string;
  peek: (line: number) => LogLine | null;
  read: (from: number, to: number) => Promise<LogLine[]>;
  /** Absent where a search could hold the page up. */
  findNow?: LineFinder['now'];
  find: LineFinder['slowly'];
}

/** Longer texts are not searched at once (UTF-16 units). */
const AT_ONCE = 2 * 1024 * 1024;
/** How many lines are kept once their colours were read. */
const KEPT = 500;

/**
 * Cuts a text into lines as a terminal shows them: at line feeds, carriage returns, or both together. The empty rest behind
 * the last end of a line is no line; an empty text has none.
 */
export function splitLogLines(text: string): string[] {
  if (text === '') return [];
  const lines = text.split(/\r\n?|\n/);
  if (lines.length > 1 && lines.at(-1) === '') lines.pop();
  return lines;
}

/**
 * Reads a log. Colours last until they are changed, across lines, so one pass notes for every line what holds at its start;
 * the lines themselves are read when they are seen. `whole` is false for the beginning of a cut text.
 */
export function readLog(text: string, whole = true): LogText {
  const { plain, line } = coloured(splitLogLines(stripControls(text)), []);
  const finder = lineFinder(plain);
  const peek = (at: number) => (at < plain.length ? line(at) : null);
  let hash: string | undefined;
  return {
    total: plain.length,
    get bytes() {
      return utf8Length(text);
    },
    get hash() {
      hash ??= whole ? textHash(text) : '';
      return hash;
    },
    text,
    lines: plain,
    peek,
    read: async (from, to) => plain.slice(from, to).map((_, i) => line(from + i)),
    ...(text.length > AT_ONCE ? {} : { findNow: finder.now }),
    find: finder.slowly,
  };
}

/**
 * Lines of a range of a log, given as they came; `colours` is what holds in front of them, `cut` the whole length (UTF-16
 * units) of those whose end is missing, by their place in the range.
 */
export function readLogLines(raw: readonly string[], colours: string, cut: ReadonlyMap<number, number>): LogLine[] {
  // A cut line may end inside a sequence, which must not swallow the next line, so each is cleaned by itself.
  const { plain, line } = coloured(raw.map(stripControls), colours === '' ? [] : [colours]);
  return plain.map((_, i) => ({ ...line(i), missing: Math.max(0, (cut.get(i) ?? 0) - (raw[i]?.length ?? 0)) }));
}

/** The colours that hold behind a text, as one string for `readLogLines`. */
export function coloursBehind(text: string): string {
  return coloursAfter(stripControls(text), []).join('');
}

function coloured(lines: readonly string[], before: Colours) {
  const starts = new Map<number, Colours>();
  const plain: string[] = [];
  let colours = before;
  for (const [number, line] of lines.entries()) {
    if (colours.length > 0 || line.includes('\u001b')) starts.set(number, colours);
    plain.push(withoutColours(line));
    colours = coloursAfter(line, colours);
  }
  const seen = new Map<number, LogLine>();
  const line = (at: number): LogLine => {
    const text = plain[at] ?? '';
    const start = starts.get(at);
    if (start === undefined) return { plain: text, pieces: [{ text, sequences: '' }], missing: 0 };
    let found = seen.get(at);
    if (!found) {
      if (seen.size >= KEPT) seen.clear();
      found = { plain: text, pieces: piecesOf(lines[at] ?? '', start), missing: 0 };
      seen.set(at, found);
    }
    return found;
  };
  return { plain, line };
}
