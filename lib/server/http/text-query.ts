import 'server-only';
import { fail } from '../../domain/failure.ts';
import { HIT_LIMIT, type WantedHits } from '../../domain/log-hits.ts';
import { FIND_LENGTH } from '../../domain/text-range.ts';
import { isTextPath } from '../../domain/text-path.ts';

/** `path` of a long text inside a step. Throws `invalid_request`. */
export function readTextPath(query: URLSearchParams): string {
  const path = query.get('path') ?? '';
  if (isTextPath(path)) return path;
  return fail('invalid_request', 'path names a text of the step, as in calls.0.outputs.1.logs or calls.0.arguments.');
}

/**
 * `from`, `to` (lines from 1) and `find` of a request for lines, with `hit` and `limit`: which of its hits are listed. Without
 * `find` the lines begin at 1 unless `from` says otherwise; with `find` alone none are meant. Throws `invalid_request`.
 */
export function readTextQuery(query: URLSearchParams): {
  from: number | null;
  to: number | null;
  find: WantedHits | null;
} {
  const from = readNumber(query, 'from', 'from is the number of a line, from 1.');
  const to = readNumber(query, 'to', 'to is the number of a line, from 1.');
  const find = readFind(query);
  if (to !== null && to < (from ?? 1)) fail('invalid_request', 'to must not be less than from.');
  const lines = find === null || from !== null || to !== null;
  return { from: lines ? (from ?? 1) : null, to, find };
}

function readFind(query: URLSearchParams): WantedHits | null {
  const words = query.get('find') ?? '';
  // Control characters but for the tab: a search runs within lines.
  if (words.length > FIND_LENGTH || /[\u0000-\u0008\u000a-\u001f\u007f]/.test(words)) {
    fail('invalid_request', `find is plain text within a line, at most ${FIND_LENGTH} characters.`);
  }
  const hit = readNumber(query, 'hit', 'hit is the number of the first hit to list, from 1.');
  const most = `limit is how many hits to list, 1 to ${HIT_LIMIT}.`;
  const limit = readNumber(query, 'limit', most) ?? HIT_LIMIT;
  if (limit > HIT_LIMIT) fail('invalid_request', most);
  if (words !== '') return { words, first: (hit ?? 1) - 1, most: limit };
  if (query.has('hit') || query.has('limit')) fail('invalid_request', 'hit and limit need find: say what to look for.');
  return null;
}

function readNumber(query: URLSearchParams, name: string, rule: string): number | null {
  const value = query.get(name);
  if (value === null) return null;
  if (/^[1-9][0-9]{0,8}$/.test(value)) return Number(value);
  return fail('invalid_request', rule);
}
