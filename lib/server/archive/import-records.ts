import 'server-only';
import type { Failure } from '../../domain/failure.ts';
import type { ImportProgress, ImportReport } from '../../domain/import.ts';
import { databaseNow } from './database-clock.ts';
import { first, type Sql, type SqlDatabase } from './sql.ts';

/** An import as every server can tell of it: how far it is, and what came of it. */
export interface ImportRecord {
  progress: ImportProgress;
  report: ImportReport | null;
  failure: Failure | null;
  /** Whether it is over, one way or another. */
  ended: boolean;
}

/** A record that was read, and how long ago (ms) its server last said anything of it. */
export interface HeardImport extends ImportRecord {
  silentMs: number;
}

/** Ended imports can be asked about so long (ms); those whose server broke down count as ended. */
const REMEMBERED = 86_400_000;

interface Row {
  progress: string;
  report: string | null;
  failure: string | null;
  ended: number;
  silent: number;
}

/** Writes how far an import is; gives whether somebody asked for its end. */
export function putImport(database: SqlDatabase, record: ImportRecord): Promise<boolean> {
  const { progress, report, failure, ended } = record;
  const now = databaseNow(database);
  return database.write(async (sql) => {
    await sql.run(
      `INSERT INTO import_jobs (id, progress, report, failure, cancelled, heard_at, ended) VALUES (?, ?, ?, ?, 0, ${now}, ?)
        ON CONFLICT (id) DO UPDATE SET progress = excluded.progress, report = excluded.report,
          failure = excluded.failure, heard_at = excluded.heard_at, ended = excluded.ended`,
      [progress.id, JSON.stringify(progress), written(report), written(failure), ended ? 1 : 0],
    );
    if (ended) await sql.run(`DELETE FROM import_jobs WHERE heard_at < ${now} - ?`, [REMEMBERED]);
    const row = await first<{ cancelled: number }>(sql, 'SELECT cancelled FROM import_jobs WHERE id = ?', [
      progress.id,
    ]);
    return row?.cancelled === 1;
  });
}

type Counted = Omit<ImportProgress, 'others' | 'totalOthers'> & Partial<ImportProgress>;

/** Null where there is no such import, or it ended long ago. */
export async function getImport(sql: Sql, id: string): Promise<HeardImport | null> {
  const row = await first<Row>(
    sql,
    `SELECT progress, report, failure, ended, ${databaseNow(sql)} - heard_at AS silent FROM import_jobs WHERE id = ?`,
    [id],
  );
  if (!row) return null;
  return {
    // One that an older version wrote down does not say what belonged to no run.
    progress: { others: 0, totalOthers: null, ...(JSON.parse(row.progress) as Counted) },
    report: row.report === null ? null : (JSON.parse(row.report) as ImportReport),
    failure: row.failure === null ? null : (JSON.parse(row.failure) as Failure),
    ended: row.ended === 1,
    silentMs: row.silent,
  };
}

/** Asks the server of an import to end it; false where it is over or not known. */
export async function askImportToEnd(sql: Sql, id: string): Promise<boolean> {
  return (await sql.run('UPDATE import_jobs SET cancelled = 1 WHERE id = ? AND ended = 0', [id])) > 0;
}

function written(value: object | null): string | null {
  return value === null ? null : JSON.stringify(value);
}
