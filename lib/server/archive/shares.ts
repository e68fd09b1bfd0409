import 'server-only';
import { databaseNow } from './database-clock.ts';
import { dropUnused, keepBytes } from './files.ts';
import { indexed } from './selection.ts';
import type { KeptShare, ShareCapture, ShareFilter } from './share-archive.ts';
import { first, type Sql, type SqlValue } from './sql.ts';

/** Tables of snapshots, alike in both databases. Times are ms since 1970. */
export const SHARE_TABLES: readonly string[] = [
  `CREATE TABLE shares (id TEXT PRIMARY KEY, token_hash TEXT NOT NULL, source TEXT NOT NULL, run_key TEXT NOT NULL,
    owner TEXT NOT NULL, created_at BIGINT NOT NULL, expires_at BIGINT NOT NULL, revoked_at BIGINT, views BIGINT NOT NULL,
    max_views BIGINT, last_view_at BIGINT, about TEXT NOT NULL)`,
  'CREATE UNIQUE INDEX shares_token ON shares (token_hash)',
  'CREATE INDEX shares_run ON shares (source, run_key, created_at)',
  'CREATE INDEX shares_owner ON shares (owner, created_at)',
  'CREATE INDEX shares_expiry ON shares (expires_at)',
  `CREATE TABLE share_objects (share TEXT NOT NULL, kind TEXT NOT NULL, id TEXT NOT NULL, thread_id TEXT, run_id TEXT,
    created_at BIGINT NOT NULL, ord INTEGER NOT NULL, text TEXT NOT NULL, PRIMARY KEY (share, kind, id))`,
  'CREATE INDEX share_objects_order ON share_objects (share, kind, created_at, ord)',
  'CREATE TABLE share_files (share TEXT NOT NULL, file_id TEXT NOT NULL, hash TEXT NOT NULL, PRIMARY KEY (share, file_id))',
  'CREATE INDEX share_files_hash ON share_files (hash)',
];

interface ShareRow {
  id: string;
  source: string;
  run_key: string;
  owner: string;
  created_at: number;
  expires_at: number;
  revoked_at: number | null;
  views: number;
  max_views: number | null;
  last_view_at: number | null;
  about: string;
  now: number;
}

/** Writes a snapshot in the caller's transaction. */
export async function keepShare(sql: Sql, share: ShareCapture): Promise<void> {
  const { id, tokenHash, source, key, owner, createdAt, expiresAt, maxViews, about, objects, files } = share;
  await sql.run(
    `INSERT INTO shares (id, token_hash, source, run_key, owner, created_at, expires_at, views, max_views, about)
      VALUES (?, ?, ?, ?, ?, ?, ?, 0, ?, ?)`,
    [id, tokenHash, indexed(source), indexed(key), indexed(owner), createdAt, expiresAt, maxViews, about],
  );
  for (const [ord, one] of objects.entries()) {
    await sql.run(
      `INSERT INTO share_objects (share, kind, id, thread_id, run_id, created_at, ord, text)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (share, kind, id) DO NOTHING`,
      [id, one.kind, indexed(one.id), one.threadId, one.runId, one.createdAt ?? -1, ord, one.text],
    );
  }
  for (const { fileId, bytes } of files) {
    const hash = await keepBytes(sql, bytes);
    await sql.run(
      'INSERT INTO share_files (share, file_id, hash) VALUES (?, ?, ?) ON CONFLICT (share, file_id) DO NOTHING',
      [id, indexed(fileId), hash],
    );
  }
}

/** The only share of a column's value. */
export async function findShare(sql: Sql, column: 'id' | 'token_hash', value: string): Promise<KeptShare | null> {
  const row = await first<ShareRow>(sql, `SELECT *, ${databaseNow(sql)} AS now FROM shares WHERE ${column} = ?`, [
    value,
  ]);
  return row ? keptShare(row) : null;
}

