import { MOST_FINDS, MOST_WORDS, type TextFind } from '../domain/text-find.ts';

const TEXT = /^[a-z0-9_.]{1,60}$/;
const HIT = /^[1-9]\d{0,8}$/;

/**
 * Reads what is looked for in texts: `find=timeout&hit=3` in the first, `find.1=error` in that called 1, `find.turn.3.1=error` in
 * the first of a card of the conversation. Null for nothing.
 */
export function parseTextFinds(query: URLSearchParams): readonly TextFind[] | null {
  const finds: TextFind[] = [];
  for (const [name, words] of query) {
    const [first, ...rest] = name.split('.');
    const out = rest.join('.');
    if (first !== 'find' || words === '' || words.length > MOST_WORDS || (name !== 'find' && !TEXT.test(out))) continue;
    if (finds.length === MOST_FINDS || finds.some((find) => (find.out ?? '') === out)) continue;
    const hit = query.get(nameOf('hit', out)) ?? '';
    finds.push({ out: name === 'find' ? null : out, words, hit: HIT.test(hit) ? Number(hit) - 1 : 0 });
  }
  return finds.length === 0 ? null : finds;
}

/** Adds them to a query, hits from 1 and without the first. */
export function writeTextFinds(query: URLSearchParams, finds: readonly TextFind[] | null): void {
  for (const { out, words, hit } of finds ?? []) {
    query.set(nameOf('find', out ?? ''), words);
    if (hit > 0) query.set(nameOf('hit', out ?? ''), String(hit + 1));
  }
}

function nameOf(name: string, out: string): string {
  return out === '' ? name : `${name}.${out}`;
}
