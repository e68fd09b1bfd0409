import 'server-only';
import type { HistogramBucket } from './archive.ts';
import { OUTCOMES } from './keep-run.ts';
import { firstRid } from './rid.ts';
import type { RunQuery } from './run-query.ts';
import { columnSelection, FACET_COLUMNS, narrowed, whereOf } from './selection.ts';
import type { Sql } from './sql.ts';

/**
 * Counts that PostgreSQL makes in one statement: it finds the runs in which a common word stands anew for every statement,
 * which SQLite does not.
 */
export async function histogramAtOnce(
  sql: Sql,
  query: RunQuery,
  from: number,
  length: number,
  number: number,
): Promise<HistogramBucket[]> {
  const begins = Array.from({ length: number + 1 }, (_, at) => from + at * length);
  const bounds = begins.map(firstRid);
  const within = narrowed(
    columnSelection(sql.kind, query),
    ['rid >= ?', 'rid < ?'],
    [bounds[0] ?? 0, bounds.at(-1) ?? 0],
  );
  const rows = await sql.all<{ bucket: number; outcome: number; n: number }>(
    `SELECT width_bucket(rid, ARRAY[${bounds.join(',')}]::bigint[]) AS bucket, outcome, count(*) AS n
      FROM ${within.from}${whereOf(within)} GROUP BY 1, 2`,
    within.values,
  );
  const buckets = begins.slice(0, number).map((begin) => {
    return { from: begin, failed: 0, waiting: 0, completed: 0, other: 0 };
  });
  for (const { bucket, outcome, n } of rows) {
    const counts = buckets[bucket - 1];
    const name = OUTCOMES[outcome];
    if (counts && name) counts[name] = n;
  }
  return buckets;
}

/** Values of one filter and how many runs that fit the other filters have each, the most frequent first. */
export function valuesAtOnce(
  sql: Sql,
  query: RunQuery,
  of: keyof typeof FACET_COLUMNS | 'tool',
  most: number,
): Promise<{ value: string; n: number }[]> {
  const fit = columnSelection(sql.kind, { ...query, [of]: [] });
  const inOrder = `GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT ${most}`;
  if (of === 'tool') {
    const runs = `SELECT rid FROM ${fit.from}${whereOf(fit)}`;
    return sql.all(`SELECT tool AS value, count(*) AS n FROM run_tools WHERE rid IN (${runs}) ${inOrder}`, fit.values);
  }
  const named = narrowed(fit, [`${FACET_COLUMNS[of]} <> ''`], []);
  return sql.all(
    `SELECT ${FACET_COLUMNS[of]} AS value, count(*) AS n FROM ${named.from}${whereOf(named)} ${inOrder}`,
    named.values,
  );
}
