import { isId } from '#lib/domain/ids.ts';

/** Most ids that are sent at once. */
const MOST = 10_000;

/** Ids in a pasted text, each once; `refused` are the words that are none, `left` how many were too many. */
export interface PastedIds {
  ids: string[];
  refused: string[];
  left: number;
}

/** Reads ids that stand one a line, between commas, in quotes, or at the end of addresses. */
export function pastedIds(text: string): PastedIds {
  const words = text.split(/[\s,;"'[\]{}()<>]+/).filter(Boolean);
  const ids = new Set<string>();
  const refused: string[] = [];
  for (const word of words) {
    const id = /(?:^|[/=.])(thread_[A-Za-z0-9_-]{1,120})(?=$|[/?&#.])/.exec(word)?.[1] ?? word;
    if (isId(id)) ids.add(id);
    else refused.push(word);
  }
  return { ids: [...ids].slice(0, MOST), refused, left: Math.max(0, ids.size - MOST) };
}
