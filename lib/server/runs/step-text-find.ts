import 'server-only';
import { type WantedHits, wordsPattern } from '../../domain/log-hits.ts';
import { stripControls, withoutColours } from '../../domain/terminal-text.ts';
import { turnTaker } from './step-text-index.ts';

/** UTF-16 units that are searched at once. */
const PART = 256 * 1024;
/** Terminal sequences that are longer than this may be cut between two parts. */
const SEQUENCE = 4096;
/** Searches that are remembered of one text; the oldest are forgotten. */
const KEPT = 8;
const ESC = '\u001b';

/** A text, and what is remembered of searches in it by their words. */
export interface SearchedText {
  text: string;
  searches: Map<string, Counted>;
}

/** A search that was counted to the end: its hits are listed without a search of all that stands before them. */
interface Counted {
  count: number;
  /** At the beginning of each part. */
  stands: Stand[];
}

/** How far a search has come. */
interface Stand {
  /** Offset of what was not searched yet. */
  from: number;
  /** Hits before it. */
  count: number;
  /** The current line, from 1. */
  line: number;
  /** Units of the current line, without terminal sequences, that stand before `kept`. */
  before: number;
  /** The end of what was searched: a hit may begin in it. */
  kept: string;
}

type Place = [line: number, column: number];

const BEGINNING: Stand = { from: 0, count: 0, line: 1, before: 0, kept: '' };

/** Counts all places of words (not empty, no line ends) and lists those that are wanted, from line and column 1. */
export async function findInText(
  { text, searches }: SearchedText,
  wanted: WantedHits,
  signal: AbortSignal,
): Promise<{ count: number; places: Place[] }> {
  const turn = turnTaker(signal);
  const places: Place[] = [];
  const known = searches.get(wanted.words);
  const stands = known?.stands ?? [];
  const last = known ? Math.min(wanted.first + wanted.most, known.count) : Number.POSITIVE_INFINITY;
  let stand = stands.findLast(({ count }) => count <= wanted.first) ?? BEGINNING;
  while (stand.from < text.length && stand.count < last) {
    if (!known) stands.push(stand);
    stand = searchPart(text, stand, wanted, places);
    await turn();
  }
  const counted = known ?? { count: stand.count, stands };
  // The one asked for last stands last.
  searches.delete(wanted.words);
  searches.set(wanted.words, counted);
  for (const words of searches.keys()) if (searches.size > KEPT) searches.delete(words);
  return { count: counted.count, places };
}

/** Searches one part and adds those of its places that are wanted; gives where the next part begins. */
function searchPart(text: string, stand: Stand, { words, first, most }: WantedHits, places: Place[]): Stand {
  const from = partEnd(text, stand.from);
  const part = stand.kept + withoutColours(stripControls(text.slice(stand.from, from)));
  const pattern = wordsPattern(words);
  let { count, line } = stand;
  let lineStart = -stand.before;
  let feed = part.indexOf('\n');
  let searched = 0;
  const goTo = (place: number) => {
    for (; feed !== -1 && feed < place; feed = part.indexOf('\n', feed + 1)) {
      line++;
      lineStart = feed + 1;
    }
  };
  for (; pattern.test(part); count++) {
    searched = pattern.lastIndex;
    if (count < first || count >= first + most) continue;
    const at = searched - words.length;
    goTo(at);
    places.push([line, at - lineStart + 1]);
  }
  const keep = Math.max(searched, part.length - words.length + 1);
  goTo(keep);
  // A copy: a slice would keep the whole part in memory.
  const kept = JSON.parse(JSON.stringify(part.slice(keep))) as string;
  return { from, count, line, before: keep - lineStart, kept };
}

/** Where a part that begins at `from` may end: not between the two units of a line end and not inside a terminal sequence. */
function partEnd(text: string, from: number): number {
  const end = from + PART;
  if (end >= text.length) return text.length;
  if (text[end - 1] === '\r' && text[end] === '\n') return end + 1;
  // Only so far back: `lastIndexOf` would go to the beginning of the text where it has none.
  const sequence = text.slice(end - SEQUENCE, end).lastIndexOf(ESC);
  return sequence === -1 ? end : end - SEQUENCE + sequence;
}
