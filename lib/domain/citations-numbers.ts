import type { Citation, CitedSource, MessageCitations } from './citations-model.ts';
import type { Annotation } from './message.ts';

/** A citation before it has its number; `rank` is that of the chunk it means, null where only the file is known. */
export interface Unnumbered {
  citation: Omit<Citation, 'number'>;
  annotation: Annotation;
  rank: number | null;
}

/**
 * Numbers the citations of one message: first by chunk, in the order in which searches found them, best first; then by
 * file, then the rest, each in order of the text. Marks that mean the same have the same number.
 */
export function numberCitations(found: readonly Unnumbered[]): MessageCitations {
  const inOrder = found.toSorted((a, b) => positionOf(a) - positionOf(b));
  const groups = new Map<string, Unnumbered[]>();
  for (const one of inOrder) {
    const key = keyOf(one);
    const group = groups.get(key);
    if (group) group.push(one);
    else groups.set(key, [one]);
  }
  const byKind = [...groups.values()].toSorted((a, b) => kindOf(a[0]) - kindOf(b[0]));
  const numbered = new Map<Unnumbered, Citation>();
  const sources = byKind.flatMap((group, i): CitedSource[] => {
    const [first] = group;
    if (!first) return [];
    const citations = group.map((one) => {
      const citation: Citation = { ...one.citation, number: i + 1 };
      numbered.set(one, citation);
      return citation;
    });
    const told = group.find((one) => one.citation.match?.excerpt != null) ?? first;
    const { match, neverRetrieved } = told.citation;
    return [{ number: i + 1, annotation: first.annotation, match, neverRetrieved, citations }];
  });
  return { citations: inOrder.flatMap((one) => numbered.get(one) ?? []), sources };
}

const PART_LENGTH = 2 ** 32;

function positionOf({ citation }: Unnumbered): number {
  return citation.part * PART_LENGTH + (citation.place?.from ?? PART_LENGTH - 1);
}

/** Chunks by rank, then files, then the rest, which stay in order of the text. */
function kindOf(one: Unnumbered | undefined): number {
  if (!one) return 0;
  if (one.rank !== null) return one.rank;
  return one.citation.fileId === null ? Number.MAX_SAFE_INTEGER : Number.MAX_SAFE_INTEGER - 1;
}

function keyOf({ citation, annotation, rank }: Unnumbered): string {
  if (rank !== null) return `chunk ${rank}`;
  const { fileId, url, title, quote, text } = annotation;
  if (fileId !== null) return JSON.stringify([fileId, quote]);
  return JSON.stringify([citation.type, url, title, quote, url === null ? text : null]);
}
