import 'server-only';
import type { FilterValue } from './archive.ts';
import { factValues } from './fact-answers.ts';
import { factsFor } from './fact-filter.ts';
import { valuesAtOnce } from './postgres-counts.ts';
import type { RunQuery } from './run-query.ts';
import { countInTime } from './rid-windows.ts';
import { FACET_COLUMNS, type Selection, selectionOf, whereOf } from './selection.ts';
import { first, type Sql } from './sql.ts';
import { frequentBeginnings, withoutBeginnings } from './word-beginnings.ts';

type Field = 'status' | 'assistant' | 'model' | 'source' | 'tool' | 'error';

const MOST = 300;
const BUDGET_MS = 180;

/**
 * The values of one filter that runs have which fit the others, most frequent first. At most 300 different values are
 * looked at; those that there was no time to count (`budget`, ms) have null.
 */
export async function filterValues(sql: Sql, query: RunQuery, of: Field, budget = BUDGET_MS): Promise<FilterValue[]> {
  const end = performance.now() + budget;
  const found: FilterValue[] = [];
  const facts = await factsFor(sql, query);
  if (facts) {
    const most = factValues(facts, query, of).sort(byCount).slice(0, MOST);
    for (const { value, count } of most) {
      found.push({ value, label: of === 'assistant' ? await assistantName(sql, value) : null, count });
    }
    return found;
  }
  // Counts leave a frequent beginning of a word out of account rather than take seconds.
  const others = (await frequentBeginnings(sql, query)).length > 0 ? withoutBeginnings(query) : query;
  if (sql.kind === 'postgres' && others.text !== '') {
    for (const { value, n: count } of await valuesAtOnce(sql, others, of, MOST)) {
      found.push({ value, label: of === 'assistant' ? await assistantName(sql, value) : null, count });
    }
    return found;
  }
  for (const value of await differentValues(sql, of)) {
    const selection = selectionOf(sql.kind, { ...others, [of]: [value] });
    const left = end - performance.now();
    const count = left > 0 ? await countIn(sql, query, selection, left) : null;
    if (count === 0) continue;
    found.push({ value, label: of === 'assistant' ? await assistantName(sql, value) : null, count });
  }
  return found.sort(byCount);
}

function byCount(a: Pick<FilterValue, 'value' | 'count'>, b: Pick<FilterValue, 'value' | 'count'>): number {
  return (b.count ?? -1) - (a.count ?? -1) || (a.value < b.value ? -1 : 1);
}

async function countIn(sql: Sql, query: RunQuery, selection: Selection, budget: number): Promise<number | null> {
  if (selection.outcomes === 'word') return countInTime(sql, selection, query, budget);
  const statement = `SELECT count(*) AS n FROM ${selection.from}${whereOf(selection)}`;
  return (await first<{ n: number }>(sql, statement, selection.values))?.n ?? 0;
}

/** One step along the index a value, however many runs have it. */
async function differentValues(sql: Sql, of: Field): Promise<string[]> {
  const [table, column] = of === 'tool' ? ['run_tools', 'tool'] : ['runs', FACET_COLUMNS[of]];
  const known = of === 'error' ? `${column} <> '' AND ` : '';
  const rows = await sql.all<{ value: string }>(
    `WITH RECURSIVE steps (value, n) AS (
      SELECT (SELECT min(${column}) FROM ${table} WHERE ${known}${column} > ''), 1
      UNION ALL
      SELECT (SELECT min(${column}) FROM ${table} WHERE ${known}${column} > steps.value), n + 1
      FROM steps WHERE value IS NOT NULL AND n < ${MOST})
    SELECT value FROM steps WHERE value IS NOT NULL`,
  );
  return rows.map(({ value }) => value);
}

async function assistantName(sql: Sql, id: string): Promise<string | null> {
  const row = await first<{ assistant_name: string }>(
    sql,
    'SELECT assistant_name FROM runs WHERE assistant_id = ? ORDER BY rid DESC LIMIT 1',
    [id],
  );
  return row?.assistant_name || null;
}
