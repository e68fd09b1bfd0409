import 'server-only';
import type { RunSort } from '../../domain/run-list.ts';
import type { Page } from '../../domain/page.ts';
import type { KeptRun } from './archive.ts';
import { listFacts } from './fact-answers.ts';
import { factsFor } from './fact-filter.ts';
import { formatListCursor, type ListCursor, parseListCursor } from './list-cursor.ts';
import { walkInTime } from './rid-windows.ts';
import { loadRuns } from './run-rows.ts';
import type { RunQuery } from './run-query.ts';
import { columnSelection, hasPhrase, narrowed, type Selection, selectionOf, whereOf } from './selection.ts';
import { first, type Sql } from './sql.ts';
import { type Filtered, filterByWords, frequentBeginnings, withoutBeginnings } from './word-beginnings.ts';

/** What rows are sorted by, and the index that is in this order. */
const ORDERS: Record<Exclude<RunSort, 'started'>, { column: string; index: string; text: boolean }> = {
  duration: { column: 'duration', index: 'runs_by_duration', text: false },
  tokens: { column: 'tokens', index: 'runs_by_tokens', text: false },
  status: { column: 'status', index: 'runs_status', text: true },
  assistant: { column: 'assistant_sort', index: 'runs_by_assistant', text: true },
  model: { column: 'model', index: 'runs_model', text: true },
  source: { column: 'source', index: 'runs_source', text: true },
};

/** So many runs are gathered and sorted; where more fit, a walk in the order meets fifty of them soon. */
const GATHERED = 20_000;

interface Place {
  rid: number;
  value: string | number | null;
}

/** A search that has found less than a page by then gives what it has, and a cursor to go on from. */
const SEARCH_MS = 90;

/**
 * One page of runs. Ties are broken by time, in the direction of the list. A page may be short, even empty, and still have
 * a cursor: the search goes on from there.
 */
export async function listRuns(
  sql: Sql,
  query: RunQuery,
  { cursor, limit }: { cursor?: string | undefined; limit: number },
): Promise<Page<KeptRun>> {
  const order = `${query.sort} ${query.dir}`;
  const after = cursor === undefined ? null : parseListCursor(cursor, order);
  const { places, stopped } = await placesOf(sql, query, after, limit + 1);
  const page = places.slice(0, limit);
  const last = page.at(-1);
  const items = await loadRuns(
    sql,
    page.map(({ rid }) => rid),
  );
  const end = places.length > limit && last ? last : stopped;
  return { items, nextCursor: end ? formatListCursor({ order, ...end }) : null, total: null };
}

/** Places of the runs that fit, beyond one, at most so many; `stopped` where a search ran out of time. */
export async function placesOf(
  sql: Sql,
  query: RunQuery,
  after: ListCursor | null,
  limit: number,
): Promise<Filtered<Place>> {
  const terms = await frequentBeginnings(sql, query);
  const { sort } = query;
  if (terms.length > 0) {
    const rest = withoutBeginnings(query);
    const next = async (last: Place | null, count: number) => {
      const place = last ? { order: '', ...last } : after;
      if (sort !== 'started') return byColumn(sql, rest, sort, place, count);
      return byTime(sql, rest, place, count);
    };
    return filterByWords(sql, terms, { limit, budget: SEARCH_MS }, next);
  }
  if (sort !== 'started') return { places: await byColumn(sql, query, sort, after, limit), stopped: null };
  const selection = selectionOf(sql.kind, query);
  const facts = selection.outcomes === 'word' ? await factsFor(sql, query) : null;
  if (facts) {
    const rids = listFacts(facts, query, { after: after?.rid ?? null, limit });
    return { places: rids.map((rid) => ({ rid, value: null })), stopped: null };
  }
  const inPhrases = sql.kind === 'postgres' && hasPhrase(query);
  if (selection.outcomes !== 'word' && !inPhrases)
    return { places: await byTime(sql, query, after, limit), stopped: null };
  const places: Place[] = [];
  const walk = { dir: query.dir, after: after?.rid ?? null, budget: SEARCH_MS, time: query };
  const stopped = await walkInTime(sql, selection, walk, async (stretch) => {
    const own = inPhrases ? phraseStretch(query, stretch) : stretch;
    places.push(...(await inOrder(sql, own, query.dir, limit - places.length)));
    return places.length < limit;
  });
  return { places, stopped: stopped === null ? null : { rid: stopped, value: null } };
}

