import type { Chunk, Comparer } from './citations-chunks.ts';
import type { CitedChunk } from './citations-model.ts';
import type { Overlap } from './citations-overlap.ts';
import type { TextRange, Words } from './citations-words.ts';

/** The chunk a citation means, with how much speaks for it. */
export interface Match {
  chunk: Chunk;
  cited: CitedChunk;
  /** Words of the sentence that the chunk shares, by their places in the text that was learnt. */
  shared: TextRange[];
  score: number;
}

/** So many chunks, those with the most words of the sentence, are compared word by word. */
const MOST_COMPARED = 8;
/** A chunk must be this much better than the next one. */
const CLEARLY = 1.2;
const LONGEST_EXCERPT = 160;

/** What the source quoted: nearly all of it stands in the chunk in one piece. */
const isQuoted = (found: Overlap) => longestWeight(found) >= found.total * 0.8;

/** A long stretch of the sentence stands in the chunk word by word. */
function isExact(found: Overlap): boolean {
  const weight = longestWeight(found);
  return (weight >= 40 && (found.longest?.length ?? 0) >= 6) || (weight >= 20 && weight >= found.total * 0.7);
}

/** Three words in a row that say something, or most of the sentence's words anywhere; for a file's only chunk, two words. */
function isLikely(found: Overlap, only: boolean): boolean {
  if (found.score >= 14 && found.runs.some((run) => run.length >= 3)) return true;
  const telling = found.runs.filter((run) => run.weight >= 4).length;
  return (found.coverage >= 0.6 && telling >= 3) || (only && telling >= 2 && found.score >= 6);
}

/** The best chunk for a sentence or the source's quote; null where words do not tell. `chunks` are those of the file. */
export function bestMatch(asked: Words, chunks: readonly Chunk[], comparer: Comparer, quote: boolean): Match | null {
  const near = comparer.nearest(asked, chunks, MOST_COMPARED);
  const compared = near.map((chunk) => ({ chunk, found: comparer.compare(asked, chunk) }));
  compared.sort((a, b) => b.found.score - a.found.score || a.chunk.rank - b.chunk.rank);
  const [best, second] = compared;
  if (!best) return null;
  const clear = !second || best.found.score >= second.found.score * CLEARLY;
  const exact = quote ? isQuoted(best.found) : isExact(best.found);
  if (!exact && !(clear && isLikely(best.found, chunks.length === 1))) return null;
  const { chunk, found } = best;
  const marks = comparer.mark(found, chunk);
  const cited = citedChunk(chunk, exact ? 'exact' : 'likely', marks);
  return { chunk, cited, shared: sharedRanges(asked, found), score: found.score };
}

/** A chunk as a citation names it. */
export function citedChunk(
  chunk: Chunk,
  confidence: CitedChunk['confidence'],
  marks: Pick<CitedChunk, 'passage' | 'words'>,
): CitedChunk {
  const { fileId, fileName, score, places, texts } = chunk;
  const [first] = marks.passage;
  const excerpt = first
    ? (texts[first.content]?.slice(first.from, Math.min(first.to, first.from + LONGEST_EXCERPT)) ?? null)
    : null;
  return { place: places[0], fileId, fileName, score, confidence, ...marks, excerpt };
}

function longestWeight(found: Overlap): number {
  return found.longest?.weight ?? 0;
}

function sharedRanges(asked: Words, found: Overlap): TextRange[] {
  const ranges = found.runs.map((run) => {
    return { from: asked.from[run.asked] ?? 0, to: asked.to[run.asked + run.length - 1] ?? 0 };
  });
  return ranges.toSorted((a, b) => a.from - b.from);
}
