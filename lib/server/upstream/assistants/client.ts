import 'server-only';
import { fail, isFailure } from '../../../domain/failure.ts';
import { isId } from '../../../domain/ids.ts';
import { isJsonObject } from '../../../domain/json.ts';
import type { PageQuery } from '../../../domain/page.ts';
import type { Capability } from '../../../domain/source.ts';
import type { Upstream, UpstreamJson } from '../upstream-fetch.ts';
import { readListPage, type WirePage } from './list-page.ts';

/** Pages asked of a source for one call of the reader. */
const MAX_PAGES = 20;
/** Bytes of one object that may be read whole, and of a list page that holds one element. */
export const MAX_OBJECT_BYTES = 256 * 1024 * 1024;

type Query = readonly (readonly [name: string, value: string])[];

/** What stays the same while the pages of one list are read. */
export interface ListRequest {
  capability: Capability;
  path: readonly string[];
  /** Query beside `limit`, `order`, `after` and `before`. */
  query?: Query;
  signal: AbortSignal;
  object?: string;
  parent?: readonly string[];
}

/** One object of the protocol; `what` names it for people. */
export interface ObjectRequest extends ListRequest {
  what: string;
  maxBytes?: number;
}

/** How many pages one call of the reader may still ask for. */
export class PageBudget {
  left = MAX_PAGES;
}

/** Reads an object; `upstream_invalid` when the answer is JSON of another kind. */
export async function getObject(upstream: Upstream, { what, ...request }: ObjectRequest): Promise<UpstreamJson> {
  const answer = await upstream.getJson(request);
  if (!isJsonObject(answer.value)) {
    fail('upstream_invalid', `The source answered with something that is not a ${what}. Check its base URL.`);
  }
  return answer;
}

/**
 * Reads one page of a list. A page over the size limit is asked again with half its `limit`, down to one element, which
 * may then be as large as an object read alone. Only a first page may show that a host lacks the list: hosts answer 404
 * to a cursor whose object is gone, and one answers 502 to every cursor (seen in its source, 2025).
 */
export async function getListPage(
  upstream: Upstream,
  request: ListRequest,
  page: PageQuery & { order: 'asc' | 'desc' },
  budget: PageBudget,
): Promise<WirePage> {
  const cursor = readCursor(page.cursor);
  const probe = cursor.length === 0 ? {} : { object: undefined, parent: undefined };
  for (let limit = clampLimit(page.limit); ; limit = Math.floor(limit / 2)) {
    const query: Query = [['limit', String(limit)], ['order', page.order], ...cursor, ...(request.query ?? [])];
    const maxBytes = limit === 1 ? { maxBytes: MAX_OBJECT_BYTES } : {};
    if (budget.left <= 0) fail('upstream_error', `The source needs more than ${MAX_PAGES} pages to answer this.`);
    budget.left -= 1;
    try {
      const answer = await upstream.getJson({ ...request, ...probe, query, sizedBy: 'limit', ...maxBytes });
      return readListPage(answer.value, cursor[0]?.[0] === 'after' ? cursor[0][1] : null);
    } catch (error) {
      if (!isFailure(error, 'upstream_too_large') || limit === 1 || budget.left <= 0) throw error;
    }
  }
}

/** `after` for an id; `before` for an id with a tilde in front, which no id can hold. */
function readCursor(cursor: string | undefined): Query {
  if (cursor === undefined || cursor === '') return [];
  const before = cursor.startsWith('~');
  const id = before ? cursor.slice(1) : cursor;
  if (!isId(id)) fail('invalid_id', 'The cursor of this list is not one that Runlens gave out.');
  return [[before ? 'before' : 'after', id]];
}

function clampLimit(limit: number): number {
  return Number.isFinite(limit) ? Math.min(100, Math.max(1, Math.trunc(limit))) : 20;
}
