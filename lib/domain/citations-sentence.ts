import type { TextRange } from './citations-words.ts';
import type { Annotation } from './message.ts';

/** A sentence longer than this is cut at its beginning. */
const LONGEST_SENTENCE = 600;
/** A piece between two marks with fewer characters belongs to the sentence before it. */
const SHORTEST_CLAIM = 16;
/** This many characters are searched for marks in all; annotations whose turn never comes have no place. */
const SEARCH_BUDGET = 5_000_000;

/** End of a sentence: a full stop with space behind it, a full stop of a script without spaces, or a line. */
const SENTENCE_END = /[.!?…]["'”’)\]*_]*(?=\s|$)|[。！？｡؟۔।॥]["'”’」』)\]*_]*|\n/g;
const LEADING_MARKS = /^[\s\-–*•#>|]+/;

/**
 * Where each annotation's mark stands; null for those without one. Offsets are believed only where the annotation's own
 * text stands there (whether they count characters or units is not known), otherwise the text is searched for it.
 */
export function placeMarks(text: string, annotations: readonly Annotation[]): (TextRange | null)[] {
  const taken = new Set<number>();
  let budget = SEARCH_BUDGET;
  return annotations.map(({ text: mark, start }) => {
    if (mark === null || mark === '') return null;
    let from = -1;
    if (start !== null && text.startsWith(mark, start) && !taken.has(start)) from = start;
    else {
      for (let after = 0; budget > 0; after = from + mark.length) {
        from = text.indexOf(mark, after);
        budget -= (from === -1 ? text.length : from) - after + 1;
        if (from === -1 || !taken.has(from)) break;
      }
      if (from === -1 || taken.has(from)) return null;
    }
    taken.add(from);
    return { from, to: from + mark.length };
  });
}

/**
 * The sentence that ends at the mark at `place` of `marks`, without the marks next to it; null where there is none. `marks`
 * are all of the text, in order.
 */
export function sentenceBefore(text: string, marks: readonly TextRange[], place: number): TextRange | null {
  let at = place;
  let to = marks[at]?.from ?? 0;
  for (let before = marks[--at]; before; before = marks[--at]) {
    if (before.to < to - trailingSpace(text, to)) break;
    to = Math.min(to, before.from);
  }
  to -= trailingSpace(text, to);
  const floor = Math.max(0, to - LONGEST_SENTENCE);
  let from = floor;
  for (const end of text.slice(floor, to).matchAll(SENTENCE_END)) {
    const after = floor + end.index + end[0].length;
    if (after < to) from = after;
  }
  for (let other = marks[at]; other && other.to > from; other = marks[--at]) {
    if (to - other.to >= SHORTEST_CLAIM) from = other.to;
  }
  from += LEADING_MARKS.exec(text.slice(from, to))?.[0].length ?? 0;
  return from < to ? { from, to } : null;
}

/** The sentences of a text, in order. */
export function sentencesOf(text: string): TextRange[] {
  const ranges: TextRange[] = [];
  let from = 0;
  const add = (to: number) => {
    const start = from + (/^\s+/.exec(text.slice(from, to))?.[0].length ?? 0);
    const end = to - trailingSpace(text, to);
    if (end > start) ranges.push({ from: start, to: end });
    from = to;
  };
  for (const end of text.matchAll(SENTENCE_END)) add(end.index + end[0].length);
  add(text.length);
  return ranges;
}

/** The text with every mark blanked out, so that offsets stay. */
export function withoutMarks(text: string, range: TextRange, marks: readonly TextRange[]): string {
  let clean = text.slice(range.from, range.to);
  for (const mark of marks) {
    const from = Math.max(0, mark.from - range.from);
    const to = Math.min(clean.length, mark.to - range.from);
    if (to > from) clean = clean.slice(0, from) + ' '.repeat(to - from) + clean.slice(to);
  }
  return clean;
}

function trailingSpace(text: string, to: number): number {
  const floor = Math.max(0, to - LONGEST_SENTENCE);
  let from = to;
  while (from > floor && /\s/.test(text[from - 1] ?? '')) from--;
  return to - from;
}
