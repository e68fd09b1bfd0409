import 'server-only';
import { firstRid } from './rid.ts';
import { facetsOf, textLine } from './search-index.ts';
import { wordsOf } from './search-words.ts';
import { indexed } from './selection.ts';
import { first, marks, type Sql, type SqlDatabase } from './sql.ts';
import type { WordedObject } from './text-archive.ts';

/**
 * Tables of texts that are searched by themselves: threads, and messages that stand in the text of no run. `tid` is time, as
 * numbers of runs are, counted down from the last of a millisecond, so that both can be read as one list.
 */
export function looseTables(kind: Sql['kind']): readonly string[] {
  const collate = kind === 'sqlite' ? '' : 'COLLATE "C"';
  const own = kind === 'sqlite' ? '' : ', words TEXT NOT NULL, lexemes TSVECTOR NOT NULL';
  return [
    `CREATE TABLE loose_texts (tid ${kind === 'sqlite' ? 'INTEGER' : 'BIGINT'} PRIMARY KEY, source TEXT ${collate} NOT NULL,
      kind TEXT ${collate} NOT NULL, id TEXT ${collate} NOT NULL, thread_id TEXT ${collate} NOT NULL${own})`,
    'CREATE UNIQUE INDEX loose_texts_id ON loose_texts (id, source, kind)',
    'CREATE INDEX loose_texts_thread ON loose_texts (thread_id, source)',
    kind === 'sqlite'
      ? `CREATE VIRTUAL TABLE loose_fts USING fts5(words, content='', contentless_delete=1, detail=full, tokenize='ascii',
          prefix='2 3 4')`
      : 'CREATE INDEX loose_texts_lexemes ON loose_texts USING gin (lexemes)',
    // Objects up to this id were looked at by a version; all of them where there is none.
    'CREATE TABLE loose_state (version INTEGER NOT NULL, after TEXT)',
    "INSERT INTO loose_state (version, after) VALUES (0, '')",
  ];
}

const BATCH = 500;
const NUMBERS = 4096;

/** A thread, or a message of a thread that no run wrote. */
export function isLoose({ kind, threadId, runId }: WordedObject): boolean {
  return kind === 'thread' || (kind === 'message' && runId === null && threadId !== null);
}

/** Of objects that are about to be kept those whose text is new or another one: only they are to be written. */
export async function newTexts(sql: Sql, source: string, objects: readonly WordedObject[]): Promise<WordedObject[]> {
  const loose = objects.filter((one) => one.words !== undefined && isLoose(one));
  const known = new Map<string, { text: string; run_id: string | null }>();
  for (let at = 0; at < loose.length; at += BATCH) {
    const some = loose.slice(at, at + BATCH).map(({ id }) => indexed(id));
    const rows = await sql.all<{ kind: string; id: string; text: string; run_id: string | null }>(
      `SELECT kind, id, text, run_id FROM objects WHERE id IN (${marks(some.length)}) AND source = ?`,
      [...some, indexed(source)],
    );
    for (const row of rows) known.set(`${row.kind} ${row.id}`, row);
  }
  return loose.filter((one) => {
    const before = known.get(`${one.kind} ${indexed(one.id)}`);
    return before === undefined || (before.run_id === null && before.text !== one.text);
  });
}

/** Whether an object is still as it was when it was looked at. */
export async function isStill(sql: Sql, source: string, { kind, id, text }: WordedObject): Promise<boolean> {
  const row = await first<{ text: string; run_id: string | null }>(
    sql,
    'SELECT text, run_id FROM objects WHERE id = ? AND source = ? AND kind = ?',
    [indexed(id), indexed(source), kind],
  );
  return row !== undefined && row.run_id === null && row.text === text;
}

