import 'server-only';
import { isId } from '../../../domain/ids.ts';
import { isJsonObject, type Json, type JsonObject } from '../../../domain/json.ts';
import type { WireAnswer, WireLeftover } from '../dialect.ts';
import { type JsonSlice, sliceElements, sliceMembers, sliceValue } from '../json-slices.ts';
import type { WireKind, WireObject } from '../wire-store.ts';
import { kindOf } from './wire-kind.ts';
import { readWirePath, type WirePath } from './wire-path.ts';
import { wireTime } from './wire-time.ts';

/**
 * The objects in one answer, oldest first where the query says how it is ordered. Thread and run are those of the path, under which the source has them; where the path says
 * none, those that the object names. Elements of a list without a usable id are left out.
 */
export function wireObjects({ path, query, value, text }: WireAnswer): WireObject[] {
  const place = readWirePath(path);
  if (!place) return [];
  const whole = sliceValue(text);
  if (place.id !== null)
    return isJsonObject(value) ? made(place.kind, value, text.slice(whole.start, whole.end), place) : [];
  const found = elementsOf(value, text, whole).flatMap(([element, slice]) =>
    isJsonObject(element) ? made(place.kind, element, text.slice(slice.start, slice.end), place) : [],
  );
  return query?.some(([name, order]) => name === 'order' && order === 'desc') ? found.reverse() : found;
}

/** How deep lists and bundles may stand in each other. */
const MOST_LEVELS = 6;
const MEMBERS = /^(?:data|(?:thread|run|step|message|assistant|file)s?|run_steps?)$/;

/**
 * The objects in JSON that came without a path: a single one, an array, a list envelope, or an object that holds any of
 * these under their names (`{"run":…,"steps":[…]}`). What is not of this protocol gives none. `left` hears of elements that
 * give none beside others that do, and of objects without a usable id.
 */
export function wireObjectsOf(value: Json, text: string, left?: (leftover: WireLeftover) => void): WireObject[] {
  const found: WireObject[] = [];
  const collect = (inner: Json, slice: JsonSlice, levels: number): void => {
    if (levels === 0) return;
    if (isJsonObject(inner)) {
      const kind = kindOf(inner);
      if (kind) {
        const part = text.slice(slice.start, slice.end);
        const objects = made(kind, inner, part, null);
        if (objects.length === 0) left?.({ value: inner, text: part, kind });
        found.push(...objects);
        return;
      }
      const isList = inner.object === 'list';
      if (!isList && (Object.hasOwn(inner, 'object') || Object.hasOwn(inner, 'id'))) return;
      for (const [name, member] of sliceMembers(text, slice)) {
        const held = Object.hasOwn(inner, name) ? inner[name] : undefined;
        if (held !== undefined && (isList ? name === 'data' : MEMBERS.test(name))) collect(held, member, levels - 1);
      }
      return;
    }
    if (Array.isArray(inner))
      for (const [element, part] of elementsOf(inner, text, slice)) {
        collect(element, part, levels - 1);
        if (left && isOther(element)) left({ value: element, text: text.slice(part.start, part.end), kind: null });
      }
  };
  collect(value, sliceValue(text), MOST_LEVELS);
  return found;
}

/** Elements of an array or of a list envelope's `data`, each with its place in the text. */
function elementsOf(value: Json, text: string, slice: JsonSlice): [Json, JsonSlice][] {
  const isArray = Array.isArray(value);
  const list = isArray ? value : isJsonObject(value) ? value.data : null;
  const array = isArray ? slice : sliceMembers(text, slice).get('data');
  if (!Array.isArray(list) || !array) return [];
  const slices = sliceElements(text, array);
  return slices.length === list.length ? list.map((element, i) => [element, slices[i] as JsonSlice]) : [];
}

/** Whether an element of a list is no object of this protocol, and holds none. */
function isOther(element: Json): boolean {
  if (!isJsonObject(element)) return !Array.isArray(element);
  const holds = Array.isArray(element.data) || Object.keys(element).some((name) => MEMBERS.test(name));
  return kindOf(element) === null && !holds;
}

function made(kind: WireKind, value: JsonObject, text: string, place: WirePath | null): WireObject[] {
  const id = place?.id ?? idIn(value, 'id');
  if (id === null) return [];
  const below = kind === 'run' || kind === 'step' || kind === 'message';
  return [
    {
      kind,
      id,
      threadId: below ? (place?.threadId ?? idIn(value, 'thread_id')) : null,
      runId: kind === 'step' || kind === 'message' ? (place?.runId ?? idIn(value, 'run_id')) : null,
      createdAt: Object.hasOwn(value, 'created_at') ? wireTime(value.created_at ?? null) : null,
      text,
    },
  ];
}

function idIn(value: JsonObject, name: string): string | null {
  const id = Object.hasOwn(value, name) ? value[name] : null;
  return isId(id) ? id : null;
}
