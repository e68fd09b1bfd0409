import 'server-only';
import { formatTraceViewParams, type TraceViewParams } from '../../contract/trace-view-params.ts';
import { type FoundWords, formatFoundWords } from '../../contract/found-words-params.ts';
import { formatWantedMessage } from '../../contract/wanted-message-params.ts';
import { routes } from '../../contract/routes.ts';
import { readLog } from '../../domain/log-text.ts';
import type { SearchHit } from '../../domain/search-hit.ts';
import { snippetOf, type Stretch } from '../../domain/snippet.ts';
import { stripControls, withoutColours } from '../../domain/terminal-text.ts';
import { findTerms, type SearchTerm, type TermHit } from '../../domain/text-search.ts';
import { jsonLeaves } from './json-leaves.ts';
import type { Place } from './place.ts';

/** Characters of one text that are looked through, and places of one term in it that are counted. */
const LONGEST = 2 * 1024 * 1024;
const MOST_PLACES = 200;
/** Hits that are so near each other share a snippet. */
const TOGETHER = 80;

/** A hit that is not written out yet: only the best are. */
export interface FoundHit {
  /** How many of the terms stand there. */
  terms: number;
  minor: boolean;
  write: (page: HitPage) => SearchHit;
}

/** The page that a hit leads to: that of a run, or that of a thread, at a message of it where it stands in one. */
export type HitPage = { source: string; key: string } | { source: string; thread: string; message: string | null };

/** Every place in one text where terms stand, those near each other or in one line of a log together. */
export function findHits(place: Place, terms: readonly SearchTerm[]): FoundHit[] {
  if (place.text === '') return [];
  const raw = place.text.slice(0, LONGEST);
  const text = place.form !== 'log' && raw.includes('\u001b') ? withoutColours(stripControls(raw)) : raw;
  if (place.form === 'log') return inLog(place, text, terms);
  const leaves = place.form === 'json' && findTerms(text, terms, 1).length > 0 ? jsonLeaves(text) : null;
  if (!leaves) return together(findTerms(text, terms, MOST_PLACES), TOGETHER).map((hits) => found(place, text, hits));
  return leaves.flatMap((leaf) =>
    together(findTerms(leaf.text, terms, MOST_PLACES), TOGETHER).map((hits) =>
      found(place, leaf.text, hits, { path: leaf.path }),
    ),
  );
}

function inLog(place: Place, raw: string, terms: readonly SearchTerm[]): FoundHit[] {
  const { lines } = readLog(raw, false);
  const text = lines.join('\n');
  const hits = findTerms(text, terms, MOST_PLACES);
  const byLine: FoundHit[] = [];
  let line = 0;
  let from = 0;
  for (let at = 0; at < hits.length; ) {
    const hit = hits[at];
    if (!hit) break;
    while (line < lines.length - 1 && from + (lines[line]?.length ?? 0) < hit.from)
      from += (lines[line++]?.length ?? 0) + 1;
    const end = from + (lines[line]?.length ?? 0);
    let next = at + 1;
    while (next < hits.length && (hits[next]?.from ?? end) < end) next++;
    const own = hits.slice(at, next);
    byLine.push(found(place, text, own, { line: line + 1, within: { from, to: Math.max(end, hit.to) } }));
    at = next;
  }
  return byLine;
}

function together(hits: readonly TermHit[], distance: number): TermHit[][] {
  const groups: TermHit[][] = [];
  for (const hit of hits) {
    const last = groups.at(-1);
    if (last && hit.from - (last[0]?.from ?? 0) <= distance) last.push(hit);
    else groups.push([hit]);
  }
  return groups;
}

function found(
  place: Place,
  text: string,
  hits: readonly TermHit[],
  where: { line?: number; path?: string; within?: Stretch } = {},
): FoundHit {
  const { line = null, path = null, within = { from: 0, to: text.length } } = where;
  return {
    terms: new Set(hits.map(({ term }) => term)).size,
    minor: place.minor === true,
    write: (page) => {
      const { step, stepNumber, call } = place;
      // Lines of logs and places of JSON have addresses of their own.
      const words = line === null && path === null ? formatFoundWords(wordsOf(text, hits)) : '';
      return {
        step,
        stepNumber,
        call,
        place: place.place,
        path: place.path,
        line,
        snippet: snippetOf(text, hits, within),
        href: hrefOf(page, viewOf(place, line, path), words),
      };
    },
  };
}

/** The first hit as it stands in the text, and some whole words around it in its line. */
function wordsOf(text: string, [first]: readonly TermHit[]): FoundWords {
  const { from = 0, to = 0 } = first ?? {};
  const before = /(?:^|(?<=\s))[^\n\r]{0,40}$/.exec(text.slice(Math.max(0, from - 41), from))?.[0] ?? '';
  const behind = /^[^\n\r]{0,40}(?=\s|$)/.exec(text.slice(to, to + 41))?.[0] ?? '';
  const words = text.slice(from, to).toWellFormed();
  return { words, near: `${before}${words}${behind}`.trim().toWellFormed() };
}

function hrefOf(page: HitPage, view: TraceViewParams, words: string): string {
  const query = 'key' in page ? formatTraceViewParams(view) : formatWantedMessage(page.message);
  const whole = [query, words].filter(Boolean).join('&');
  return 'key' in page ? routes.run(page.source, page.key, whole) : routes.thread(page.source, page.thread, whole);
}

function viewOf({ view }: Place, line: number | null, path: string | null): TraceViewParams {
  const base: TraceViewParams = { step: null, call: null, tab: 'rendered', ...view };
  const text = view.text && { ...view.text, line: line === null ? null : { from: line, to: line }, path };
  return { ...base, text: text ?? null };
}