/** Writes loose texts in the caller's transaction. `at` stands for a time that the source did not say, ms since 1970. */
export async function putLoose(
  sql: Sql,
  source: string,
  texts: readonly Pick<WordedObject, 'kind' | 'id' | 'threadId' | 'createdAt' | 'words'>[],
  at: number,
): Promise<void> {
  for (const { kind, id, threadId, createdAt, words = '' } of texts) {
    const name = [indexed(id), indexed(source), kind];
    const known = await first<{ tid: number }>(
      sql,
      'SELECT tid FROM loose_texts WHERE id = ? AND source = ? AND kind = ?',
      name,
    );
    if (known) await remove(sql, [known.tid]);
    const tid = known?.tid ?? (await freeTid(sql, createdAt ?? at));
    const row = [tid, ...[source, kind, id, kind === 'thread' ? id : (threadId ?? '')].map(indexed)];
    const parted = wordsOf(words);
    if (sql.kind === 'sqlite') {
      const [facet] = facetsOf({ source: indexed(source) });
      await sql.run('INSERT INTO loose_texts (tid, source, kind, id, thread_id) VALUES (?, ?, ?, ?, ?)', row);
      await sql.run('INSERT INTO loose_fts (rowid, words) VALUES (?, ?)', [tid, `${facet} ${parted.join(' ')}`]);
    } else {
      const { line, lexemes } = textLine(parted);
      await sql.run(
        `INSERT INTO loose_texts (tid, source, kind, id, thread_id, words, lexemes)
          VALUES (?, ?, ?, ?, ?, ?, array_to_tsvector(string_to_array(?, ' ')))`,
        [...row, line, lexemes],
      );
    }
  }
}

/** Takes messages out that the text of a run holds now. */
export async function coverMessages(sql: Sql, source: string, ids: readonly string[]): Promise<void> {
  for (let at = 0; at < ids.length; at += BATCH) {
    const some = ids.slice(at, at + BATCH).map(indexed);
    const rows = await sql.all<{ tid: number }>(
      `SELECT tid FROM loose_texts WHERE id IN (${marks(some.length)}) AND source = ? AND kind = 'message'`,
      [...some, source],
    );
    await remove(
      sql,
      rows.map(({ tid }) => tid),
    );
  }
}

/** Takes out what is there of a thread. */
export async function removeLooseOfThread(sql: Sql, source: string, thread: string): Promise<void> {
  const rows = await sql.all<{ tid: number }>('SELECT tid FROM loose_texts WHERE thread_id = ? AND source = ?', [
    thread,
    source,
  ]);
  await remove(
    sql,
    rows.map(({ tid }) => tid),
  );
}

/** Takes out what is there of a source, in short writes. */
export async function removeLooseOfSource(database: SqlDatabase, source: string): Promise<void> {
  for (let after = -1; ; ) {
    const rows = await database.all<{ tid: number; source: string }>(
      'SELECT tid, source FROM loose_texts WHERE tid > ? ORDER BY tid LIMIT ?',
      [after, BATCH],
    );
    const own = rows.filter((row) => row.source === source).map(({ tid }) => tid);
    await database.write((sql) => remove(sql, own));
    const last = rows.at(-1);
    if (!last || rows.length < BATCH) return;
    after = last.tid;
  }
}

async function remove(sql: Sql, tids: readonly number[]): Promise<void> {
  if (tids.length === 0) return;
  if (sql.kind === 'sqlite') await sql.run(`DELETE FROM loose_fts WHERE rowid IN (${marks(tids.length)})`, tids);
  await sql.run(`DELETE FROM loose_texts WHERE tid IN (${marks(tids.length)})`, tids);
}

async function freeTid(sql: Sql, instant: number): Promise<number> {
  for (let end = firstRid(Math.floor(instant)) + NUMBERS; ; end += NUMBERS) {
    // As for runs: servers take numbers of the same instant in turn.
    if (sql.kind === 'postgres') await sql.all('SELECT pg_advisory_xact_lock(?)', [-end]);
    const last = await first<{ tid: number | null }>(
      sql,
      'SELECT min(tid) AS tid FROM loose_texts WHERE tid >= ? AND tid < ?',
      [end - NUMBERS, end],
    );
    const tid = (last?.tid ?? end) - 1;
    if (tid >= end - NUMBERS) return tid;
  }
}
