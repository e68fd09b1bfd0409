import type { SnippetPart } from './search-hit.ts';

/** A stretch of a text, in UTF-16 units; `to` is not in it. */
export interface Stretch {
  from: number;
  to: number;
}

/** Characters of a snippet, and how many of them stand in front of the first hit. */
const LENGTH = 120;
const BEFORE = 36;
/** A cut is moved to the border of a word where one is so near. */
const NEAR = 20;

/**
 * The words around the first of some hits, with all of them marked that fit. `within` is the line or text that is shown at
 * most. White space is folded; an ellipsis stands where something was cut.
 */
export function snippetOf(text: string, hits: readonly Stretch[], within: Stretch): SnippetPart[] {
  const [first] = hits;
  if (!first) return [];
  const from = beginning(text, Math.max(within.from, first.from - BEFORE), first.from, within.from);
  const to = ending(text, Math.min(within.to, Math.max(from + LENGTH, first.to)), first.to, within.to);
  const parts: SnippetPart[] = [];
  const add = (piece: string, marked: boolean) => {
    const shown = piece.replace(/\s+/g, ' ').toWellFormed();
    if (shown !== '') parts.push({ text: shown, marked });
  };
  if (from > within.from) add('…', false);
  let at = from;
  for (const hit of hits) {
    if (hit.from < at || hit.from >= to) continue;
    add(text.slice(at, hit.from), false);
    at = Math.min(hit.to, to);
    add(text.slice(hit.from, at), true);
  }
  add(text.slice(at, to), false);
  if (to < within.to) add('…', false);
  return joined(parts);
}

/** Behind the first space near the wanted beginning; past a half character. */
function beginning(text: string, wanted: number, most: number, least: number): number {
  if (wanted <= least) return least;
  for (let at = wanted; at < Math.min(wanted + NEAR, most); at++) if (/\s/.test(text.charAt(at))) return at + 1;
  return isLowSurrogate(text, wanted) ? wanted + 1 : wanted;
}

/** In front of the last space near the wanted end. */
function ending(text: string, wanted: number, least: number, most: number): number {
  if (wanted >= most) return most;
  for (let at = wanted; at > Math.max(wanted - NEAR, least); at--) if (/\s/.test(text.charAt(at))) return at;
  return isLowSurrogate(text, wanted) ? wanted - 1 : wanted;
}

function isLowSurrogate(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return code >= 0xdc00 && code <= 0xdfff;
}

/** Without space at the ends, and neighbours that are both marked or both not in one. */
function joined(parts: readonly SnippetPart[]): SnippetPart[] {
  const found: SnippetPart[] = [];
  for (const part of parts) {
    const last = found.at(-1);
    if (last && last.marked === part.marked) last.text += part.text;
    else found.push({ ...part });
  }
  const [head] = found;
  const tail = found.at(-1);
  if (head) head.text = head.text.trimStart();
  if (tail) tail.text = tail.text.trimEnd();
  return found.filter(({ text }) => text !== '');
}
