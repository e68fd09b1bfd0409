import { type FoldedText, foldText } from './folded-text.ts';

/** What is searched for: words that stand one behind the other, folded. */
export interface SearchTerm {
  words: readonly string[];
  /** The last word may go on. */
  prefix: boolean;
}

/** A place of a text, in UTF-16 units, and which term (by its place) stands there. */
export interface TermHit {
  from: number;
  to: number;
  term: number;
}

const WORD_CHARACTER = /[\p{L}\p{N}\p{M}\p{Co}]/u;
const WORD = /[\p{L}\p{N}\p{M}\p{Co}]+/gu;
/** Scripts without spaces between words: every character is a word. */
const UNSPACED = /[\p{scx=Han}\p{scx=Hiragana}\p{scx=Katakana}\p{scx=Thai}\p{scx=Lao}\p{scx=Khmer}\p{scx=Myanmar}]/u;
const EACH_UNSPACED = new RegExp(UNSPACED, 'gu');
/** As many as the archive's search looks at. */
const MOST_TERMS = 16;
const LONGEST_WORD = 64;

/** Reads words, `"phrases"` and `word*`; every other character separates words, and no word is an operator. */
export function parseTerms(search: string): SearchTerm[] {
  const terms: SearchTerm[] = [];
  for (const [, phrase, word = ''] of search.slice(0, 4000).matchAll(/"([^"]*)"?|([^\s"]+)/g)) {
    const words =
      foldText(phrase ?? word)
        .folded.replace(EACH_UNSPACED, ' $& ')
        .match(WORD) ?? [];
    if (words.length > 0) terms.push({ words, prefix: phrase === undefined && word.endsWith('*') });
  }
  return terms.slice(0, MOST_TERMS);
}

/** Whether every term stands somewhere in a text. */
export function hasAllTerms(text: string, terms: readonly SearchTerm[]): boolean {
  const { folded } = foldText(text);
  return terms.every((term) => placeOf(folded, term, 0) !== null);
}

/** Places of the terms in a text, in its order, at most `most` of each term. */
export function findTerms(text: string, terms: readonly SearchTerm[], most: number): TermHit[] {
  const read = foldText(text);
  const found = terms.flatMap((term, at) => placesOf(read, term, at, most));
  return found.sort((a, b) => a.from - b.from || b.to - a.to);
}

function placesOf(read: FoldedText, term: SearchTerm, at: number, most: number): TermHit[] {
  const found: TermHit[] = [];
  let place = placeOf(read.folded, term, 0);
  for (; place !== null && found.length < most; place = placeOf(read.folded, term, place.to)) {
    found.push({ from: read.at(place.from), to: Math.max(read.at(place.to), read.at(place.from) + 1), term: at });
  }
  return found;
}

/** The next place of a term in a folded text, from a place on. */
function placeOf(folded: string, term: SearchTerm, start: number): { from: number; to: number } | null {
  const [first = '', ...rest] = term.words;
  for (let from = folded.indexOf(first, start); from !== -1; from = folded.indexOf(first, from + 1)) {
    if (!isBorder(folded, from)) continue;
    let to = endOf(folded, from, first, term.prefix && rest.length === 0);
    for (const [i, word] of rest.entries()) {
      if (to === null) break;
      const next = nextWord(folded, to);
      const prefix = term.prefix && i === rest.length - 1;
      to = next !== null && folded.startsWith(word, next) ? endOf(folded, next, word, prefix) : null;
    }
    if (to !== null) return { from, to };
  }
  return null;
}

/** Where the word at a place ends if it is the wanted one; null when it goes on with other letters. */
function endOf(folded: string, from: number, word: string, prefix: boolean): number | null {
  let to = from + word.length;
  if (isBorder(folded, to)) return to;
  // The archive knows a long word by its beginning only.
  if (!prefix && word.length < LONGEST_WORD) return null;
  while (to < folded.length && !isBorder(folded, to)) to++;
  return to;
}

function nextWord(folded: string, from: number): number | null {
  const next = folded.slice(from, from + 1000).search(WORD_CHARACTER);
  return next === -1 ? null : from + next;
}

/** Whether a word may begin or end at a place: not between two letters, unless their script writes no spaces. */
function isBorder(folded: string, at: number): boolean {
  if (at <= 0 || at >= folded.length) return true;
  if (isLowSurrogate(folded.charCodeAt(at))) return false;
  const after = characterAt(folded, at);
  const before = characterAt(folded, isLowSurrogate(folded.charCodeAt(at - 1)) ? at - 2 : at - 1);
  if (!WORD_CHARACTER.test(before) || !WORD_CHARACTER.test(after)) return true;
  return UNSPACED.test(before) || UNSPACED.test(after);
}

function characterAt(text: string, at: number): string {
  const code = text.codePointAt(at);
  return code === undefined ? '' : String.fromCodePoint(code);
}

function isLowSurrogate(code: number): boolean {
  return code >= 0xdc00 && code <= 0xdfff;
}
