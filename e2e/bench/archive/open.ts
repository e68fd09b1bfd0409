import { resolve } from 'node:path';
import type { Archive } from '#lib/server/archive/archive.ts';
import { migrate } from '#lib/server/archive/migrate.ts';
import { PostgresDatabase } from '#lib/server/archive/postgres-database.ts';
import { postgresPool } from '#lib/server/archive/postgres-pool.ts';
import { instantOf } from '#lib/server/archive/rid.ts';
import type { Sql } from '#lib/server/archive/sql.ts';
import { sqlArchive } from '#lib/server/archive/sql-archive.ts';
import { openSqliteArchive } from '#lib/server/archive/sqlite-archive.ts';
import { SqliteDatabase } from '#lib/server/archive/sqlite-database.ts';

/** Opens the archive that `--data` names: a folder, or a PostgreSQL database by its URL. Tables that are missing are made. */
export async function openBench(data: string): Promise<Archive> {
  if (!isUrl(data)) return openSqliteArchive(resolve(data));
  const database = new PostgresDatabase(postgresPool(data));
  await migrate(database);
  return sqlArchive(database);
}

/** When the newest run of an archive began, ms since 1970. */
export async function newestIn(data: string): Promise<number> {
  const database = isUrl(data)
    ? new PostgresDatabase(postgresPool(data))
    : SqliteDatabase.open(resolve(data), { readonly: true });
  const [row] = await (database as Sql).all<{ rid: number | null }>('SELECT max(rid) AS rid FROM runs');
  await database.close();
  return instantOf(row?.rid ?? 0);
}

function isUrl(data: string): boolean {
  return /^postgres(?:ql)?:/.test(data);
}
