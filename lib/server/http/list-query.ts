import 'server-only';
import { fail } from '../../domain/failure.ts';
import { isId } from '../../domain/ids.ts';
import type { PageQuery } from '../../domain/page.ts';

/** `limit` of a query, clamped to 1 to 100; 50 when absent or not a whole number. */
export function readLimit(query: URLSearchParams): number {
  const text = query.get('limit') ?? '';
  return /^\d{1,9}$/.test(text) ? Math.min(100, Math.max(1, Number(text))) : 50;
}

/** `cursor` and `limit` of a list that pages itself: its cursors are its own. */
export function readListPage(query: URLSearchParams): { cursor: string | undefined; limit: number } {
  return { cursor: query.get('cursor') || undefined, limit: readLimit(query) };
}

/** `cursor` of a list of hits: how many come before. Throws `invalid_request`. */
export function readHitCursor(query: URLSearchParams): number {
  const text = query.get('cursor') ?? '0';
  if (!/^\d{1,9}$/.test(text)) fail('invalid_request', 'The cursor is not one that a list gave.');
  return Number(text);
}

/** `buckets` of a histogram, clamped to 2 to 500; 96 when absent or not a whole number. */
export function readBuckets(query: URLSearchParams): number {
  const text = query.get('buckets') ?? '';
  return /^\d{1,9}$/.test(text) ? Math.min(500, Math.max(2, Number(text))) : 96;
}

/** `cursor`, `limit` and `order` of a list that a source pages; a cursor is an id there. Throws `invalid_id`. */
export function readPageQuery(query: URLSearchParams): PageQuery {
  const cursor = query.get('cursor');
  const order = query.get('order');
  if (cursor !== null && !isId(cursor)) fail('invalid_id', 'The cursor is not one that a list gave.');
  return {
    cursor: cursor ?? undefined,
    limit: readLimit(query),
    order: order === 'asc' || order === 'desc' ? order : undefined,
  };
}

/** A path parameter or query value that must be an id. Throws `invalid_id` before anything leaves. */
export function readId(value: string | null | undefined, what: string): string {
  if (!isId(value)) fail('invalid_id', `This is not a ${what} id. Ids are letters, digits, _ and -, at most 128.`);
  return value;
}
