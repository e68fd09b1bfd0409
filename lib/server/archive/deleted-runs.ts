import 'server-only';
import { indexed } from './selection.ts';
import { first, type Sql } from './sql.ts';

/**
 * What somebody deleted stays deleted: the walk of its source does not bring it back, after a restart neither. A run comes
 * back when somebody asks for that very run: opens or refreshes it, imports it, or names its thread to be fetched. A source
 * of which everything was deleted begins anew: its walk brings runs that were created after that, and the others once
 * somebody has the source walked from the start; runs deleted one by one stay away then too. What retention deletes needs no
 * note: its age keeps it away.
 */
export interface NamedRun {
  key: string;
  /** ms since 1970; null where the source does not say. */
  createdAt: number | null;
}

/** Notes a run, or a thread that went with its last run by its id, as deleted, in the caller's transaction. */
export async function noteDeleted(sql: Sql, source: string, key: string, at: number): Promise<void> {
  await sql.run(
    `INSERT INTO deleted_runs (source, key, deleted_at) VALUES (?, ?, ?)
      ON CONFLICT (source, key) DO UPDATE SET deleted_at = excluded.deleted_at`,
    [indexed(source), indexed(key), at],
  );
}

/** Notes everything of a source up to an instant as deleted. */
export async function noteSourceDeleted(sql: Sql, source: string, at: number): Promise<void> {
  await sql.run(
    `INSERT INTO deleted_sources (source, deleted_at) VALUES (?, ?)
      ON CONFLICT (source) DO UPDATE SET deleted_at = excluded.deleted_at`,
    [indexed(source), at],
  );
}

/** Lets a run come back. */
export async function allowRun(sql: Sql, source: string, key: string): Promise<void> {
  await sql.run('DELETE FROM deleted_runs WHERE source = ? AND key = ?', [indexed(source), indexed(key)]);
}

/** Lets the runs of a source come back that were deleted with it. */
export async function allowSource(sql: Sql, source: string): Promise<void> {
  await sql.run('DELETE FROM deleted_sources WHERE source = ?', [indexed(source)]);
}

/** Keys of those runs of a source that are to stay deleted. */
export async function deletedAmong(sql: Sql, source: string, runs: readonly NamedRun[]): Promise<string[]> {
  const found: string[] = [];
  for (const run of runs) if (await isDeleted(sql, source, run)) found.push(run.key);
  return found;
}

/** A run that does not say when it was created may well be one of those that were deleted with their source. */
async function isDeleted(sql: Sql, source: string, { key, createdAt }: NamedRun): Promise<boolean> {
  const noted = await first(
    sql,
    `SELECT 1 AS noted FROM deleted_runs WHERE source = ? AND key = ?
      UNION ALL SELECT 1 AS noted FROM deleted_sources WHERE source = ? AND deleted_at >= ?`,
    [indexed(source), indexed(key), indexed(source), Math.floor(createdAt ?? 0)],
  );
  return noted !== undefined;
}
