/** A place where the words that are looked for stand; `to` is exclusive, both in UTF-16 units of the line. */
export interface Hit {
  line: number;
  from: number;
  to: number;
}

export interface Hits {
  list: Hit[];
  /** There are more than were collected. */
  more: boolean;
}

const HIT_LIMIT = 10_000;

/** All places of `words` in lines, without regard to case, in order; at most 10,000. Nothing for no words. */
export function findHits(lines: readonly string[], words: string): Hits {
  const list: Hit[] = [];
  if (words === '') return { list, more: false };
  const pattern = new RegExp(words.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'), 'gi');
  for (const [line, text] of lines.entries()) {
    for (const match of text.matchAll(pattern)) {
      if (list.length === HIT_LIMIT) return { list, more: true };
      list.push({ line, from: match.index, to: match.index + match[0].length });
    }
  }
  return { list, more: false };
}

/** The hits of one line, of a list in order of lines. */
export function hitsOfLine(list: readonly Hit[], line: number): { first: number; hits: readonly Hit[] } {
  const first = lowerBound(list, line);
  return { first, hits: list.slice(first, lowerBound(list, line + 1)) };
}

function lowerBound(list: readonly Hit[], line: number): number {
  let low = 0;
  let high = list.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((list[middle]?.line ?? 0) < line) low = middle + 1;
    else high = middle;
  }
  return low;
}
