import 'server-only';
import { HIT_LIMIT, wordsPattern } from '../../domain/log-hits.ts';
import { stripControls, withoutColours } from '../../domain/terminal-text.ts';
import { turnTaker } from './step-text-index.ts';

/** UTF-16 units that are searched at once. */
const PART = 256 * 1024;
/** Terminal sequences that are longer than this may be cut between two parts. */
const SEQUENCE = 4096;
const ESC = '\u001b';

/** Counts all places of `words` (not empty, no line ends) and lists the first 10,000, from line and column 1. */
export async function findInText(
  text: string,
  words: string,
  signal: AbortSignal,
): Promise<{ count: number; places: [line: number, column: number][] }> {
  const turn = turnTaker(signal);
  const places: [number, number][] = [];
  let count = 0;
  let line = 1;
  /** Units of the current line, without terminal sequences, that stand before `kept`. */
  let before = 0;
  /** The end of what was searched: a hit may begin in it. */
  let kept = '';
  for (let from = 0; from < text.length; ) {
    const to = partEnd(text, from);
    const part = kept + withoutColours(stripControls(text.slice(from, to)));
    from = to;
    const pattern = wordsPattern(words);
    let lineStart = -before;
    let feed = part.indexOf('\n');
    let searched = 0;
    while (pattern.test(part)) {
      count++;
      searched = pattern.lastIndex;
      if (places.length === HIT_LIMIT) continue;
      const at = searched - words.length;
      for (; feed !== -1 && feed < at; feed = part.indexOf('\n', feed + 1)) {
        line++;
        lineStart = feed + 1;
      }
      places.push([line, at - lineStart + 1]);
    }
    const keep = Math.max(searched, part.length - words.length + 1);
    for (; feed !== -1 && feed < keep; feed = part.indexOf('\n', feed + 1)) {
      line++;
      lineStart = feed + 1;
    }
    kept = part.slice(keep);
    before = keep - lineStart;
    await turn();
  }
  return { count, places };
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
