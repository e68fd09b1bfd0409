import 'server-only';
import type { HistogramBucket } from './archive.ts';
import { OUTCOMES } from './keep-run.ts';
import { histogramAtOnce } from './postgres-counts.ts';
import { firstRid } from './rid.ts';
import type { RunQuery } from './run-query.ts';
import { narrowed, type Selection, selectionOf, whereOf, withOutcomeWord } from './selection.ts';
import { first, marks, type Sql } from './sql.ts';
import { frequentBeginnings } from './word-beginnings.ts';

const BUDGET_MS = 1_000;
const MOST_BUCKETS = 500;
/** So many runs are rather read one by one than counted by stretches. */
const FEW = 2_000;
const STEP = 500;

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
  if ((await frequentBeginnings(sql, query)).length > 0) return null;
  if (sql.kind === 'postgres') return histogramAtOnce(sql, query, range.from, length, number);
  const selection = selectionOf(sql.kind, query);
  const buckets: HistogramBucket[] = [];
  if (selection.outcomes === 'word') {
    const few = await countFew(sql, selection, range, number);
    if (few) return few;
  }
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
  const count = async ({ from, where, values, ...rest }: Selection) => {
    const statement = `SELECT count(*) AS n FROM ${from}${whereOf({ from, where, values, ...rest })}`;
    return (await first<{ n: number }>(sql, statement, values))?.n ?? 0;
  };
  if (bucket.outcomes === 'index') {
    for (const [at, name] of OUTCOMES.entries()) counts[name] = await count(narrowed(bucket, ['outcome = ?'], [at]));
    return counts;
  }
  // Most runs are completed: they are what the others leave.
  let rest = await count(bucket);
  for (const [at, name] of OUTCOMES.entries()) {
    if (rest === 0 || name === 'completed') continue;
    counts[name] = await count(withOutcomeWord(bucket, at));
    rest -= counts[name];
  }
  return { ...counts, completed: rest };
}

/** Where few runs fit, they are read once; null where they are many. */
async function countFew(
  sql: Sql,
  selection: Selection,
  { from, to }: { from: number; to: number },
  number: number,
): Promise<HistogramBucket[] | null> {
  const within = narrowed(selection, [`${selection.rid} >= ?`, `${selection.rid} < ?`], [firstRid(from), firstRid(to)]);
  const found = await sql.all<{ rid: number }>(
    `SELECT ${within.rid} AS rid FROM ${within.from}${whereOf(within)} ORDER BY ${within.rid} DESC LIMIT ?`,
    [...within.values, FEW + 1],
  );
  if (found.length > FEW) return null;
  const length = (to - from) / number;
  const buckets = Array.from({ length: number }, (_, at) => {
    return { from: from + at * length, failed: 0, waiting: 0, completed: 0, other: 0 };
  });
  for (let at = 0; at < found.length; at += STEP) {
    const some = found.slice(at, at + STEP).map(({ rid }) => rid);
    const rows = await sql.all<{ rid: number; outcome: number }>(
      `SELECT rid, outcome FROM runs WHERE rid IN (${marks(some.length)})`,
      some,
    );
    for (const { rid, outcome } of rows) {
      const bucket = buckets.findLast((one) => rid >= firstRid(one.from));
      const name = OUTCOMES[outcome];
      if (bucket && name) bucket[name] += 1;
    }
  }
  return buckets;
}
