/** A place where the words that are looked for stand: line from 0; `from` and `to` (exclusive) in UTF-16 units of the line without colours. */
export interface LogHit {
  line: number;
  from: number;
  to: number;
}

/** All hits are counted, the first HIT_LIMIT are listed, in their order. */
export interface LogHits {
  list: LogHit[];
  count: number;
}

export const HIT_LIMIT = 10_000;

/** Finds words as they are written, whatever their case. Hits are as long as the words. */
export function wordsPattern(words: string): RegExp {
  return new RegExp(words.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'), 'gi');
}

/** All places of `words` in lines. None for no words. */
export function findInLines(lines: readonly string[], words: string): LogHits {
  const hits: LogHits = { list: [], count: 0 };
  if (words === '') return hits;
  const pattern = wordsPattern(words);
  for (const [line, text] of lines.entries()) {
    pattern.lastIndex = 0;
    while (pattern.test(text)) {
      hits.count++;
      const to = pattern.lastIndex;
      if (hits.list.length < HIT_LIMIT) hits.list.push({ line, from: to - words.length, to });
    }
  }
  return hits;
}
