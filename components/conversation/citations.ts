import type { Annotation } from '#lib/domain/message.ts';

/** A source that a message points at, once, however many marks of the text do. Numbers count from 1. */
export interface Source {
  number: number;
  annotation: Annotation;
}

/** A stretch of the text (UTF-16 units, `to` exclusive) that stands for a source. */
export interface Mark {
  from: number;
  to: number;
  source: Source;
}

export interface Citations {
  sources: Source[];
  /** In order of the text, without overlaps. */
  marks: Mark[];
}

/** This many characters are searched for marks in all; sources whose turn never comes are listed without a mark. */
const SEARCH_BUDGET = 10_000_000;

/**
 * Numbers the sources of a text and finds their marks. Offsets are believed only where the annotation's own text stands
 * there (whether they count characters or units is not known); otherwise the text is searched for it, and every further
 * occurrence of it counts as well. Annotations without a text, or with an empty range, are sources without a mark.
 */
export function readCitations(text: string, annotations: readonly Annotation[]): Citations {
  const sources = new Map<string, Source>();
  const taken = new Map<number, Mark>();
  const words = new Map<string, Source>();
  let budget = SEARCH_BUDGET;
  const freePlace = (word: string, after = 0): number => {
    for (let from = after; budget > 0; from += word.length) {
      const at = text.indexOf(word, from);
      budget -= (at === -1 ? text.length : at) - from + 1;
      if (at === -1 || !taken.has(at)) return at;
      from = at;
    }
    return -1;
  };
  for (const annotation of annotations) {
    const { type, fileId, quote, url, title, text: word, start } = annotation;
    const key = JSON.stringify([type, fileId, quote, url, title, fileId === null && url === null ? word : null]);
    const source = sources.get(key) ?? { number: sources.size + 1, annotation };
    sources.set(key, source);
    if (word === null || word === '') continue;
    const believed = start !== null && text.startsWith(word, start) && !taken.has(start);
    const from = believed ? start : freePlace(word);
    if (from !== -1) taken.set(from, { from, to: from + word.length, source });
    if (!words.has(word)) words.set(word, source);
  }
  for (const [word, source] of words) {
    for (let from = freePlace(word); from !== -1; from = freePlace(word, from + word.length)) {
      taken.set(from, { from, to: from + word.length, source });
    }
  }
  const marks: Mark[] = [];
  for (const mark of [...taken.values()].sort((a, b) => a.from - b.from || b.to - a.to)) {
    if (mark.from >= (marks.at(-1)?.to ?? 0)) marks.push(mark);
  }
  return { sources: [...sources.values()], marks };
}
