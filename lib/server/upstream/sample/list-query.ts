import 'server-only';
import type { JsonObject } from '../../../domain/json.ts';
import { type Answer, badRequest } from './answer.ts';
import type { WireList } from './wire.ts';

/** `limit`, `order`, `after` and `before` of a list. */
export interface ListQuery {
  limit: number;
  order: 'asc' | 'desc';
  after: string | null;
  before: string | null;
}

/** The only value that `include[]` may have. */
const SEARCH_CONTENT = 'step_details.tool_calls[*].file_search.results[*].content';

/** Reads the parameters of a list: 1 to 100 objects, 20 without a word; newest first without a word. Else an answer with 400. */
export function readListQuery(params: URLSearchParams): ListQuery | Answer {
  const limit = params.get('limit') ?? '20';
  if (!/^-?\d+$/.test(limit)) {
    return badRequest(
      `Invalid type for 'limit': expected an integer, but got a string instead.`,
      'limit',
      'invalid_type',
    );
  }
  const count = Number(limit);
  if (count < 1 || count > 100) {
    const [side, sign, bound] = count < 1 ? ['below minimum', '>=', 1] : ['above maximum', '<=', 100];
    return badRequest(
      `Invalid 'limit': integer ${side} value. Expected a value ${sign} ${bound}, but got ${count} instead.`,
      'limit',
      count < 1 ? 'integer_below_min_value' : 'integer_above_max_value',
    );
  }
  const order = params.get('order') ?? 'desc';
  if (order !== 'asc' && order !== 'desc') {
    return badRequest(`Invalid value: '${order}'. Supported values are: 'asc' and 'desc'.`, 'order', 'invalid_value');
  }
  return { limit: count, order, after: params.get('after'), before: params.get('before') };
}

/** Whether the request asks for the text of search results; an answer with 400 for any other `include[]`. */
export function readInclude(params: URLSearchParams): boolean | Answer {
  const values = [...params.getAll('include[]'), ...params.getAll('include')];
  const wrong = values.find((value) => value !== SEARCH_CONTENT);
  if (wrong === undefined) return values.length > 0;
  return badRequest(
    `Invalid value: '${wrong}'. Supported values are: '${SEARCH_CONTENT}'.`,
    'include',
    'invalid_value',
  );
}

/**
 * One page. `items` are all objects, oldest first; `show` makes the JSON of one. `after` and `before` name objects in the
 * list; an id that is not in it gets 400.
 */
export function listPage<T extends { id: string }>(
  items: readonly T[],
  query: ListQuery,
  show: (item: T) => JsonObject | null,
): WireList | Answer {
  const ordered = query.order === 'asc' ? items : items.toReversed();
  let from = 0;
  let to = ordered.length;
  for (const name of ['after', 'before'] as const) {
    const id = query[name];
    if (id === null) continue;
    const at = ordered.findIndex((item) => item.id === id);
    if (at < 0) return badRequest(`No object found with id '${id}'.`, name, null);
    if (name === 'after') from = at + 1;
    else to = at;
  }
  // Going backwards, the page is the one that ends right before the named object.
  const backwards = query.before !== null && query.after === null;
  const start = backwards ? Math.max(from, to - query.limit) : from;
  const end = Math.min(to, start + query.limit);
  const data = ordered
    .slice(start, Math.max(start, end))
    .map(show)
    .filter((object) => object !== null);
  const id = (object: JsonObject | undefined) => (typeof object?.id === 'string' ? object.id : null);
  return {
    object: 'list',
    data,
    first_id: id(data[0]),
    last_id: id(data.at(-1)),
    has_more: backwards ? start > from : end < to,
  };
}
