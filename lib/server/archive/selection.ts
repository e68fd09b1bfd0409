import 'server-only';
import type { RunQuery } from './run-query.ts';
import { firstRid } from './rid.ts';
import { matchExpression, textConditions } from './search-index.ts';
import { facetWord, parseSearch, type SearchTerm } from './search-words.ts';
import { marks, type Sql, type SqlValue } from './sql.ts';

/** Runs that fit a query, as a table, its column of run numbers, and conditions. */
export interface Selection {
  from: string;
  rid: string;
  where: readonly string[];
  values: readonly SqlValue[];
  /** How runs of one outcome are told apart: by an index of their own, by a column, or by a word. */
  outcomes: 'index' | 'column' | 'word';
}

/** Columns of `runs` that filters ask for, by the query's field. */
export const FACET_COLUMNS = {
  source: 'source',
  status: 'status',
  assistant: 'assistant_id',
  model: 'model',
  error: 'error_code',
  thread: 'thread_id',
  fingerprint: 'fingerprint',
} as const;

const MOST_VALUES = 200;
/** Outcomes of runs that failed, wait or ended otherwise, by their place in `OUTCOMES`. */
const NOT_COMPLETED = [0, 1, 3];
/** What of a value is kept in columns that have an index, in UTF-16 units. */
const LONGEST_VALUE = 300;

/** A value as index columns keep it: PostgreSQL refuses entries of more than 2.7 KB. */
export function indexed(value: string | null): string {
  return value === null ? '' : value.slice(0, LONGEST_VALUE);
}

interface Facet {
  field: keyof typeof FACET_COLUMNS | 'tool';
  values: string[];
}

/** The query's filters by value, without time and text. */
export function facetsAsked(query: RunQuery): Facet[] {
  const one = (value: string | null) => (value === null ? [] : [value]);
  const all: [Facet['field'], readonly string[]][] = [
    ['source', query.source],
    ['thread', one(query.thread)],
    ['status', query.status],
    ['assistant', query.assistant],
    ['model', query.model],
    ['tool', query.tool],
    ['error', query.error],
    ['fingerprint', one(query.fingerprint)],
  ];
  return all
    .filter(([, values]) => values.length > 0)
    .map(([field, values]) => ({ field, values: [...new Set(values.map(indexed))].slice(0, MOST_VALUES) }));
}

/**
 * The selection that answers a query fastest in order of time. In SQLite one value of one filter is a range of its index;
 * anything more is an intersection in the full-text index, which holds the filters' values as words.
 */
export function selectionOf(kind: Sql['kind'], query: RunQuery): Selection {
  const facets = facetsAsked(query);
  const terms = parseSearch(query.text);
  if (kind === 'postgres') return columnSelection(kind, query);
  const [facet] = facets;
  if (terms.length > 0 || facets.length > 1 || (facet && facet.values.length > 1)) {
    const groups = facets.map(({ field, values }) => values.map((value) => facetWord(field, value)));
    return inTime(query, { ...wordSelection(terms, groups), outcomes: 'word' });
  }
  if (facet?.field === 'tool') {
    return inTime(query, {
      from: 'run_tools',
      rid: 'rid',
      where: ['tool = ?'],
      values: facet.values,
      outcomes: 'column',
    });
  }
  return columnSelection(kind, query);
}

/** Loose texts that fit a query in the order of time; null where it asks for what only runs have, or for no word. */
export function looseSelection(kind: Sql['kind'], query: RunQuery): Selection | null {
  const terms = parseSearch(query.text);
  const asked = facetsAsked(query);
  if (terms.length === 0 || asked.some(({ field }) => field !== 'source')) return null;
  const [source] = asked;
  if (kind === 'sqlite') {
    const groups = source ? [source.values.map((value) => facetWord('source', value))] : [];
    const values = [matchExpression(terms, groups)];
    return inTime(query, { from: 'loose_fts', rid: 'rowid', where: ['loose_fts MATCH ?'], values, outcomes: 'word' });
  }
  const text = textConditions(terms);
  const where = source ? [text.where, `source IN (${marks(source.values.length)})`] : [text.where];
  const values = [...text.values, ...(source?.values ?? [])];
  return inTime(query, { from: 'loose_texts', rid: 'tid', where, values, outcomes: 'column' });
}

/** Whether words must stand in a row, which only the whole text tells. */
export function hasPhrase({ text }: RunQuery): boolean {
  return parseSearch(text).some(({ words }) => words.length > 1);
}

/** In SQLite: the runs of a query that did not complete, from the full-text index. */
export function unfinished(query: RunQuery): Selection {
  const groups = facetsAsked(query).map(({ field, values }) => values.map((value) => facetWord(field, value)));
  const outcomes = NOT_COMPLETED.map((outcome) => facetWord('outcome', String(outcome)));
  return inTime(query, { ...wordSelection(parseSearch(query.text), [...groups, outcomes]), outcomes: 'word' });
}

/**
 * The same query by the columns of `runs`, for walks in another order than that of time. In PostgreSQL texts are looked for
 * `within` run numbers where they are given.
 */
export function columnSelection(kind: Sql['kind'], query: RunQuery, within?: { from: number; to: number }): Selection {
  const where: string[] = [];
  const values: SqlValue[] = [];
  const facets = facetsAsked(query);
  for (const { field, values: asked } of facets) {
    const list = asked.length === 1 ? '= ?' : `IN (${marks(asked.length)})`;
    if (field === 'tool') {
      where.push(`EXISTS (SELECT 1 FROM run_tools WHERE run_tools.rid = runs.rid AND tool ${list})`);
    } else where.push(`${FACET_COLUMNS[field]} ${list}`);
    // Their indexes leave out runs without: the condition must say that they are not meant.
    if (field === 'error' || field === 'fingerprint') where.push(`${FACET_COLUMNS[field]} <> ''`);
    values.push(...asked);
  }
  const terms = parseSearch(query.text);
  if (terms.length > 0 && kind === 'sqlite') {
    where.push('EXISTS (SELECT 1 FROM runs_fts WHERE runs_fts MATCH ? AND runs_fts.rowid = runs.rid)');
    values.push(matchExpression(terms, []));
  } else if (terms.length > 0) {
    const text = textConditions(terms);
    const stretch = within ? ' AND rid >= ? AND rid < ?' : '';
    where.push(`rid IN (SELECT rid FROM run_texts WHERE ${text.where}${stretch})`);
    values.push(...text.values, ...(within ? [within.from, within.to] : []));
  }
  const outcomes = where.length === 0 ? 'index' : 'column';
  return inTime(query, { from: 'runs', rid: 'rid', where, values, outcomes });
}

/** The selection with more conditions. */
export function narrowed(selection: Selection, where: readonly string[], values: readonly SqlValue[]): Selection {
  return { ...selection, where: [...selection.where, ...where], values: [...selection.values, ...values] };
}

/** ` WHERE …` of a selection, or nothing. */
export function whereOf({ where }: Selection): string {
  return where.length === 0 ? '' : ` WHERE ${where.join(' AND ')}`;
}

function wordSelection(terms: readonly SearchTerm[], groups: readonly (readonly string[])[]) {
  const values = [matchExpression(terms, groups)];
  return { from: 'runs_fts', rid: 'rowid', where: ['runs_fts MATCH ?'], values };
}

function inTime(query: RunQuery, selection: Selection): Selection {
  const { rid } = selection;
  const where = [...(query.from === null ? [] : [`${rid} >= ?`]), ...(query.to === null ? [] : [`${rid} < ?`])];
  return narrowed(selection, where, [query.from, query.to].filter((at) => at !== null).map(firstRid));
}
