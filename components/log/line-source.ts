/** A piece of a line with the SGR sequences that hold for it, one behind the other; empty for none. */
export interface LogPiece {
  text: string;
  sequences: string;
}

/** A line, cleaned of everything that a terminal would act on but for colours. */
export interface LogLine {
  /** Without colours. */
  plain: string;
  pieces: readonly LogPiece[];
  /** UTF-16 units of its end that are not here. */
  missing: number;
}

/** A place where the words that are looked for stand; `to` is exclusive, both in UTF-16 units of the plain line. */
export interface LogHit {
  line: number;
  from: number;
  to: number;
}

/** All hits are counted, a stretch of them is listed, in their order. */
export interface LogHits {
  /** Number of the first that is listed, from 0. */
  first: number;
  list: readonly LogHit[];
  count: number;
}

/** A log in lines, counted from 0: all of it here, or read piece by piece from somewhere else. */
export interface LineSource {
  total: number;
  /** Size in bytes. */
  readonly bytes: number;
  /** A short word that changes when the text does; empty where only its beginning is known. */
  readonly hash: string;
  /** The text as it came, where all of it is here. */
  text?: string;
  /** All plain lines, where they are here. */
  lines?: readonly string[];
  /** A line that is here. */
  peek: (line: number) => LogLine | null;
  /** Lines `from` to `to` (exclusive), fewer where the log ends before. */
  read: (from: number, to: number, signal: AbortSignal) => Promise<readonly LogLine[]>;
  /**
   * Looks for words as they are written, whatever their case: counts all hits and lists at most `most` of them from number
   * `first` (from 0) on.
   */
  find: (words: string, first: number, most: number, signal: AbortSignal) => Promise<LogHits>;
  /** The same at once; absent where that could hold the page up. */
  findNow?: (words: string, first: number, most: number) => LogHits;
}

/** A log that is elsewhere: its address as a file, and a way to its lines. */
export interface DistantSource {
  href: string;
  /** Null where only the file can be had. */
  open: ((signal: AbortSignal) => Promise<LineSource>) | null;
}

/** What is looked for in a log, as whoever shows it remembers. */
export interface Finding {
  /** Empty for nothing. */
  words: string;
  /** Number of the current hit, from 0. */
  hit: number;
  onChange: (words: string, hit: number) => void;
}

/** Lines from 1, both ends included, with the hash of the text they were chosen in. */
export interface ChosenLines {
  from: number;
  to: number;
  hash: string | null;
}