/** Counts a view of a share by the hash of its token; false, and nothing counted, where it is over. */
export async function viewShare(sql: Sql, tokenHash: string): Promise<boolean> {
  const now = databaseNow(sql);
  const changed = await sql.run(
    `UPDATE shares SET views = views + 1, last_view_at = ${now} WHERE token_hash = ? AND revoked_at IS NULL
      AND expires_at > ${now} AND (max_views IS NULL OR views < max_views)`,
    [tokenHash],
  );
  return changed > 0;
}

/** Shares, newest first, those behind the one whose id is `cursor`. None where that one is gone. */
export async function listShares(
  sql: Sql,
  { owner, run }: ShareFilter,
  { cursor, limit }: { cursor?: string | undefined; limit: number },
): Promise<KeptShare[]> {
  const where: string[] = [];
  const values: SqlValue[] = [];
  if (owner !== null) {
    where.push('owner = ?');
    values.push(indexed(owner));
  }
  if (run) {
    where.push('source = ?', 'run_key = ?');
    values.push(indexed(run.source), indexed(run.key));
  }
  if (cursor !== undefined) {
    const last = await first<{ created_at: number }>(sql, 'SELECT created_at FROM shares WHERE id = ?', [cursor]);
    if (!last) return [];
    where.push('(created_at, id) < (?, ?)');
    values.push(last.created_at, cursor);
  }
  const filter = where.length > 0 ? `WHERE ${where.join(' AND ')}` : '';
  const rows = await sql.all<ShareRow>(
    `SELECT *, ${databaseNow(sql)} AS now FROM shares ${filter} ORDER BY created_at DESC, id DESC LIMIT ?`,
    [...values, limit],
  );
  return rows.map(keptShare);
}

/** Ends a share and deletes its copy; false where it was over already. */
export async function revokeShare(sql: Sql, id: string): Promise<boolean> {
  const now = databaseNow(sql);
  const changed = await sql.run(
    `UPDATE shares SET revoked_at = ${now} WHERE id = ? AND revoked_at IS NULL AND expires_at > ${now}`,
    [id],
  );
  if (changed > 0) await forgetContent(sql, [id]);
  return changed > 0;
}

/** Deletes the copies of shares that expired before one instant, and shares that expired before another (ms since 1970). */
export async function sweepShares(sql: Sql, expiredBefore: number, overBefore: number): Promise<void> {
  const rows = await sql.all<{ id: string }>(
    `SELECT id FROM shares WHERE expires_at < ?
      AND EXISTS (SELECT 1 FROM share_objects WHERE share_objects.share = shares.id)`,
    [expiredBefore],
  );
  await forgetContent(
    sql,
    rows.map(({ id }) => id),
  );
  await sql.run('DELETE FROM shares WHERE expires_at < ?', [overBefore]);
}

/** Takes the shares of a run away, or with null those of all runs of a source. */
export async function removeShares(sql: Sql, source: string, key: string | null): Promise<void> {
  const where = key === null ? 'source = ?' : 'source = ? AND run_key = ?';
  const values = key === null ? [source] : [source, key];
  const rows = await sql.all<{ id: string }>(`SELECT id FROM shares WHERE ${where}`, values);
  await forgetContent(
    sql,
    rows.map(({ id }) => id),
  );
  if (rows.length > 0) await sql.run(`DELETE FROM shares WHERE ${where}`, values);
}

async function forgetContent(sql: Sql, ids: readonly string[]): Promise<void> {
  for (const id of ids) {
    const files = await sql.all<{ hash: string }>('SELECT DISTINCT hash FROM share_files WHERE share = ?', [id]);
    await sql.run('DELETE FROM share_objects WHERE share = ?', [id]);
    await sql.run('DELETE FROM share_files WHERE share = ?', [id]);
    await dropUnused(
      sql,
      files.map(({ hash }) => hash),
    );
  }
}

function keptShare(row: ShareRow): KeptShare {
  return {
    id: row.id,
    source: row.source,
    key: row.run_key,
    owner: row.owner,
    createdAt: row.created_at,
    expiresAt: row.expires_at,
    revokedAt: row.revoked_at,
    views: row.views,
    maxViews: row.max_views,
    lastViewAt: row.last_view_at,
    about: row.about,
    now: row.now,
  };
}
