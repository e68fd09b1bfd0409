import type { Citation, CitedSource, MessageCitations } from '#lib/domain/citations-model.ts';
import type { Annotation } from '#lib/domain/message.ts';

/** A source that a message points at, once, however many marks of the text do. Numbers count from 1. */
export interface Source {
  number: number;
  annotation: Annotation;
  /** What the searches of the run say of it; null where that is not known. */
  cited: CitedSource | null;
}

/** A stretch of the text (UTF-16 units, `to` exclusive) that stands for a source. */
export interface Mark {
  from: number;
  to: number;
  source: Source;
  /** What the mark means; null where that is not known. */
  citation: Citation | null;
}

/** A message's citations as they were linked with the searches of its run, and which of its parts the text is. */
export interface LinkedPart {
  part: number;
  cited: MessageCitations;
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
 * Citations that are `linked` have their numbers by chunk; the others follow them.
 */
export function readCitations(
  text: string,
  annotations: readonly Annotation[],
  linked: LinkedPart | null = null,
): Citations {
  const { sourceOf, sources } = numbering(linked);
  const taken = new Map<number, Mark>();
  const words = new Map<string, Omit<Mark, 'from' | 'to'>>();
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
  annotations.forEach((annotation, i) => {
    const meant = sourceOf(annotation, i);
    const { text: word, start } = annotation;
    if (word === null || word === '') return;
    const believed = start !== null && text.startsWith(word, start) && !taken.has(start);
    const from = believed ? start : freePlace(word);
    if (from !== -1) taken.set(from, { from, to: from + word.length, ...meant });
    if (!words.has(word)) words.set(word, meant);
  });
  for (const [word, meant] of words) {
    for (let from = freePlace(word); from !== -1; from = freePlace(word, from + word.length)) {
      taken.set(from, { from, to: from + word.length, ...meant });
    }
  }
  const marks: Mark[] = [];
  for (const mark of [...taken.values()].sort((a, b) => a.from - b.from || b.to - a.to)) {
    if (mark.from >= (marks.at(-1)?.to ?? 0)) marks.push(mark);
  }
  return { sources: [...sources.values()].sort((a, b) => a.number - b.number), marks };
}

/** Gives each annotation its source, and collects the sources by what makes them the same. */
function numbering(linked: LinkedPart | null) {
  const sources = new Map<string, Source>();
  const known = new Map(
    linked?.cited.citations.filter(({ part }) => part === linked.part).map((each) => [each.annotation, each]),
  );
  const numbers = new Map(linked?.cited.sources.map((each) => [each.number, each]));
  let next = numbers.size + 1;
  const sourceOf = (annotation: Annotation, i: number): Omit<Mark, 'from' | 'to'> => {
    const citation = known.get(i) ?? null;
    const cited = numbers.get(citation?.number ?? 0) ?? null;
    const key = cited ? `linked ${cited.number}` : keyOf(annotation);
    let source = sources.get(key);
    if (!source) {
      source = { number: cited?.number ?? next++, annotation, cited };
      sources.set(key, source);
    }
    return { source, citation };
  };
  return { sourceOf, sources };
}

function keyOf({ type, fileId, quote, url, title, text }: Annotation): string {
  return JSON.stringify([type, fileId, quote, url, title, fileId === null && url === null ? text : null]);
}