/** PostgreSQL reads whole texts for phrases, so their stretch of time must be said where they are read. */
function phraseStretch(query: RunQuery, { values }: Selection): Selection {
  const [from, to] = values.slice(-2).map(Number);
  const within = { from: from ?? 0, to: to ?? 0 };
  return narrowed(columnSelection('postgres', query, within), ['rid >= ?', 'rid < ?'], [within.from, within.to]);
}

/** Whether a page of this query is a walk along one index, which takes next to no time. */
export function isShortList(query: RunQuery): boolean {
  return query.sort === 'started' && selectionOf('sqlite', query).outcomes !== 'word';
}

async function byTime(sql: Sql, query: RunQuery, after: ListCursor | null, limit: number): Promise<Place[]> {
  const selection = selectionOf(sql.kind, query);
  const beyond = query.dir === 'asc' ? `${selection.rid} > ?` : `${selection.rid} < ?`;
  return inOrder(sql, after ? narrowed(selection, [beyond], [after.rid]) : selection, query.dir, limit);
}

/** Numbers of a selection in the order of time. */
export async function inOrder(sql: Sql, selection: Selection, dir: 'asc' | 'desc', limit: number): Promise<Place[]> {
  const { rid, from, values } = selection;
  const rows = await sql.all<{ rid: number }>(
    `SELECT ${rid} AS rid FROM ${from}${whereOf(selection)} ORDER BY ${rid} ${dir} LIMIT ?`,
    [...values, limit],
  );
  return rows.map((row) => ({ rid: row.rid, value: null }));
}

async function byColumn(
  sql: Sql,
  query: RunQuery,
  sort: Exclude<RunSort, 'started'>,
  after: ListCursor | null,
  limit: number,
): Promise<Place[]> {
  const { column, index, text } = ORDERS[sort];
  if (after && typeof after.value !== (text ? 'string' : 'number')) parseListCursor('', '');
  const beyond = (prefix: string) =>
    after ? [`(${prefix}${column}, ${prefix}rid) ${query.dir === 'asc' ? '>' : '<'} (?, ?)`] : [];
  const place = after ? [after.value, after.rid] : [];
  const fit = selectionOf(sql.kind, query);
  if (sql.kind === 'sqlite' && fit.where.length > 0 && (await isFew(sql, fit))) {
    const where = beyond('runs.').map((condition) => ` WHERE ${condition}`);
    return sql.all<Place>(
      `SELECT runs.rid, runs.${column} AS value FROM (SELECT ${fit.rid} AS rid FROM ${fit.from}${whereOf(fit)}) AS fit
        CROSS JOIN runs ON runs.rid = fit.rid${where.join('')}
        ORDER BY +runs.${column} ${query.dir}, +runs.rid ${query.dir} LIMIT ?`,
      [...fit.values, ...place, limit],
    );
  }
  const walk = narrowed(columnSelection(sql.kind, query), beyond(''), place);
  const hint = sql.kind === 'sqlite' ? ` INDEXED BY ${index}` : '';
  return sql.all<Place>(
    `SELECT rid, ${column} AS value FROM runs${hint}${whereOf(walk)}
      ORDER BY ${column} ${query.dir}, rid ${query.dir} LIMIT ?`,
    [...walk.values, limit],
  );
}

async function isFew(sql: Sql, { from, rid, where, values, outcomes }: Selection): Promise<boolean> {
  const some = whereOf({ from, rid, where, values, outcomes });
  const row = await first<{ n: number }>(
    sql,
    `SELECT count(*) AS n FROM (SELECT ${rid} FROM ${from}${some} LIMIT ?) AS some`,
    [...values, GATHERED + 1],
  );
  return (row?.n ?? 0) <= GATHERED;
}
