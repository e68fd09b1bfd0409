import 'server-only';
import type { Page, PageQuery } from '../../domain/page.ts';
import { inOrderOfTime, pageOfList } from '../upstream/wire-order.ts';
import type { WireObject } from '../upstream/wire-store.ts';
import { type ObjectRow, wireObject } from './object-row.ts';
import { first, marks, type Sql, type SqlValue } from './sql.ts';

/**
 * A page of the steps that `where` finds, if some of them say no time: the order of the columns would put those before all
 * others. Null where every step says one.
 */
export async function pageWithTimeless(
  sql: Sql,
  table: 'objects' | 'share_objects',
  { where, values }: { where: string; values: readonly SqlValue[] },
  query: PageQuery,
): Promise<Page<WireObject> | null> {
  const from = `FROM ${table} WHERE ${where}`;
  if (!(await first(sql, `SELECT 1 AS found ${from} AND created_at < 0 LIMIT 1`, values))) return null;
  const rows = await sql.all<Pick<ObjectRow, 'id' | 'created_at'>>(
    `SELECT id, created_at ${from} ORDER BY ord, id`,
    values,
  );
  const listed = rows.map((row) => ({ id: row.id, createdAt: row.created_at < 0 ? null : row.created_at }));
  const { items, ...page } = pageOfList(inOrderOfTime(listed), query);
  if (items.length === 0) return { ...page, items: [] };
  const ids = items.map(({ id }) => id);
  const texts = await sql.all<ObjectRow>(
    `SELECT kind, id, thread_id, run_id, created_at, text ${from} AND id IN (${marks(ids.length)})`,
    [...values, ...ids],
  );
  const byId = new Map(texts.map((row) => [row.id, wireObject(row)]));
  return { ...page, items: ids.flatMap((id) => byId.get(id) ?? []) };
}
