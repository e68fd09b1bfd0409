/** A stretch of a text in UTF-16 units, `to` exclusive. */
export interface TextRange {
  from: number;
  to: number;
}

/** The words of a text in order: their numbers (−1 for words that were not asked for) and where they stand. */
export interface Words {
  ids: number[];
  from: number[];
  to: number[];
}

const WORD = /[\p{L}\p{N}\p{M}]+/gu;
/** Scripts written without spaces: every character counts as a word. */
const UNSPACED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;
const PIECES = new RegExp(`${UNSPACED.source}|(?:(?!${UNSPACED.source})[\\s\\S])+`, 'gu');
const BEYOND_ASCII = /[^\0-\x7f]/;
const HAN = /\p{Script=Han}/u;
/** Arabic short vowels and the stretching stroke, which texts may have or not. */
const OPTIONAL_SIGNS = /[\u064b-\u065f\u0670\u0640]/g;
const ALEF = /[\u0622\u0623\u0625]/g;
/** The first code unit of a script without spaces is Thai's; words below it need not be looked at more closely. */
const FIRST_UNSPACED = 0x0e00;

/** A word that says something by itself, where only single words are shared. */
const CONTENT_WEIGHT = 4;

/** Words by number, so that texts are compared by numbers. Grows with the texts that are learnt, never with those read. */
export interface Vocabulary {
  /** Reads a text and learns its words; at most `most` of them. */
  learn: (text: string, most: number) => Words;
  /** Reads a text; words that were never learnt are −1. Adds to `words`, as a text that follows. */
  read: (text: string, words: Words) => void;
  /** How much a word says: about its number of letters, more for a sign that is a word of its own. */
  weight: (id: number) => number;
  /** Whether the word is one of several letters, so that it counts even when its neighbours differ. */
  stands: (id: number) => boolean;
}

/** A vocabulary without words. */
export function createVocabulary(): Vocabulary {
  const numbers = new Map<string, number>();
  const weights: number[] = [];
  const standing: boolean[] = [];
  const add = (word: string, written: string): number => {
    const sign = UNSPACED.test(word);
    const weight = sign ? (HAN.test(word) ? 3 : 2) : weightOf(word, written);
    numbers.set(word, weights.length);
    standing.push(!sign && weight >= CONTENT_WEIGHT);
    return weights.push(weight) - 1;
  };
  return {
    learn(text, most) {
      const words: Words = { ids: [], from: [], to: [] };
      eachWord(text, (word, from, to) => {
        push(words, numbers.get(word) ?? add(word, text.slice(from, to)), from, to);
        return words.ids.length < most;
      });
      return words;
    },
    read(text, words) {
      eachWord(text, (word, from, to) => {
        push(words, numbers.get(word) ?? -1, from, to);
        return true;
      });
    },
    weight: (id) => weights[id] ?? 0,
    stands: (id) => standing[id] ?? false,
  };
}

function push(words: Words, id: number, from: number, to: number): void {
  words.ids.push(id);
  words.from.push(from);
  words.to.push(to);
}

const CAPITALS = /^\p{Lu}{2,3}$/u;

/** Digits and abbreviations say more than their letters, long words not more than eight letters do. */
function weightOf(word: string, written: string): number {
  if (/^\p{N}+$/u.test(word)) return Math.min(word.length + 2, 8);
  if (CAPITALS.test(written)) return CONTENT_WEIGHT;
  return word.length <= 3 ? 1 : Math.min(word.length, 8);
}

function eachWord(text: string, take: (word: string, from: number, to: number) => boolean): void {
  if (!BEYOND_ASCII.test(text)) {
    eachAsciiWord(text.toLowerCase(), take);
    return;
  }
  WORD.lastIndex = 0;
  for (let match = WORD.exec(text); match !== null; match = WORD.exec(text)) {
    const [found] = match;
    const at = match.index;
    if (!mayBeUnspaced(found)) {
      if (!take(fold(found), at, at + found.length)) return;
      continue;
    }
    for (const piece of found.matchAll(PIECES)) {
      const from = at + piece.index;
      if (!take(fold(piece[0]), from, from + piece[0].length)) return;
    }
  }
}

function eachAsciiWord(text: string, take: (word: string, from: number, to: number) => boolean): void {
  let from = -1;
  for (let i = 0; i <= text.length; i++) {
    const code = text.charCodeAt(i);
    const inside = (code >= 0x61 && code <= 0x7a) || (code >= 0x30 && code <= 0x39);
    if (inside && from === -1) from = i;
    if (inside || from === -1) continue;
    if (!take(text.slice(from, i), from, i)) return;
    from = -1;
  }
}

function mayBeUnspaced(word: string): boolean {
  for (let i = 0; i < word.length; i++) if (word.charCodeAt(i) >= FIRST_UNSPACED) return true;
  return false;
}

/** The word as it is compared: without case, width and optional signs. */
function fold(word: string): string {
  const lower = word.toLowerCase();
  for (let i = 0; i < lower.length; i++) {
    if (lower.charCodeAt(i) > 0x7f) return lower.normalize('NFKC').replace(OPTIONAL_SIGNS, '').replace(ALEF, '\u0627');
  }
  return lower;
}
