import 'server-only';
import type { KeptRun } from './archive.ts';
import { loadRuns } from './run-rows.ts';
import { first, type Sql } from './sql.ts';

/** More changes than these are not told one by one. */
const MOST_CHANGES = 100;

/** Runs that any server has added or changed. */
export interface ChangedRuns {
  /** To ask with next time. */
  mark: string;
  /** As they are now, oldest first. */
  runs: KeptRun[];
  /** Whether there is more than that: too many changes, or runs that are gone. */
  more: boolean;
}

/** What has changed since a mark; without one only the mark of this moment. */
export async function changedRuns(sql: Sql, mark: string | null): Promise<ChangedRuns> {
  const since = mark === null ? null : Number(mark);
  const now = await newestMark(sql);
  if (since === null || !Number.isSafeInteger(since)) return { mark: String(now), runs: [], more: mark !== null };
  if (now === since) return { mark: String(now), runs: [], more: false };
  // SQLite numbers changes, of which the last is known; PostgreSQL transactions, of which the last is under way.
  const changed =
    sql.kind === 'sqlite'
      ? 'SELECT DISTINCT rid FROM run_changes WHERE seq > ? AND seq <= ? ORDER BY rid LIMIT ?'
      : 'SELECT DISTINCT rid FROM run_changes WHERE xid >= ? AND xid < ? ORDER BY rid LIMIT ?';
  const rows = await sql.all<{ rid: number }>(changed, [since, now, MOST_CHANGES + 1]);
  if (rows.length > MOST_CHANGES || now < since) return { mark: String(now), runs: [], more: true };
  const rids = rows.map(({ rid }) => rid);
  const runs = await loadRuns(sql, rids);
  return { mark: String(now), runs, more: runs.length < rids.length };
}

async function newestMark(sql: Sql): Promise<number> {
  const statement =
    sql.kind === 'sqlite'
      ? 'SELECT coalesce(max(seq), 0) AS mark FROM run_changes'
      : 'SELECT CAST(CAST(pg_snapshot_xmin(pg_current_snapshot()) AS text) AS bigint) AS mark';
  return (await first<{ mark: number }>(sql, statement))?.mark ?? 0;
}
