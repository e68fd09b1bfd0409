import 'server-only';
import { OUTCOMES } from './keep-run.ts';
import { narrowed, type Selection, whereOf } from './selection.ts';
import { first, type Sql } from './sql.ts';

/** Runs by how they ended. */
export type Counts = Record<(typeof OUTCOMES)[number], number>;

/** Counts of nothing, to be added to. */
export function noCounts(): Counts {
  return { failed: 0, waiting: 0, completed: 0, other: 0 };
}

/** Counts the runs of a selection by how they ended; of one by words, see word-histogram.ts. */
export async function countBucket(sql: Sql, bucket: Selection): Promise<Counts> {
  if (bucket.outcomes === 'column') {
    const sums = OUTCOMES.map((name, at) => `coalesce(sum(CASE WHEN outcome = ${at} THEN 1 ELSE 0 END), 0) AS ${name}`);
    const statement = `SELECT ${sums.join(', ')} FROM ${bucket.from}${whereOf(bucket)}`;
    return (await first<Counts>(sql, statement, bucket.values)) ?? noCounts();
  }
  const counts = noCounts();
  const count = async (selection: Selection) => {
    const statement = `SELECT count(*) AS n FROM ${selection.from}${whereOf(selection)}`;
    return (await first<{ n: number }>(sql, statement, selection.values))?.n ?? 0;
  };
  for (const [at, name] of OUTCOMES.entries()) counts[name] = await count(narrowed(bucket, ['outcome = ?'], [at]));
  return counts;
}
