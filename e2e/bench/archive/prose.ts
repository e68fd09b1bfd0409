import type { Chance } from './random.ts';

const COMMON =
  'the of and to in is for that on with as was by at from this are be it an or not have which run step tool call error file data request response value time user model output input result failed timeout connection refused search message'.split(
    ' ',
  );
const SYLLABLES =
  'ba ce di fo gu ha je ki lo mu na pe qui ro su ta ve wi xo yu zan bel cor dim fen gal hor jin kel lam mon nor pel rin sol tem ver wes'.split(
    ' ',
  );
const VOCABULARY = 60_000;
/** The seed of the vocabulary, so that questions can ask for its words. */
export const WORDS_SEED = 20_260_901;

/** Words as they are in texts of people and programs: few of them often, most of them seldom (Zipf). */
export function vocabulary(chance: Chance): string[] {
  const words = new Set(COMMON);
  while (words.size < VOCABULARY) {
    words.add(Array.from({ length: 2 + chance.whole(3) }, () => chance.one(SYLLABLES)).join(''));
  }
  return [...words];
}

/** A text of at least so many characters: words, numbers, ids, and now and then a line break. */
export function prose(chance: Chance, words: readonly string[], length: number): string {
  const parts: string[] = [];
  for (let size = 0; size < length; ) {
    const kind = chance.next();
    const part =
      kind < 0.93
        ? (words[Math.floor(words.length ** chance.next()) - 1] ?? 'the')
        : kind < 0.96
          ? String(chance.whole(100_000))
          : kind < 0.98
            ? `id_${chance.whole(2 ** 32).toString(36)}`
            : '\n';
    parts.push(part);
    size += part.length + 1;
  }
  return parts.join(' ');
}
