import 'server-only';
import { firstRid } from './rid.ts';
import type { RunQuery } from './run-query.ts';
import { narrowed, type Selection, whereOf } from './selection.ts';
import { first, type Sql } from './sql.ts';

/** The first stretch is this part of all time; the next are so long that they should take this many ms each. */
const FIRST_PART = 256;
const STRETCH_MS = 20;
/** A stretch is at most so many times as long as the one before. */
const MOST_LONGER = 4;

/** In which order, beyond which run, for how long (ms), and of which time runs are gone through. */
interface Walk {
  dir: 'asc' | 'desc';
  after: number | null;
  budget: number;
  time: Pick<RunQuery, 'from' | 'to'>;
  /** Where all numbers stand, unless they are those of runs. */
  among?: 'loose_texts';
}

/**
 * Goes through a selection of the full-text index in stretches of time, because nothing can interrupt a query of SQLite:
 * words that are frequent apart and never meet would hold it up. `visit` gets each stretch and says whether to go on.
 * Gives where it stopped for want of time: a run number beyond which nothing was visited; null when it came to an end.
 */
export async function walkInTime(
  sql: Sql,
  selection: Selection,
  { dir, after, budget, time, among }: Walk,
  visit: (stretch: Selection) => Promise<boolean>,
): Promise<number | null> {
  const ends = await first<{ low: number | null; high: number | null }>(
    sql,
    among
      ? 'SELECT (SELECT min(tid) FROM loose_texts) AS low, (SELECT max(tid) FROM loose_texts) AS high'
      : 'SELECT (SELECT min(rid) FROM runs) AS low, (SELECT max(rid) FROM runs) AS high',
  );
  if (!ends || ends.low === null || ends.high === null) return null;
  const { rid } = selection;
  const low = Math.max(ends.low, time.from === null ? 0 : firstRid(time.from));
  const high = Math.min(ends.high + 1, time.to === null ? Number.MAX_SAFE_INTEGER : firstRid(time.to));
  const begun = performance.now();
  let length = Math.ceil((high - low) / FIRST_PART);
  let [from, to] =
    dir === 'desc' ? [high, Math.min(after ?? high, high)] : [Math.max((after ?? low - 1) + 1, low), low];
  for (;;) {
    if (dir === 'desc') from = Math.max(to - length, low);
    else to = Math.min(from + length, high);
    if (from >= to) return null;
    const started = performance.now();
    const goOn = await visit(narrowed(selection, [`${rid} >= ?`, `${rid} < ?`], [from, to]));
    if (!goOn || (dir === 'desc' ? from <= low : to >= high)) return null;
    const now = performance.now();
    if (now - begun > budget) return dir === 'desc' ? from : to - 1;
    length = Math.ceil(length * Math.min(MOST_LONGER, STRETCH_MS / Math.max(now - started, 0.1)));
    if (dir === 'desc') to = from;
    else from = to;
  }
}

/** How many runs a selection has; null when counting took longer than `budget` ms. */
export async function countInTime(
  sql: Sql,
  selection: Selection,
  time: Walk['time'],
  budget: number,
): Promise<number | null> {
  let count = 0;
  const stopped = await walkInTime(sql, selection, { dir: 'desc', after: null, budget, time }, async (stretch) => {
    const row = await first<{ n: number }>(
      sql,
      `SELECT count(*) AS n FROM ${stretch.from}${whereOf(stretch)}`,
      stretch.values,
    );
    count += row?.n ?? 0;
    return true;
  });
  return stopped === null ? count : null;
}
