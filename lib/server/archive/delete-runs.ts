import 'server-only';
import { noteDeleted, noteSourceDeleted } from './deleted-runs.ts';
import { removeFilesOfRun, removeFilesOfSource } from './files.ts';
import { forgetThread, forgetThreads } from './known-threads.ts';
import { removeLooseOfSource, removeLooseOfThread } from './loose-texts.ts';
import { firstRid } from './rid.ts';
import { removeSearch } from './search-index.ts';
import { indexed } from './selection.ts';
import { removeShares } from './shares.ts';
import { removeStreamsOfRun, removeStreamsOfSource } from './streams.ts';
import { first, type Sql, type SqlDatabase } from './sql.ts';

interface Row {
  rid: number;
  source: string;
  key: string;
  id: string;
  thread_id: string;
}

const ROW = 'SELECT rid, source, key, id, thread_id FROM runs';
/** Runs that one transaction deletes: others get their turn in between. */
const BATCH = 200;
/** Objects whose ids one transaction looks through. */
const OBJECTS = 10_000;

/** Deletes a run and all that is kept of it alone, what was shared of it as well. False where there is none. */
export async function deleteRun(database: SqlDatabase, source: string, key: string): Promise<boolean> {
  return database.write(async (sql) => {
    await removeShares(sql, indexed(source), indexed(key));
    const row = await first<Row>(sql, `${ROW} WHERE source = ? AND key = ?`, [indexed(source), indexed(key)]);
    if (!row) return false;
    const threadToo = await remove(sql, row);
    await noteDeleted(sql, source, key, Date.now());
    if (threadToo) await noteDeleted(sql, source, row.thread_id, Date.now());
    return true;
  });
}

/** Deletes everything of a source, its objects and files without a run as well. Gives how many runs there were. */
export async function deleteSource(database: SqlDatabase, source: string): Promise<number> {
  let count = 0;
  // Before anything else, so that a walk under way does not add what was deleted a moment ago.
  await database.write((sql) => noteSourceDeleted(sql, source, Date.now()));
  for (;;) {
    const deleted = await database.write(async (sql) => {
      const rows = await sql.all<Row>(`${ROW} WHERE source = ? ORDER BY rid DESC LIMIT ?`, [indexed(source), BATCH]);
      for (const row of rows) await remove(sql, row);
      return rows.length;
    });
    count += deleted;
    if (deleted < BATCH) break;
  }
  await removeObjectsOfSource(database, indexed(source));
  await removeLooseOfSource(database, indexed(source));
  await database.write(async (sql) => {
    await removeStreamsOfSource(sql, indexed(source));
    await removeShares(sql, indexed(source), null);
    await removeFilesOfSource(sql, indexed(source));
    await forgetThreads(sql, indexed(source));
  });
  return count;
}

/** Deletes the objects of a source, in short writes along the index of ids, so that others write in between, however large the archive is. */
export async function removeObjectsOfSource(database: SqlDatabase, source: string, most = OBJECTS): Promise<void> {
  let after = '';
  for (;;) {
    const last = await first<{ id: string }>(
      database,
      'SELECT id FROM objects WHERE id > ? ORDER BY id LIMIT 1 OFFSET ?',
      [after, most - 1],
    );
    const [until, value] = last ? ['AND id <= ?', [last.id]] : ['', []];
    await database.write((sql) =>
      sql.run(`DELETE FROM objects WHERE id > ? ${until} AND source = ?`, [after, ...value, source]),
    );
    if (!last) return;
    after = last.id;
  }
}

/**
 * Deletes runs that ended before an instant, or were last captured then where their end is not known, and threads without a
 * run of which nothing is newer. Gives how many runs.
 */
export async function deleteBefore(database: SqlDatabase, instant: number): Promise<number> {
  const count = await deleteRunsBefore(database, instant);
  await deleteThreadsBefore(database, instant);
  return count;
}

async function deleteThreadsBefore(database: SqlDatabase, instant: number): Promise<void> {
  for (let after = -1; ; ) {
    const rows = await database.all<{ tid: number; source: string; thread_id: string }>(
      'SELECT tid, source, thread_id FROM loose_texts WHERE tid > ? AND tid < ? ORDER BY tid LIMIT ?',
      [after, firstRid(instant), BATCH],
    );
    await database.write(async (sql) => {
      for (const { source, thread_id: thread } of rows) {
        const still = await first(
          sql,
          `SELECT 1 AS still FROM runs WHERE thread_id = ? AND source = ?
            UNION ALL SELECT 1 AS still FROM loose_texts WHERE thread_id = ? AND source = ? AND tid >= ?`,
          [thread, source, thread, source, firstRid(instant)],
        );
        if (!still) await removeThread(sql, source, thread);
      }
    });
    if (rows.length < BATCH) return;
    after = rows.at(-1)?.tid ?? after;
  }
}

async function deleteRunsBefore(database: SqlDatabase, instant: number): Promise<number> {
  let count = 0;
  let after = -1;
  for (;;) {
    // A run that ended before the instant was created before it, and its number with it.
    const rows = await database.all<Row>(
      `${ROW} WHERE rid > ? AND rid < ? AND coalesce(ended_at, captured_at) < ? ORDER BY rid LIMIT ?`,
      [after, firstRid(instant), instant, BATCH],
    );
    await database.write(async (sql) => {
      for (const row of rows) {
        const still = await first(
          sql,
          'SELECT 1 AS still FROM runs WHERE rid = ? AND key = ? AND coalesce(ended_at, captured_at) < ?',
          [row.rid, row.key, instant],
        );
        if (!still) continue;
        await remove(sql, row);
        count += 1;
      }
    });
    if (rows.length < BATCH) return count;
    after = rows.at(-1)?.rid ?? after;
  }
}

/** Gives whether its thread went with it. */
async function remove(sql: Sql, { rid, source, key, id, thread_id: thread }: Row): Promise<boolean> {
  await sql.run('DELETE FROM runs WHERE rid = ?', [rid]);
  await sql.run('DELETE FROM run_tools WHERE rid = ?', [rid]);
  await sql.run('DELETE FROM run_details WHERE rid = ?', [rid]);
  await removeSearch(sql, rid);
  await removeFilesOfRun(sql, source, key);
  await removeStreamsOfRun(sql, source, id);
  await removeShares(sql, source, key);
  await sql.run("DELETE FROM objects WHERE kind = 'step' AND run_id = ? AND source = ?", [id, source]);
  await sql.run("DELETE FROM objects WHERE id = ? AND source = ? AND kind = 'run'", [id, source]);
  if (thread === '') return false;
  const shared = await first(sql, 'SELECT 1 AS one FROM runs WHERE thread_id = ? AND source = ?', [thread, source]);
  if (shared) {
    await sql.run(
      "DELETE FROM objects WHERE kind <> 'step' AND thread_id = ? AND source = ? AND kind = 'message' AND run_id = ?",
      [thread, source, id],
    );
  }
  if (!shared) await removeThread(sql, source, thread);
  return !shared;
}

/** Removes a thread and its messages; none of its runs is left. */
async function removeThread(sql: Sql, source: string, thread: string): Promise<void> {
  await removeLooseOfThread(sql, source, thread);
  await sql.run("DELETE FROM objects WHERE kind <> 'step' AND thread_id = ? AND source = ? AND kind = 'message'", [
    thread,
    source,
  ]);
  await sql.run("DELETE FROM objects WHERE id = ? AND source = ? AND kind = 'thread'", [thread, source]);
  await forgetThread(sql, source, thread);
}
