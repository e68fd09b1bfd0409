import 'server-only';
import { type KnownFilter, type KnownId, type KnownWay, MOST_COUNTED } from '../../domain/known-id.ts';
import type { Page } from '../../domain/page.ts';
import { ms } from '../../domain/time.ts';
import { formatListCursor, parseListCursor } from './list-cursor.ts';
import { indexed } from './selection.ts';
import type { Sql, SqlValue } from './sql.ts';

interface Row {
  source: string;
  id: string;
  origin: string;
  first_seen: number;
  last_seen: number;
}

interface RunRow extends Row {
  rid: number;
  key: string;
  thread_id: string;
  gone_at: number | null;
}

interface ThreadRow extends Row {
  runs: number;
}

type Asked = { cursor?: string | undefined; limit: number };

/** One page of the ids of a source. Throws `invalid_request` for a cursor of another list. */
export function listKnown(sql: Sql, source: string, filter: KnownFilter, page: Asked): Promise<Page<KnownId>> {
  return filter.kind === 'run' ? runs(sql, source, filter, page) : threads(sql, source, filter, page);
}

/**
 * Runs by their numbers. In SQLite the index is named, so that a part of an id is looked for in keys alone and no row is read
 * for those that do not have it.
 */
async function runs(sql: Sql, source: string, { way, text }: KnownFilter, { cursor, limit }: Asked) {
  const order = 'known runs';
  const after = cursor === undefined ? null : parseListCursor(cursor, order);
  const index = text !== '' ? 'runs_key' : way !== null ? 'runs_origin' : 'runs_source';
  const { where, values } = conditions(sql, source, way, text, 'key');
  if (after) where.push('rid < ?');
  const rows = await sql.all<RunRow>(
    `SELECT rid, source, id, key, thread_id, origin, coalesce(first_seen, captured_at) AS first_seen, captured_at AS last_seen,
        gone_at
      FROM runs ${sql.kind === 'sqlite' ? `INDEXED BY ${index}` : ''} WHERE ${where.join(' AND ')}
      ORDER BY rid DESC LIMIT ?`,
    [...values, ...(after ? [after.rid] : []), limit + 1],
  );
  const place = ({ rid }: RunRow) => formatListCursor({ order, value: null, rid });
  return pageOf(rows, limit, place, (row) => ({
    ...common(row),
    kind: 'run',
    key: row.key,
    threadId: row.thread_id || null,
    goneAt: row.gone_at === null ? null : ms(row.gone_at),
    runs: null,
  }));
}

async function threads(sql: Sql, source: string, { way, text }: KnownFilter, { cursor, limit }: Asked) {
  const order = 'known threads';
  const after = cursor === undefined ? null : parseListCursor(cursor, order);
  const { where, values } = conditions(sql, source, way, text, 'id');
  if (after) where.push('(first_seen, id) < (?, ?)');
  const rows = await sql.all<ThreadRow>(
    `SELECT source, id, origin, first_seen, last_seen, (SELECT count(*) FROM (SELECT 1 FROM runs
        WHERE runs.thread_id = known_threads.id AND runs.source = known_threads.source LIMIT ${MOST_COUNTED}) AS few) AS runs
      FROM known_threads WHERE ${where.join(' AND ')} ORDER BY first_seen DESC, id DESC LIMIT ?`,
    [...values, ...(after ? [after.rid, String(after.value)] : []), limit + 1],
  );
  const place = (row: ThreadRow) => formatListCursor({ order, value: row.id, rid: row.first_seen });
  return pageOf(rows, limit, place, (row) => ({
    ...common(row),
    kind: 'thread',
    key: null,
    threadId: row.id,
    goneAt: null,
    runs: row.runs,
  }));
}

function conditions(sql: Sql, source: string, way: KnownWay | null, text: string, column: string) {
  const where = ['source = ?'];
  const values: SqlValue[] = [indexed(source)];
  if (way !== null) {
    where.push('origin = ?');
    values.push(way);
  }
  if (text !== '') {
    where.push(`${sql.kind === 'sqlite' ? 'instr' : 'strpos'}(lower(${column}), ?) > 0`);
    values.push(text.toLowerCase());
  }
  return { where, values };
}

function common({ source, id, origin, first_seen: first, last_seen: last }: Row) {
  // What is kept later may have been captured earlier.
  return { source, id, way: origin as KnownWay, firstSeen: ms(Math.min(first, last)), lastSeen: ms(last) };
}

function pageOf<R>(rows: readonly R[], limit: number, place: (row: R) => string, item: (row: R) => KnownId) {
  const last = rows.length > limit ? rows[limit - 1] : undefined;
  return { items: rows.slice(0, limit).map(item), nextCursor: last === undefined ? null : place(last), total: null };
}
