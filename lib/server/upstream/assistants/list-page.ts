import 'server-only';
import { fail } from '../../../domain/failure.ts';
import { isId } from '../../../domain/ids.ts';
import { isJsonObject, type Json } from '../../../domain/json.ts';

/** One page of a list as it came: elements that are new after the cursor, and where the next page begins. */
export interface WirePage {
  elements: Json[];
  nextCursor: string | null;
}

/**
 * Reads the answer of a list: the envelope `{object:"list", data, first_id, last_id, has_more}` or a bare array.
 * Elements up to and including the one named by `after` are dropped, because some hosts ignore `after` or include it.
 * A missing `has_more` means that there is no more, and it is believed only when the page brought a new id to go on
 * from. `upstream_invalid` when there is no list in the answer.
 */
export function readListPage(answer: Json, after: string | null): WirePage {
  const data = Array.isArray(answer) ? answer : isJsonObject(answer) ? answer.data : null;
  if (!Array.isArray(data)) {
    fail('upstream_invalid', 'The source answered with something that is not a list. Check its base URL.');
  }
  const ids = data.map(elementId);
  const seen = after === null ? -1 : ids.lastIndexOf(after);
  const elements = data.slice(seen + 1);
  const envelope = isJsonObject(answer) ? answer : {};
  if (envelope.has_more !== true || elements.length === 0) return { elements, nextCursor: null };
  const next = [envelope.last_id, ids.at(-1)].find((id) => isId(id) && id !== after);
  return { elements, nextCursor: typeof next === 'string' ? next : null };
}

/** Id of a list's element; null where it has none that may be used in an address. */
export function elementId(element: Json): string | null {
  return isJsonObject(element) && isId(element.id) ? element.id : null;
}

/**
 * A stable id for an element without one, by its place in the list: `step-1`, `step-last-1` when read from the end,
 * `step-1-after-step_abc` on a later page. Cut to the length of an id.
 */
export function placeId(word: string, order: 'asc' | 'desc', cursor: string | null, index: number): string {
  const place = `${word}${order === 'desc' ? '-last' : ''}-${index + 1}`;
  return cursor === null ? place : `${place}-after-${cursor.replace(/[^A-Za-z0-9_-]/g, '')}`.slice(0, 128);
}
