import type { TextFind } from './text-find.ts';

/**
 * What is looked for in the texts of one card, which have names of their own whatever is selected: `turn.3.1` is the first text
 * of the first call of step 3, and `turn.3.1.2` its third.
 */
export function findsOfCard(finds: readonly TextFind[] | null, card: string): TextFind[] {
  return (finds ?? []).flatMap((find) => {
    const { out } = find;
    if (out !== card && !out?.startsWith(`${card}.`)) return [];
    return [{ ...find, out: out.slice(card.length + 1) || null }];
  });
}

/** The same the other way round. */
export function findOfCard(find: TextFind, card: string): TextFind {
  return { ...find, out: find.out === null ? card : `${card}.${find.out}` };
}
