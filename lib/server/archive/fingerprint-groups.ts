import 'server-only';
import { factFingerprints } from './fact-answers.ts';
import { factsFor } from './fact-filter.ts';
import { walkInTime } from './rid-windows.ts';
import type { RunQuery } from './run-query.ts';
import { columnSelection, narrowed, selectionOf, unfinished, whereOf } from './selection.ts';
import type { Sql } from './sql.ts';

/** Failures that are alike. `first` and `last` are run numbers. */
export interface FingerprintGroup {
  id: string;
  count: number;
  failed: number;
  first: number;
  last: number;
  /** False where older runs were not counted for want of time. */
  whole: boolean;
}

export const SUMS =
  'count(*) AS count, sum(CASE WHEN outcome = 0 THEN 1 ELSE 0 END) AS failed, min(rid) AS first, max(rid) AS last';
const BUDGET_MS = 180;

/**
 * All groups at once, the one with the newest run first: alike failures are few kinds, however many runs. With a filter
 * the runs that fit are walked back in time, as far as `budget` ms go.
 */
export async function fingerprintGroups(sql: Sql, query: RunQuery, budget = BUDGET_MS): Promise<FingerprintGroup[]> {
  const facts = await factsFor(sql, query);
  if (facts) return factFingerprints(facts, query).sort((a, b) => b.last - a.last);
  const groups =
    sql.kind === 'sqlite' && selectionOf(sql.kind, query).where.length > 0
      ? await walked(sql, query, budget)
      : await counted(sql, query);
  return groups.sort((a, b) => b.last - a.last);
}

async function counted(sql: Sql, query: RunQuery): Promise<FingerprintGroup[]> {
  const fit = narrowed(columnSelection(sql.kind, query), ["fingerprint <> ''"], []);
  const hint = sql.kind === 'sqlite' ? ' INDEXED BY runs_fingerprint' : '';
  const rows = await sql.all<Omit<FingerprintGroup, 'whole'>>(
    `SELECT fingerprint AS id, ${SUMS} FROM runs${hint}${whereOf(fit)} GROUP BY fingerprint`,
    fit.values,
  );
  return rows.map((row) => ({ ...row, whole: true }));
}

async function walked(sql: Sql, query: RunQuery, budget: number): Promise<FingerprintGroup[]> {
  const groups = new Map<string, FingerprintGroup>();
  const walk = { dir: 'desc', after: null, budget, time: query } as const;
  const stopped = await walkInTime(sql, unfinished(query), walk, async (stretch) => {
    const rows = await sql.all<Omit<FingerprintGroup, 'whole'>>(
      `SELECT fingerprint AS id, count(*) AS count, sum(CASE WHEN outcome = 0 THEN 1 ELSE 0 END) AS failed,
          min(runs.rid) AS first, max(runs.rid) AS last
        FROM (SELECT ${stretch.rid} AS rid FROM ${stretch.from}${whereOf(stretch)}) AS fit
        CROSS JOIN runs ON runs.rid = fit.rid WHERE fingerprint <> '' GROUP BY fingerprint`,
      stretch.values,
    );
    for (const row of rows) {
      const known = groups.get(row.id);
      if (!known) groups.set(row.id, { ...row, whole: true });
      else {
        known.count += row.count;
        known.failed += row.failed;
        known.first = Math.min(known.first, row.first);
        known.last = Math.max(known.last, row.last);
      }
    }
    return true;
  });
  return [...groups.values()].map((group) => ({ ...group, whole: stopped === null }));
}
