import 'server-only';
import type { RunOrigin } from './archive.ts';
import { indexed } from './selection.ts';
import type { Sql } from './sql.ts';

/** Threads that are kept a note of together; a statement of PostgreSQL takes them as lists. */
const BATCH = 1_000;

/**
 * Table of the threads that are known of each source, with how and when they came to be, and when each run was met first.
 * Runs that were kept before have no note of that: the time of their capture stands for it. `collate` makes texts compare by
 * their bytes, where that is not so by itself. Times have thirteen digits.
 */
export function knownTables(collate = ''): readonly string[] {
  return [
    'ALTER TABLE runs ADD COLUMN first_seen BIGINT',
    `CREATE TABLE known_threads (source TEXT ${collate} NOT NULL, id TEXT ${collate} NOT NULL, origin TEXT NOT NULL,
      first_seen BIGINT NOT NULL, last_seen BIGINT NOT NULL, PRIMARY KEY (source, id))`,
    `INSERT INTO known_threads (source, id, origin, first_seen, last_seen)
      SELECT source, thread_id, substr(min(CAST(captured_at AS TEXT) || origin), 14), min(captured_at), max(captured_at)
      FROM runs WHERE thread_id <> ''
      GROUP BY source, thread_id`,
    'CREATE INDEX known_threads_seen ON known_threads (source, first_seen, id)',
  ];
}

/** Notes threads in the caller's transaction; how one came to be known first stays. `at` in ms since 1970. */
export async function noteThreads(
  sql: Sql,
  source: string,
  threads: readonly string[],
  origin: RunOrigin,
  at: number,
): Promise<void> {
  const ids = [...new Set(threads.map(indexed))].filter((id) => id !== '').sort();
  for (let from = 0; from < ids.length; from += BATCH) {
    await sql.insertRows(
      'INSERT INTO known_threads (source, id, origin, first_seen, last_seen)',
      ['text', 'text', 'text', 'bigint', 'bigint'],
      ids.slice(from, from + BATCH).map((id) => [indexed(source), id, origin, Math.floor(at), Math.floor(at)]),
      `ON CONFLICT (source, id) DO UPDATE SET last_seen = excluded.last_seen
        WHERE known_threads.last_seen < excluded.last_seen`,
    );
  }
}

/** Forgets a thread of which nothing is kept any more. */
export async function forgetThread(sql: Sql, source: string, thread: string): Promise<void> {
  await sql.run('DELETE FROM known_threads WHERE source = ? AND id = ?', [source, thread]);
}

/** Forgets all threads of a source. */
export async function forgetThreads(sql: Sql, source: string): Promise<void> {
  await sql.run('DELETE FROM known_threads WHERE source = ?', [source]);
}
