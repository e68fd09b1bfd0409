import 'server-only';
import { databaseNow } from './database-clock.ts';
import { first, type Sql } from './sql.ts';

/** What servers of one archive share besides runs: each kind is a small set of texts by id. */
export type RecordKind =
  | 'secret'
  | 'session'
  | 'ended_session'
  | 'person'
  | 'access_token'
  | 'token_use'
  | 'thread_fetch'
  | 'share_preview';

export interface KeptRecord {
  id: string;
  value: string;
}

/** Table of the shared records. `until` is when a record may be forgotten, ms since 1970; null for never. */
export const RECORD_TABLES: readonly string[] = [
  `CREATE TABLE records (kind TEXT NOT NULL, id TEXT NOT NULL, value TEXT NOT NULL, until BIGINT,
    PRIMARY KEY (kind, id))`,
];

/** Writes a record over one of the same id. */
export async function putRecord(sql: Sql, kind: RecordKind, record: KeptRecord, until: number | null): Promise<void> {
  await sql.run(
    `INSERT INTO records (kind, id, value, until) VALUES (?, ?, ?, ?)
      ON CONFLICT (kind, id) DO UPDATE SET value = excluded.value, until = excluded.until`,
    [kind, record.id, record.value, until],
  );
  await sql.run(`DELETE FROM records WHERE kind = ? AND until < ${databaseNow(sql)}`, [kind]);
}

/** The value that a record has: the given one, or what another server wrote first. */
export async function agreeOnRecord(sql: Sql, kind: RecordKind, record: KeptRecord): Promise<string> {
  await sql.run('INSERT INTO records (kind, id, value) VALUES (?, ?, ?) ON CONFLICT (kind, id) DO NOTHING', [
    kind,
    record.id,
    record.value,
  ]);
  return (await getRecord(sql, kind, record.id)) ?? record.value;
}

/** The text of a record; null where there is none of that id. */
export async function getRecord(sql: Sql, kind: RecordKind, id: string): Promise<string | null> {
  const row = await first<{ value: string }>(sql, 'SELECT value FROM records WHERE kind = ? AND id = ?', [kind, id]);
  return row?.value ?? null;
}

/** Records of a kind from the largest id down, those below `before` where it is given. */
export function listRecords(
  sql: Sql,
  kind: RecordKind,
  page: { before?: string; limit: number },
): Promise<KeptRecord[]> {
  const { before, limit } = page;
  return before === undefined
    ? sql.all<KeptRecord>('SELECT id, value FROM records WHERE kind = ? ORDER BY id DESC LIMIT ?', [kind, limit])
    : sql.all<KeptRecord>('SELECT id, value FROM records WHERE kind = ? AND id < ? ORDER BY id DESC LIMIT ?', [
        kind,
        before,
        limit,
      ]);
}

/** False where there was none. */
export async function deleteRecord(sql: Sql, kind: RecordKind, id: string): Promise<boolean> {
  return (await sql.run('DELETE FROM records WHERE kind = ? AND id = ?', [kind, id])) > 0;
}
