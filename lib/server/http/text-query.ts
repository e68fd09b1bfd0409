import 'server-only';
import { fail } from '../../domain/failure.ts';
import { FIND_LENGTH } from '../../domain/text-range.ts';
import { isTextPath } from '../../domain/text-path.ts';

/** `path` of a long text inside a step. Throws `invalid_request`. */
export function readTextPath(query: URLSearchParams): string {
  const path = query.get('path') ?? '';
  if (isTextPath(path)) return path;
  return fail('invalid_request', 'path names a text of the step, as in calls.0.outputs.1.logs or calls.0.arguments.');
}

/**
 * `from`, `to` (lines from 1) and `find` of a request for lines. Without `find` the lines begin at 1 unless `from` says
 * otherwise; with `find` alone none are meant. Throws `invalid_request`.
 */
export function readTextQuery(query: URLSearchParams): { from: number | null; to: number | null; find: string | null } {
  const from = readLine(query, 'from');
  const to = readLine(query, 'to');
  const find = query.get('find') || null;
  if (to !== null && to < (from ?? 1)) fail('invalid_request', 'to must not be less than from.');
  // Control characters but for the tab: a search runs within lines.
  if (find !== null && (find.length > FIND_LENGTH || /[\u0000-\u0008\u000a-\u001f\u007f]/.test(find))) {
    fail('invalid_request', `find is plain text within a line, at most ${FIND_LENGTH} characters.`);
  }
  const lines = find === null || from !== null || to !== null;
  return { from: lines ? (from ?? 1) : null, to, find };
}

function readLine(query: URLSearchParams, name: string): number | null {
  const value = query.get(name);
  if (value === null) return null;
  if (/^[1-9][0-9]{0,8}$/.test(value)) return Number(value);
  return fail('invalid_request', `${name} is the number of a line, from 1.`);
}
