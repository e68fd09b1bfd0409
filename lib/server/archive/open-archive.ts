import 'server-only';
import { readEnvironment } from '../env.ts';
import { processState } from '../process-state.ts';
import type { Archive } from './archive.ts';
import { migrate } from './migrate.ts';
import { PostgresDatabase } from './postgres-database.ts';
import { sqlArchive } from './sql-archive.ts';
import { openSqliteArchive } from './sqlite-archive.ts';
import { SqliteDatabase } from './sqlite-database.ts';

const opened = () => processState<{ archive: Promise<Archive | null> | null }>('archive', () => ({ archive: null }));

/**
 * The archive of this process, opened by the first call; null where it is switched off. Rejects with `archive_busy`,
 * `archive_full` or `archive_damaged` where it cannot be opened; the next call tries again.
 */
export function openArchive(): Promise<Archive | null> {
  const state = opened();
  if (state.archive === null) {
    const opening = open();
    state.archive = opening;
    opening.catch(() => {
      if (state.archive === opening) state.archive = null;
    });
  }
  return state.archive;
}

/** Waits for what is under way and closes the archive, if it is open; the next call of `openArchive` opens it anew. */
export async function closeArchive(): Promise<void> {
  const state = opened();
  const { archive } = state;
  state.archive = null;
  await (await archive?.catch(() => null))?.close();
}

/**
 * The archive for a thread that only reads it, opened by its first call; null where it is switched off. The tables are there:
 * the thread is started by who has the archive open.
 */
export function openReadArchive(): Promise<Archive | null> {
  return processState('read-archive', () => openToRead());
}

async function openToRead(): Promise<Archive | null> {
  const { archive } = readEnvironment();
  if (archive.kind === 'off') return null;
  if (archive.kind === 'sqlite') return sqlArchive(SqliteDatabase.open(archive.folder, { readonly: true }));
  const { postgresPool } = await import('./postgres-pool.ts');
  return sqlArchive(new PostgresDatabase(postgresPool(archive.url.reveal())));
}

async function open(): Promise<Archive | null> {
  const { archive } = readEnvironment();
  if (archive.kind === 'off') return null;
  if (archive.kind === 'sqlite') return openSqliteArchive(archive.folder);
  const { postgresPool } = await import('./postgres-pool.ts');
  const database = new PostgresDatabase(postgresPool(archive.url.reveal()));
  try {
    await migrate(database);
  } catch (error) {
    await database.close();
    throw error;
  }
  return sqlArchive(database);
}
