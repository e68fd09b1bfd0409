import 'server-only';
import type { Page, PageQuery } from '../../domain/page.ts';
import type { WireObject, WireParent, WireStore } from '../upstream/wire-store.ts';
import { readFile } from './files.ts';
import { type ObjectRow, wireObject } from './object-row.ts';
import { indexed } from './selection.ts';
import { first, type Sql } from './sql.ts';
import { pageWithTimeless } from './timeless-steps.ts';

const ROW = 'SELECT kind, id, thread_id, run_id, created_at, text FROM objects';

/** What was kept of one source, read by short queries. */
export function sqlWireStore(sql: Sql, sourceId: string): WireStore {
  const source = indexed(sourceId);

  async function list(
    kind: 'run' | 'step' | 'message',
    { threadId, runId }: WireParent,
    query: PageQuery,
  ): Promise<Page<WireObject>> {
    const { cursor, limit, order = 'asc' } = query;
    // Steps have an index by run, everything else by thread; the conditions are written so that each is used.
    const ofRun = kind === 'step' && runId !== undefined;
    const where = ofRun ? ["kind = 'step'", 'run_id = ?'] : ['thread_id = ?', 'kind = ?', 'source = ?'];
    const values: (string | number)[] = ofRun ? [indexed(runId)] : [indexed(threadId), kind, source];
    if (kind !== 'step') where.push("kind <> 'step'");
    if (ofRun) {
      where.push('source = ?');
      values.push(source);
    } else if (runId !== undefined) {
      where.push('run_id = ?');
      values.push(indexed(runId));
    }
    const timeless = ofRun
      ? await pageWithTimeless(sql, 'objects', { where: where.join(' AND '), values }, query)
      : null;
    if (timeless) return timeless;
    if (cursor !== undefined) {
      const last = await first<{ created_at: number; ord: number }>(
        sql,
        'SELECT created_at, ord FROM objects WHERE id = ? AND source = ? AND kind = ?',
        [indexed(cursor), source, kind],
      );
      if (!last) return { items: [], nextCursor: null, total: null };
      where.push(`(created_at, ord, id) ${order === 'asc' ? '>' : '<'} (?, ?, ?)`);
      values.push(last.created_at, last.ord, indexed(cursor));
    }
    const by = ['created_at', 'ord', 'id'].map((column) => `${column} ${order === 'asc' ? 'ASC' : 'DESC'}`).join(', ');
    const rows = await sql.all<ObjectRow>(`${ROW} WHERE ${where.join(' AND ')} ORDER BY ${by} LIMIT ?`, [
      ...values,
      limit + 1,
    ]);
    const items = rows.slice(0, limit).map(wireObject);
    return { items, nextCursor: rows.length > limit ? (items.at(-1)?.id ?? null) : null, total: null };
  }

  return {
    async get(kind, id, signal) {
      signal.throwIfAborted();
      const row = await first<ObjectRow>(sql, `${ROW} WHERE id = ? AND source = ? AND kind = ?`, [
        indexed(id),
        source,
        kind,
      ]);
      return row ? wireObject(row) : null;
    },
    async list(kind, of, page, signal) {
      signal.throwIfAborted();
      return list(kind, of, page);
    },
    async bytes(fileId, signal) {
      signal.throwIfAborted();
      return readFile(sql, source, fileId);
    },
  };
}
