/** Longer words are not looked for (UTF-16 units). */
export const MOST_WORDS = 200;
/** In so many texts at once, and so much of all of them; the oldest are forgotten. */
export const MOST_FINDS = 8;
const MOST_OF_ALL = 800;

/** What a reader looks for in a text of a call. */
export interface TextFind {
  /** Which text, as in `TextLink`; in a card of the conversation behind the name of the card. */
  out: string | null;
  /** Not empty. */
  words: string;
  /** Number of the current hit, from 0. */
  hit: number;
}

/** With what is looked for in one text now, where no words mean nothing; null where nothing is left. */
export function withFind(finds: readonly TextFind[] | null, find: TextFind): readonly TextFind[] | null {
  const others = (finds ?? []).filter(({ out }) => out !== find.out);
  const all = find.words === '' ? others : [...others, { ...find, words: find.words.slice(0, MOST_WORDS) }];
  const kept = all.slice(-MOST_FINDS);
  while (kept.reduce((sum, { words }) => sum + words.length, 0) > MOST_OF_ALL) kept.shift();
  return kept.length === 0 ? null : kept;
}
