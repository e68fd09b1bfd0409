import 'server-only';
import type { WireKind, WireStore } from '../upstream/wire-store.ts';
import { readBytes } from './files.ts';
import { type ObjectRow, wireObject } from './object-row.ts';
import { indexed } from './selection.ts';
import { first, type Sql } from './sql.ts';
import { pageWithTimeless } from './timeless-steps.ts';

interface SharedRow extends ObjectRow {
  ord: number;
}

const ROW = 'SELECT kind, id, thread_id, run_id, created_at, ord, text FROM share_objects';
const OF_SHARE = 'share = ? AND kind = ?';

/** What a snapshot holds: nothing else can be reached through it. */
export function shareStore(sql: Sql, share: string): WireStore {
  const get = (kind: WireKind, id: string) =>
    first<SharedRow>(sql, `${ROW} WHERE ${OF_SHARE} AND id = ?`, [share, kind, indexed(id)]);
  return {
    async get(kind, id, signal) {
      signal.throwIfAborted();
      const row = await get(kind, id);
      return row ? wireObject(row) : null;
    },
    async list(kind, { threadId, runId }, query, signal) {
      signal.throwIfAborted();
      const { cursor, limit, order = 'asc' } = query;
      const where = [OF_SHARE, 'thread_id = ?'];
      const values: (string | number)[] = [share, kind, threadId];
      if (runId !== undefined) {
        where.push('run_id = ?');
        values.push(runId);
      }
      const found = { where: where.join(' AND '), values };
      const timeless = kind === 'step' ? await pageWithTimeless(sql, 'share_objects', found, query) : null;
      if (timeless) return timeless;
      if (cursor !== undefined) {
        const last = await get(kind, cursor);
        if (!last) return { items: [], nextCursor: null, total: null };
        where.push(`(created_at, ord) ${order === 'asc' ? '>' : '<'} (?, ?)`);
        values.push(last.created_at, last.ord);
      }
      const turn = order === 'asc' ? 'ASC' : 'DESC';
      const rows = await sql.all<ObjectRow>(
        `${ROW} WHERE ${where.join(' AND ')} ORDER BY created_at ${turn}, ord ${turn} LIMIT ?`,
        [...values, limit + 1],
      );
      const items = rows.slice(0, limit).map(wireObject);
      return { items, nextCursor: rows.length > limit ? (items.at(-1)?.id ?? null) : null, total: null };
    },
    async bytes(fileId, signal) {
      signal.throwIfAborted();
      const row = await first<{ hash: string }>(sql, 'SELECT hash FROM share_files WHERE share = ? AND file_id = ?', [
        share,
        indexed(fileId),
      ]);
      return row ? readBytes(sql, row.hash) : null;
    },
  };
}
