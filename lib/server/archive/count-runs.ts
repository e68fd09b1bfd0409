import 'server-only';
import { countFacts } from './fact-answers.ts';
import { factsFor } from './fact-filter.ts';
import type { RunQuery } from './run-query.ts';
import { narrowed, type Selection, selectionOf, whereOf } from './selection.ts';
import { countInTime } from './rid-windows.ts';
import { first, type Sql } from './sql.ts';
import { frequentBeginnings } from './word-beginnings.ts';

const BUDGET_MS = 250;
/** Runs that are counted before the clock is looked at. */
const STEP = 20_000;
/** The same where PostgreSQL looks at the words of every run. */
const WORD_STEP = 5_000;

/** How many runs fit; null as soon as counting has taken its time. */
export async function countRuns(sql: Sql, query: RunQuery, budget = BUDGET_MS): Promise<number | null> {
  const facts = await factsFor(sql, query);
  if (facts) return countFacts(facts, query);
  const end = performance.now() + budget;
  if ((await frequentBeginnings(sql, query)).length > 0) return null;
  const selection = selectionOf(sql.kind, query);
  if (selection.outcomes === 'word') return countInTime(sql, selection, query, budget);
  const most = sql.kind === 'postgres' && query.text !== '' ? WORD_STEP : STEP;
  let count = 0;
  for (const part of partsOf(selection)) {
    let below = Number.MAX_SAFE_INTEGER;
    for (;;) {
      const step = narrowed(part, [`${part.rid} < ?`], [below]);
      const row = await first<{ n: number; last: number | null }>(
        sql,
        `SELECT count(*) AS n, min(rid) AS last FROM
          (SELECT ${part.rid} AS rid FROM ${part.from}${whereOf(step)} ORDER BY ${part.rid} DESC LIMIT ?) AS step`,
        [...step.values, most],
      );
      count += row?.n ?? 0;
      if (!row || row.n < most || row.last === null) break;
      if (performance.now() > end) return null;
      below = row.last;
    }
  }
  return count;
}

/** All runs are counted in the small index by outcome, each outcome by itself. */
function partsOf(selection: Selection): Selection[] {
  if (selection.outcomes !== 'index') return [selection];
  return [0, 1, 2, 3].map((outcome) => narrowed(selection, ['outcome = ?'], [outcome]));
}
