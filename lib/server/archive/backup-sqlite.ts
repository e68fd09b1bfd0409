import 'server-only';
import { existsSync } from 'node:fs';
import { mkdir, open, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import Database from 'better-sqlite3';
import { fail } from '../../domain/failure.ts';
import { databaseFailure } from './database-failure.ts';
import { SQLITE_MIGRATIONS } from './schema-sqlite.ts';
import { archiveFile } from './sqlite-database.ts';

const MAGIC = 'SQLite format 3\0';
const BUSY_MS = 5_000;

/** What a backup holds. */
export interface BackupSummary {
  kind: 'sqlite' | 'postgres';
  runs: number;
  bytes: number;
}

/**
 * Writes the archive of a folder into one file, as it is at this moment, while servers go on reading and writing. The file
 * appears under its name only when it is whole and was read through. Throws where there is no archive, or where the file
 * exists.
 */
export async function backupSqlite(folder: string, file: string): Promise<BackupSummary> {
  const from = archiveFile(folder);
  if (!existsSync(from)) fail('not_found', `There is no archive in ${folder}. Is RUNLENS_DATA_DIR the server's?`);
  refuseExisting(file);
  const part = `${file}.part`;
  try {
    await copyInto(from, part);
    const runs = checkCopy(part);
    await makeDurable(part);
    await rename(part, file);
    await makeDurable(dirname(file));
    return { kind: 'sqlite', runs, bytes: (await stat(file)).size };
  } catch (error) {
    await rm(part, { force: true });
    throw databaseFailure(error);
  }
}

/**
 * Puts a backup in the place of the archive of a folder. What was there is kept beside it and named by the result; without
 * `replace` it is refused. Throws `archive_busy` while a server has the archive open.
 */
export async function restoreSqlite(
  file: string,
  folder: string,
  replace: boolean,
): Promise<BackupSummary & { kept: string | null }> {
  const runs = checkCopy(file);
  const target = archiveFile(folder);
  const there = existsSync(target);
  if (there && !replace)
    fail('invalid_request', `There is an archive in ${folder} already. Add --replace to put it aside.`);
  if (there) refuseOpen(target);
  const part = `${target}.part`;
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    await copyInto(file, part);
    await makeDurable(part);
  } catch (error) {
    await rm(part, { force: true });
    throw databaseFailure(error);
  }
  const kept = there ? `${target}.before-${new Date().toISOString().replace(/[:.]/g, '-')}` : null;
  if (kept !== null) await rename(target, kept);
  for (const more of ['-wal', '-shm']) await rm(`${target}${more}`, { force: true });
  await rename(part, target);
  await makeDurable(folder);
  return { kind: 'sqlite', runs, bytes: (await stat(target)).size, kept };
}

/** Whether a file is a backup of this kind, by its first bytes. */
export function isSqliteBackup(head: Uint8Array): boolean {
  return Buffer.from(head.subarray(0, MAGIC.length)).toString('latin1') === MAGIC;
}

/** Throws `invalid_request` where a file of that name is there already. */
export function refuseExisting(file: string): void {
  if (existsSync(file)) fail('invalid_request', `${file} exists already. Name another file.`);
}

/** Writes a database anew into a file that only its owner may read. */
async function copyInto(from: string, part: string): Promise<void> {
  await rm(part, { force: true });
  await writeFile(part, '', { flag: 'wx', mode: 0o600 });
  const database = connect(from, true);
  try {
    // One read transaction: nothing that happens meanwhile is in the copy, and nothing begins it anew.
    database.prepare('VACUUM INTO ?').run(part);
  } finally {
    database.close();
  }
}

/** Reads a copy from end to end; gives its runs. Throws where it is no archive, broken, or of a newer Runlens. */
function checkCopy(file: string): number {
  const database = connect(file, true);
  try {
    const sound = database.pragma('quick_check', { simple: true });
    if (sound !== 'ok') fail('archive_damaged', `${file} is damaged: ${String(sound).slice(0, 200)}`);
    const tables = database.prepare("SELECT name FROM sqlite_schema WHERE name = 'archive_version'").all();
    if (tables.length === 0) fail('invalid_request', `${file} is a SQLite file, but no archive of Runlens.`);
    const version = Number(database.prepare('SELECT version FROM archive_version').pluck().get());
    if (version > SQLITE_MIGRATIONS.length) {
      fail(
        'invalid_request',
        `${file} has version ${version}; this Runlens knows ${SQLITE_MIGRATIONS.length}. Use a newer one.`,
      );
    }
    return Number(database.prepare('SELECT count(*) FROM runs').pluck().get());
  } catch (error) {
    throw databaseFailure(error);
  } finally {
    database.close();
  }
}

/** Nobody else may have the file open: they would go on writing into what was put aside. */
function refuseOpen(file: string): void {
  const database = connect(file, false);
  try {
    database.pragma('locking_mode = EXCLUSIVE');
    database.exec('BEGIN IMMEDIATE; COMMIT');
    database.pragma('wal_checkpoint(TRUNCATE)');
  } catch (error) {
    const failure = databaseFailure(error);
    if (failure === error) throw error;
    fail('archive_busy', 'The archive is open. Stop every server that uses this folder, then restore.');
  } finally {
    database.close();
  }
}

function connect(file: string, readonly: boolean): Database.Database {
  try {
    return new Database(file, { readonly, fileMustExist: true, timeout: BUSY_MS });
  } catch (error) {
    throw databaseFailure(error);
  }
}

async function makeDurable(path: string): Promise<void> {
  const handle = await open(path, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
