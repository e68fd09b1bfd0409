import 'server-only';
import { zstdDecompressSync } from 'node:zlib';
import type { RunQuery } from './run-query.ts';
import { parseSearch, type SearchTerm } from './search-words.ts';
import { first, type Sql } from './sql.ts';

/** Runs whose words are read at a time. */
const BATCH = 100;
/** So many of the newest runs show whether a beginning is frequent: in one of thirty or more. */
const SAMPLE = 300;
const FREQUENT = SAMPLE / 30;
/** Up to so many runs the index does well with any beginning. */
const FEW_RUNS = 5_000;

/**
 * The beginnings of words (`err*`) of a query in SQLite, if they are frequent. FTS5 reads the places of every word that
 * begins so before it gives the first run, which takes seconds where there are millions; where that many runs have one,
 * reading the words of the newest is quick instead. Empty where the index does well.
 */
export async function frequentBeginnings(sql: Sql, query: RunQuery): Promise<readonly SearchTerm[]> {
  const terms = parseSearch(query.text).filter(({ prefix }) => prefix);
  if (sql.kind === 'postgres' || terms.length === 0) return [];
  const all = await first<{ n: number }>(sql, 'SELECT count(*) AS n FROM (SELECT 1 FROM runs LIMIT ?)', [FEW_RUNS + 1]);
  if (!all || all.n <= FEW_RUNS) return [];
  const newest = await sql.all<{ rid: number }>('SELECT rid FROM runs ORDER BY rid DESC LIMIT ?', [SAMPLE]);
  const texts = await readWords(
    sql,
    newest.map(({ rid }) => rid),
  );
  const isFrequent = (term: SearchTerm) => [...texts.values()].filter((words) => meets(words, term)).length >= FREQUENT;
  return terms.some(isFrequent) ? terms : [];
}

/** The query without its beginnings of words. */
export function withoutBeginnings(query: RunQuery): RunQuery {
  const terms = parseSearch(query.text).filter(({ prefix }) => !prefix);
  return { ...query, text: terms.map(({ words }) => `"${words.join(' ')}"`).join(' ') };
}

/** Whether words of a run, parted by spaces, hold a term. */
function meets(words: string, { words: term, prefix }: SearchTerm): boolean {
  return ` ${words} `.includes(` ${term.join(' ')}${prefix ? '' : ' '}`);
}

/** Runs that were found, and the last that was looked at when time was up. */
export interface Filtered<Place> {
  places: Place[];
  stopped: Place | null;
}

/** Of runs in some order, those whose words hold all terms, until `limit` are found, none is left or `budget` ms are over. */
export async function filterByWords<Place extends { rid: number }>(
  sql: Sql,
  terms: readonly SearchTerm[],
  { limit, budget }: { limit: number; budget: number },
  next: (after: Place | null, count: number) => Promise<Place[]>,
): Promise<Filtered<Place>> {
  const end = performance.now() + budget;
  const found: Place[] = [];
  for (let last: Place | null = null; ; ) {
    const places = await next(last, BATCH);
    const words = await readWords(
      sql,
      places.map(({ rid }) => rid),
    );
    for (const place of places) {
      const text = words.get(place.rid);
      if (text !== undefined && terms.every((term) => meets(text, term))) found.push(place);
      if (found.length === limit) return { places: found, stopped: null };
    }
    last = places.at(-1) ?? null;
    if (last === null || places.length < BATCH) return { places: found, stopped: null };
    if (performance.now() > end) return { places: found, stopped: last };
  }
}

async function readWords(sql: Sql, rids: readonly number[]): Promise<Map<number, string>> {
  if (rids.length === 0) return new Map();
  const rows = await sql.all<{ rid: number; words: Buffer }>(
    `SELECT rid, words FROM run_texts WHERE rid IN (${rids.map(() => '?').join(',')})`,
    rids,
  );
  return new Map(rows.map(({ rid, words }) => [rid, zstdDecompressSync(words).toString()]));
}
