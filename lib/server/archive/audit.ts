import 'server-only';
import { randomBytes } from 'node:crypto';
import { type AuditEntry, type AuditFilter, NOISY_ACTIONS } from '../../domain/audit.ts';
import type { Page } from '../../domain/page.ts';
import { processState } from '../process-state.ts';
import { marks, type Sql, type SqlValue } from './sql.ts';

/** Characters of a name, and of what was done. */
const LONGEST_NAME = 300;
const LONGEST_WHAT = 1_000;
/** Digits of the time that an id begins with. */
const DIGITS = 15;

/** What the trail is held to: entries younger than so many ms, so many noisy ones of each kind and so many in all. */
export interface AuditLimits {
  age: number;
  noisy: number;
  most: number;
}

/** Tables of the audit trail. `collate` makes texts compare by their bytes, where that is not so by itself. */
export function auditTables(collate = ''): readonly string[] {
  return [
    `CREATE TABLE audit (id TEXT ${collate} PRIMARY KEY, at BIGINT NOT NULL, who TEXT ${collate} NOT NULL,
      action TEXT NOT NULL, source TEXT, run_key TEXT, what TEXT, address TEXT, outcome TEXT)`,
    'CREATE INDEX audit_who ON audit (who, id)',
    'CREATE INDEX audit_action ON audit (action, id)',
    // Where the trail was before.
    "DELETE FROM records WHERE kind = 'audit'",
  ];
}

/** An entry for something that happens now; texts are cut to what the trail keeps. */
export function auditEntry(
  of: Pick<AuditEntry, 'who' | 'action'> & Partial<Omit<AuditEntry, 'id' | 'at'>>,
  at = Date.now(),
): AuditEntry {
  const { who, action, source = null, key = null, what = null, address = null, outcome = null } = of;
  const cut = (text: string | null, most: number) => (text === null ? null : text.slice(0, most));
  return {
    id: `${timeOf(at)}-${turn()}${randomBytes(4).toString('hex')}`,
    at,
    who: who.slice(0, LONGEST_NAME),
    action,
    source: cut(source, LONGEST_NAME),
    key: cut(key, LONGEST_NAME),
    what: cut(what, LONGEST_WHAT),
    address,
    outcome: cut(outcome, LONGEST_NAME),
  };
}

/** Keeps the entries that one process writes within a millisecond in their order. */
function turn(): string {
  const count = processState('audit-turn', () => ({ last: 0 }));
  count.last = (count.last + 1) % 0x10000;
  return count.last.toString(16).padStart(4, '0');
}

/** Writes one entry. */
export async function addAudit(sql: Sql, entry: AuditEntry): Promise<void> {
  const { id, at, who, action, source, key, what, address, outcome } = entry;
  await sql.run(
    'INSERT INTO audit (id, at, who, action, source, run_key, what, address, outcome) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)',
    [id, at, who, action, source, key, what, address, outcome],
  );
}

/** Entries from the newest down; the cursor is the id of the last one given. */
export async function listAudit(
  sql: Sql,
  { who, action, from, to }: AuditFilter,
  { cursor, limit }: { cursor?: string | undefined; limit: number },
): Promise<Page<AuditEntry>> {
  const conditions: string[] = [];
  const values: SqlValue[] = [];
  const add = (condition: string, ...more: SqlValue[]) => {
    conditions.push(condition);
    values.push(...more);
  };
  // The largest code point ends the names that begin alike.
  if (who !== null) add('who >= ? AND who < ?', who, `${who}\u{10FFFF}`);
  if (action !== null) add('action = ?', action);
  if (from !== null) add('id >= ?', timeOf(from));
  if (to !== null) add('id < ?', timeOf(to + 1));
  if (cursor !== undefined) add('id < ?', cursor);
  const where = conditions.length > 0 ? `WHERE ${conditions.join(' AND ')}` : '';
  const rows = await sql.all<AuditEntry>(
    `SELECT id, at, who, action, source, run_key AS key, what, address, outcome FROM audit ${where} ORDER BY id DESC LIMIT ?`,
    [...values, limit + 1],
  );
  const items = rows.slice(0, limit);
  return { items, nextCursor: rows.length > limit ? (items.at(-1)?.id ?? null) : null, total: null };
}

/** Deletes what is too old, and the oldest of what is too much. Gives how many entries went. */
export async function pruneAudit(sql: Sql, { age, noisy, most }: AuditLimits, now = Date.now()): Promise<number> {
  const kinds = marks(NOISY_ACTIONS.length);
  let gone = await sql.run('DELETE FROM audit WHERE id < ?', [timeOf(now - age)]);
  for (const action of NOISY_ACTIONS) {
    gone += await sql.run(
      `DELETE FROM audit WHERE action = ? AND id <=
        (SELECT id FROM audit WHERE action = ? ORDER BY id DESC LIMIT 1 OFFSET ?)`,
      [action, action, noisy],
    );
  }
  gone += await sql.run(
    `DELETE FROM audit WHERE action NOT IN (${kinds}) AND id <=
      (SELECT id FROM audit WHERE action NOT IN (${kinds}) ORDER BY id DESC LIMIT 1 OFFSET ?)`,
    [...NOISY_ACTIONS, ...NOISY_ACTIONS, most],
  );
  return gone;
}

function timeOf(at: number): string {
  return String(Math.max(0, Math.floor(at))).padStart(DIGITS, '0');
}
