/** A place where the words that are looked for stand: line from 0; `from` and `to` (exclusive) in UTF-16 units of the line without colours. */
export interface LogHit {
  line: number;
  from: number;
  to: number;
}

/** All hits are counted, a stretch of them is listed, in their order. */
export interface LogHits {
  /** Number of the first that is listed, from 0. */
  first: number;
  list: LogHit[];
  count: number;
}

/** What is looked for, and which of its hits are listed: at most `most` from number `first` (from 0) on. */
export interface WantedHits {
  words: string;
  first: number;
  most: number;
}

/** Most hits that the server lists at once. */
export const HIT_LIMIT = 10_000;
/** The place of every so many-th hit is remembered, so that those behind it are found again without a search from the beginning. */
const MARK_EVERY = 1_000;
/** UTF-16 units that are searched between two pauses. */
const SLICE = 1024 * 1024;

/** Finds words as they are written, whatever their case. Hits are as long as the words. */
export function wordsPattern(words: string): RegExp {
  return new RegExp(words.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'), 'gi');
}

interface Counted {
  words: string;
  count: number;
  marks: [line: number, column: number][];
}

/** A search in lines that are here. Both ways list at most `most` hits from number `first` (from 0) on; none for no words. */
export interface LineFinder {
  now: (words: string, first: number, most: number) => LogHits;
  /** In slices of a few milliseconds. Rejects with the reason of the signal. */
  slowly: (words: string, first: number, most: number, signal: AbortSignal) => Promise<LogHits>;
}

/** Counts the hits of the words asked for last once, whatever stretches of them are asked for. */
export function lineFinder(lines: readonly string[]): LineFinder {
  let known: Counted = { words: '', count: 0, marks: [] };
  return {
    now: (words, first, most) => {
      if (words !== known.words) {
        const steps = countIn(lines, words);
        let step = steps.next();
        while (!step.done) step = steps.next();
        known = step.value;
      }
      return listIn(lines, known, first, most);
    },
    slowly: async (words, first, most, signal) => {
      if (words === known.words) return listIn(lines, known, first, most);
      const steps = countIn(lines, words);
      let step = steps.next();
      for (; !step.done; step = steps.next()) {
        await new Promise((resolve) => setTimeout(resolve));
        signal.throwIfAborted();
      }
      known = step.value;
      return listIn(lines, step.value, first, most);
    },
  };
}

function* countIn(lines: readonly string[], words: string): Generator<undefined, Counted> {
  const counted: Counted = { words, count: 0, marks: [] };
  if (words === '') return counted;
  const pattern = wordsPattern(words);
  let units = 0;
  for (const [line, text] of lines.entries()) {
    pattern.lastIndex = 0;
    while (pattern.test(text)) {
      if (counted.count % MARK_EVERY === 0) counted.marks.push([line, pattern.lastIndex - words.length]);
      counted.count++;
    }
    units += text.length;
    if (units < SLICE) continue;
    units = 0;
    yield;
  }
  return counted;
}

function listIn(lines: readonly string[], { words, count, marks }: Counted, first: number, most: number): LogHits {
  const hits: LogHits = { first, list: [], count };
  const mark = marks[Math.floor(first / MARK_EVERY)];
  if (!mark) return hits;
  let [line, column] = mark;
  let skip = first % MARK_EVERY;
  const pattern = wordsPattern(words);
  for (; line < lines.length && hits.list.length < most; line++, column = 0) {
    pattern.lastIndex = column;
    while (hits.list.length < most && pattern.test(lines[line] ?? '')) {
      const to = pattern.lastIndex;
      if (skip > 0) skip--;
      else hits.list.push({ line, from: to - words.length, to });
    }
  }
  return hits;
}
