import 'server-only';
import type { HistogramBucket } from './archive.ts';
import { OUTCOMES } from './keep-run.ts';
import { firstRid } from './rid.ts';
import type { RunQuery } from './run-query.ts';
import { narrowed, type Selection, selectionOf, whereOf, withOutcomeWord } from './selection.ts';
import { first, type Sql } from './sql.ts';

const BUDGET_MS = 1_000;
const MOST_BUCKETS = 500;

type Counts = Record<(typeof OUTCOMES)[number], number>;

/** Runs per stretch of time between two instants; null as soon as counting has taken its time. */
export async function histogram(
  sql: Sql,
  query: RunQuery,
  range: { from: number; to: number; buckets: number },
  budget = BUDGET_MS,
): Promise<HistogramBucket[] | null> {
  const end = performance.now() + budget;
  const number = Math.min(Math.max(Math.floor(range.buckets), 1), MOST_BUCKETS);
  const length = (range.to - range.from) / number;
  if (!(length > 0)) return [];
  const selection = selectionOf(sql.kind, query);
  const buckets: HistogramBucket[] = [];
  for (let at = 0; at < number; at++) {
    if (performance.now() > end) return null;
    const from = range.from + at * length;
    const within = [firstRid(from), firstRid(range.from + (at + 1) * length)];
    const { rid } = selection;
    const counts = await countBucket(sql, narrowed(selection, [`${rid} >= ?`, `${rid} < ?`], within));
    buckets.push({ from, ...counts });
  }
  return buckets;
}

async function countBucket(sql: Sql, bucket: Selection): Promise<Counts> {
  if (bucket.outcomes === 'column') {
    const sums = OUTCOMES.map((name, at) => `coalesce(sum(CASE WHEN outcome = ${at} THEN 1 ELSE 0 END), 0) AS ${name}`);
    const row = await first<Counts>(
      sql,
      `SELECT ${sums.join(', ')} FROM ${bucket.from}${whereOf(bucket)}`,
      bucket.values,
    );
    return row ?? { failed: 0, waiting: 0, completed: 0, other: 0 };
  }
  const counts: Counts = { failed: 0, waiting: 0, completed: 0, other: 0 };
  for (const [at, name] of OUTCOMES.entries()) {
    const part = bucket.outcomes === 'index' ? narrowed(bucket, ['outcome = ?'], [at]) : withOutcomeWord(bucket, at);
    const row = await first<{ n: number }>(sql, `SELECT count(*) AS n FROM ${part.from}${whereOf(part)}`, part.values);
    counts[name] = row?.n ?? 0;
  }
  return counts;
}
