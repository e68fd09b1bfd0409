/** A range of the lines of one long text. Lines and columns count from 1. */
export interface TextRange {
  /** Number of the first line of `lines`; those asked for may be more than an answer holds. */
  from: number;
  /** As they came, without what ends them. */
  lines: string[];
  /** Lines whose end is left out, with the length of the whole (UTF-16 units). */
  cut: { line: number; length: number }[];
  /** Terminal sequences of colours that hold in front of the first line, empty for none. */
  colours: string;
  /** Of the whole text: lines, bytes of UTF-8, and a short word that changes when the text does. */
  total: number;
  bytes: number;
  hash: string;
  /**
   * For a search: how often it was found, and the places of those hits that were asked for (the first 10,000 unless something else was) as
   * line and column (UTF-16 units, of the line without terminal sequences).
   */
  hits?: { count: number; places: [line: number, column: number][] } | undefined;
}

/** Most lines of one answer. */
export const RANGE_LINES = 2000;
/** Most bytes of the lines of one answer; at least one line always comes. */
export const RANGE_BYTES = 1024 * 1024;
/** Longer lines are cut (UTF-16 units). */
export const RANGE_LINE_LENGTH = 10_000;
/** Longest text that can be looked for (UTF-16 units). */
export const FIND_LENGTH = 200;
