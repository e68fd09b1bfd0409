import 'server-only';
import { FailureError, isFailure } from '../../domain/failure.ts';
import { POSTGRES_MIGRATIONS } from './schema-postgres.ts';
import { SQLITE_MIGRATIONS } from './schema-sqlite.ts';
import { first, type Sql, type SqlDatabase } from './sql.ts';

/** Any number that no other program is likely to lock. */
const LOCK = 7_218_440_112;

/**
 * Brings the tables to the version of this program, in one transaction and one process at a time: all versions or none.
 * Refuses a database that a newer version has made, and says which step failed.
 */
export async function migrate(
  database: SqlDatabase,
  versions = database.kind === 'sqlite' ? SQLITE_MIGRATIONS : POSTGRES_MIGRATIONS,
): Promise<void> {
  if ((await versionOf(database).catch(() => -1)) === versions.length) return;
  await database.write(async (sql) => {
    if (sql.kind === 'postgres') await sql.all('SELECT pg_advisory_xact_lock(?)', [LOCK]);
    await sql.run('CREATE TABLE IF NOT EXISTS archive_version (version INTEGER NOT NULL)');
    const version = await versionOf(sql);
    if (version > versions.length) {
      refuse(
        `The archive has version ${version}, made by a newer Runlens; this one knows ${versions.length}. Start the newer one.`,
      );
    }
    for (let next = version; next < versions.length; next++) await step(sql, next + 1, versions[next] ?? []);
    await sql.run('DELETE FROM archive_version');
    await sql.run('INSERT INTO archive_version (version) VALUES (?)', [versions.length]);
  });
}

/** Rejects with `archive_damaged` where the tables are of another version than this program's: a newer one has been here. */
export async function checkVersion(database: SqlDatabase): Promise<void> {
  const known = (database.kind === 'sqlite' ? SQLITE_MIGRATIONS : POSTGRES_MIGRATIONS).length;
  const version = await versionOf(database);
  if (version !== known) refuse(`The archive has version ${version}; this Runlens knows ${known}.`);
}

async function versionOf(sql: Sql): Promise<number> {
  return (await first<{ version: number }>(sql, 'SELECT version FROM archive_version'))?.version ?? 0;
}

async function step(sql: Sql, version: number, statements: readonly string[]): Promise<void> {
  try {
    for (const statement of statements) await sql.run(statement);
  } catch (error) {
    if (isFailure(error)) throw error;
    const why = error instanceof Error ? error.message : String(error);
    refuse(`The archive could not be brought to version ${version} (${why}). It was left as it was.`);
  }
}

function refuse(message: string): never {
  throw new FailureError({ code: 'archive_damaged', message });
}
