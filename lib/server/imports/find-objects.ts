import 'server-only';
import { isJsonObject, type Json, type JsonObject } from '../../domain/json.ts';
import { sliceElements, sliceMembers, sliceValue } from '../upstream/json-slices.ts';
import type { WireLeftover } from '../upstream/dialect.ts';
import type { WireObject } from '../upstream/wire-store.ts';
import { exportedLine } from './bundle-piece.ts';
import { type Finds, UNKNOWN } from './finds.ts';
import { isExchangeFile, readExchanges } from './read-exchanges.ts';

/** Arrays within arrays that are looked into. */
const MOST_LEVELS = 4;

/**
 * Finds out by its shape what a value of unknown origin is: an API object, a list of such, an event of a stream, a file of
 * recorded exchanges, a line of our own export, or something of another protocol. Gives false where it is none of these.
 */
export function findObjects(value: Json, text: string, finds: Finds, levels = MOST_LEVELS): boolean {
  if (Array.isArray(value)) return levels > 0 && inArray(value, text, finds, levels - 1);
  if (!isJsonObject(value)) return false;
  if (isExchangeFile(value)) return readExchanges(value, text, finds, findObjects);
  const line = exportedLine(value);
  if (line && isJsonObject(value.object)) {
    finds.object({ ...line, text: member(text, 'object') });
    return true;
  }
  // A payload with the name of its event beside it.
  if (typeof value.event === 'string' && isJsonObject(value.data)) {
    return findObjects(value.data, member(text, 'data'), finds, levels);
  }
  const isDelta = finds.delta(value, text);
  const left: WireLeftover[] = [];
  const found = finds.dialects.flatMap((dialect) => dialect.wireObjectsOf(value, text, (one) => left.push(one)));
  for (const object of oldestFirst(found)) finds.object(object);
  if (found.length > 0 || isDelta || left.some(({ kind }) => kind !== null)) {
    for (const one of left) passLeftover(one, finds, levels - 1);
    return true;
  }
  if (!isForeign(value)) return false;
  finds.raw(text);
  return true;
}

/** What stands beside objects in a list may be of another protocol. */
function passLeftover({ value, text, kind }: WireLeftover, finds: Finds, levels: number): void {
  if (kind === null) {
    if (levels < 0 || !findObjects(value, text, finds, levels)) finds.passed(value, text, UNKNOWN);
    return;
  }
  const named = isJsonObject(value) && typeof value.id === 'string';
  const why = named ? 'has an id that cannot be used: ids are letters, digits, _ and -, at most 128.' : 'has no id.';
  finds.passed(value, text, `This ${kind} ${why}`);
}

function inArray(value: Json[], text: string, finds: Finds, levels: number): boolean {
  const slices = sliceElements(text, sliceValue(text));
  const unknown: [Json, string][] = [];
  value.forEach((element, i) => {
    const part = slices[i] ? text.slice(slices[i].start, slices[i].end) : '';
    if (!findObjects(element, part, finds, levels)) unknown.push([element, part]);
  });
  if (unknown.length === value.length) return false;
  for (const [element, part] of unknown) finds.passed(element, part, UNKNOWN);
  return true;
}

/** Lists come newest first unless they were asked for otherwise. */
function oldestFirst(found: WireObject[]): WireObject[] {
  const times = found.map(({ createdAt }) => createdAt ?? 0);
  const falls = times.some((time, i) => time < (times[i - 1] ?? time));
  const rises = times.some((time, i) => time > (times[i - 1] ?? time));
  return falls && !rises ? found.reverse() : found;
}

/** Whether this is an object or event of some API that is not read yet. */
function isForeign(value: JsonObject): boolean {
  if (value.object === 'list') return Array.isArray(value.data) && value.data.length > 0;
  return typeof value.object === 'string' || typeof value.type === 'string' || isJsonObject(value.error);
}

function member(text: string, name: string): string {
  const slice = sliceMembers(text, sliceValue(text)).get(name);
  return slice ? text.slice(slice.start, slice.end) : '';
}
