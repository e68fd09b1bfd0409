import 'server-only';
import { createHash } from 'node:crypto';

/** What must occur in a text: one word, several in a row, or any word that begins so. */
export interface SearchTerm {
  words: readonly string[];
  /** The last word may go on. */
  prefix: boolean;
}

const WORD = /[\p{L}\p{N}\p{M}\p{Co}]+/gu;
const NOT_ASCII = /[^\0-\u007f]/;
const MARKS = /\p{M}+/gu;
/** Scripts without spaces between words: every character is a word, and a run of them a phrase. */
const UNSPACED = /[\p{scx=Han}\p{scx=Hiragana}\p{scx=Katakana}\p{scx=Thai}\p{scx=Lao}\p{scx=Khmer}\p{scx=Myanmar}]/gu;
const LONGEST_WORD = 64;
/** Longer texts are searched to here, in UTF-16 units. */
const LONGEST_TEXT = 8_000_000;
const MOST_TERMS = 16;
/** Nothing that a person types becomes a word with it. */
const FACET = '§';

/** The words of a text in their order: lower case, without accents, at most 64 characters each. */
export function wordsOf(text: string): string[] {
  const cut = text.length > LONGEST_TEXT ? text.slice(0, LONGEST_TEXT) : text;
  const plain = NOT_ASCII.test(cut)
    ? cut.normalize('NFKD').replace(MARKS, '').replace(UNSPACED, ' $& ').toLowerCase().normalize('NFC')
    : cut.toLowerCase();
  const words: string[] = [];
  for (const [word] of plain.matchAll(WORD)) words.push(word.length > LONGEST_WORD ? cutWord(word) : word);
  return words;
}

/**
 * What a person asks for: words, `"phrases"` and `word*`. Every other character separates words; nothing is an operator.
 * Beyond 16 terms the rest is left out.
 */
export function parseSearch(text: string): SearchTerm[] {
  const terms: SearchTerm[] = [];
  for (const [, phrase, word] of text.slice(0, 4_000).matchAll(/"([^"]*)"?|([^\s"]+)/g)) {
    const words = wordsOf(phrase ?? word ?? '');
    if (words.length > 0) terms.push({ words, prefix: phrase === undefined && (word ?? '').endsWith('*') });
  }
  return terms.slice(0, MOST_TERMS);
}

/** One word that stands for a value of a filter; it can be met by no word of a text. */
export function facetWord(field: string, value: string): string {
  return FACET + createHash('sha256').update(`${field}\0${value}`).digest('hex').slice(0, 24);
}

function cutWord(word: string): string {
  const cut = word.slice(0, LONGEST_WORD);
  return cut.isWellFormed() ? cut : cut.slice(0, -1);
}
