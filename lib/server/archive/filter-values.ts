import 'server-only';
import type { FilterValue } from './archive.ts';
import { valuesAtOnce } from './postgres-counts.ts';
import type { RunQuery } from './run-query.ts';
import { FACET_COLUMNS, selectionOf, whereOf } from './selection.ts';
import { first, type Sql } from './sql.ts';
import { frequentBeginnings, withoutBeginnings } from './word-beginnings.ts';

type Field = 'status' | 'assistant' | 'model' | 'source' | 'tool' | 'error';

const MOST = 300;

/**
 * The values of one filter that runs have which fit the others, most frequent first. At most 300 different values are
 * looked at.
 */
export async function filterValues(sql: Sql, query: RunQuery, of: Field): Promise<FilterValue[]> {
  const found: FilterValue[] = [];
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
    const row = await first<{ n: number }>(
      sql,
      `SELECT count(*) AS n FROM ${selection.from}${whereOf(selection)}`,
      selection.values,
    );
    const count = row?.n ?? 0;
    if (count > 0) found.push({ value, label: of === 'assistant' ? await assistantName(sql, value) : null, count });
  }
  return found.sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1));
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
