import 'server-only';
import { once } from 'node:events';
import { createReadStream, createWriteStream } from 'node:fs';
import { open, rename, rm, stat } from 'node:fs/promises';
import { finished } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';
import { fail } from '../../domain/failure.ts';
import { backupPostgres, restorePostgres } from '../archive/backup-postgres.ts';
import {
  backupSqlite,
  type BackupSummary,
  isSqliteBackup,
  refuseExisting,
  restoreSqlite,
} from '../archive/backup-sqlite.ts';
import { PostgresDatabase } from '../archive/postgres-database.ts';
import type { SqlDatabase } from '../archive/sql.ts';
import { readEnvironment } from '../env.ts';

/** Ending of the name of a backup, by the database that it is of. */
export function backupEnding(): 'db' | 'jsonl.gz' {
  return readEnvironment().archive.kind === 'postgres' ? 'jsonl.gz' : 'db';
}

/**
 * Writes everything that the archive of this configuration holds into a file that is not there yet; servers may go on
 * meanwhile. Throws `archive_off`, and what the database throws.
 */
export async function backUp(file: string): Promise<BackupSummary> {
  const { archive } = readEnvironment();
  if (archive.kind === 'off') return fail('archive_off', 'The archive is switched off: there is nothing to back up.');
  if (archive.kind === 'sqlite') return backupSqlite(archive.folder, file);
  return withPostgres(archive.url.reveal(), (database) => backUpTo(database, file));
}

/** Writes the archive of a PostgreSQL database into a file. */
export async function backUpTo(database: SqlDatabase, file: string): Promise<BackupSummary> {
  refuseExisting(file);
  const part = `${file}.part`;
  const zip = createGzip();
  const written = zip.pipe(createWriteStream(part, { mode: 0o600, flush: true }));
  try {
    const runs = await backupPostgres(database, async (line) => {
      if (!zip.write(`${line}\n`)) await once(zip, 'drain');
    });
    zip.end();
    await finished(written);
    await rename(part, file);
    return { kind: 'postgres', runs, bytes: (await stat(file)).size };
  } catch (error) {
    written.destroy();
    await rm(part, { force: true });
    throw error;
  }
}

/**
 * Puts what a backup holds in the place of the archive of this configuration, which must be empty unless `replace` says
 * otherwise. `kept` names what was put aside. All or nothing.
 */
export async function restore(file: string, replace: boolean): Promise<BackupSummary & { kept: string | null }> {
  const { archive } = readEnvironment();
  if (archive.kind === 'off')
    return fail('archive_off', 'The archive is switched off: there is nowhere to restore to.');
  const isSqlite = isSqliteBackup(await headOf(file));
  if (isSqlite !== (archive.kind === 'sqlite')) {
    fail(
      'invalid_request',
      isSqlite
        ? 'This is a backup of a SQLite archive, but DATABASE_URL names a PostgreSQL database.'
        : 'This is no backup of a SQLite archive. One of a PostgreSQL archive wants DATABASE_URL.',
    );
  }
  if (archive.kind === 'sqlite') return restoreSqlite(file, archive.folder, replace);
  return withPostgres(archive.url.reveal(), (database) => restoreFrom(database, file, replace));
}

/** Fills a PostgreSQL database from a file. */
export async function restoreFrom(
  database: SqlDatabase,
  file: string,
  replace: boolean,
): Promise<BackupSummary & { kept: null }> {
  const bytes = createReadStream(file);
  const text = createGunzip();
  bytes.once('error', (error) => text.destroy(error)).pipe(text);
  // It may come before the lines are asked for, which then end with it.
  text.once('error', () => undefined);
  try {
    const runs = await restorePostgres(database, linesOf(text), replace);
    return { kind: 'postgres', runs, bytes: (await stat(file)).size, kept: null };
  } finally {
    bytes.destroy();
  }
}

/** Lines without their ends. Bytes that cannot be unpacked are a failure of their own. */
async function* linesOf(text: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  let pieces: string[] = [];
  try {
    for await (const bytes of text) {
      const [first = '', ...more] = decoder.decode(bytes, { stream: true }).split('\n');
      pieces.push(first);
      for (const begun of more) {
        yield pieces.join('');
        pieces = [begun];
      }
    }
  } catch (error) {
    const why = error instanceof Error ? error.message : 'unknown';
    fail('invalid_request', `The backup is cut or damaged: it cannot be unpacked (${why}).`);
  }
  const last = pieces.join('');
  if (last !== '') yield last;
}

async function withPostgres<T>(url: string, work: (database: SqlDatabase) => Promise<T>): Promise<T> {
  const { postgresPool } = await import('../archive/postgres-pool.ts');
  const database = new PostgresDatabase(postgresPool(url));
  try {
    return await work(database);
  } finally {
    await database.close();
  }
}

async function headOf(file: string): Promise<Uint8Array> {
  const handle = await open(file).catch(() => fail('not_found', `${file} cannot be read.`));
  try {
    const { buffer, bytesRead } = await handle.read(new Uint8Array(16), 0, 16, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}
