import 'server-only';
import { isJsonObject, type Json, type JsonObject } from '../../../domain/json.ts';

/**
 * Text that comes in pieces (reference of the protocol, deltas; seen in recorded streams). Everything else is set: clients
 * that join every string double the id of a call that is sent twice.
 */
const PIECES = new Set(['input', 'logs', 'arguments', 'output', 'value', 'refusal', 'requesturl', 'response_metadata']);
/** Guards of the vendor's own clients: how far an index may lie beyond the end, and how long a list may get. */
const FURTHEST = 1024;
const LONGEST = 65_536;

/** Names and places from the outside in. */
export type WirePath = readonly (string | number)[];

/** What a delta did to an object. */
export interface Growth {
  /** Pieces that were joined to texts, each with the length of its text before. */
  pieces: { path: WirePath; at: number; text: string }[];
  /** Whether anything was set or made that was not so before. */
  other: boolean;
}

/**
 * `before` with a delta of the protocol laid over it; neither is changed. Lists are addressed by the `index` of their
 * elements, in any order, so they may have holes (`undefined`) until `withoutHoles`. Elements whose index is out of bounds
 * are left out. What was done is told to `growth`.
 */
export function applyDelta(before: JsonObject, delta: JsonObject, growth?: Growth, path: WirePath = []): JsonObject {
  const after: JsonObject = { ...before };
  for (const [name, value] of Object.entries(delta)) {
    if (name === 'index') continue;
    const old = Object.hasOwn(before, name) ? before[name] : undefined;
    after[name] = merged(name, old, value, growth, [...path, name]);
  }
  return after;
}

function merged(name: string, old: Json | undefined, value: Json, growth: Growth | undefined, path: WirePath): Json {
  if (value === null && old !== undefined) return old;
  if (typeof value === 'string' && typeof old === 'string' && PIECES.has(name)) {
    if (value !== '') growth?.pieces.push({ path, at: old.length, text: value });
    return old + value;
  }
  const grown = Array.isArray(value) ? Array.isArray(old) : isJsonObject(value) ? isJsonObject(old) : old === value;
  if (growth && !grown) growth.other = true;
  if (Array.isArray(value)) return mergedList(Array.isArray(old) ? old : [], value, growth, path);
  if (isJsonObject(value)) return applyDelta(isJsonObject(old) ? old : {}, value, growth, path);
  return value;
}

function mergedList(old: readonly Json[], delta: readonly Json[], growth: Growth | undefined, path: WirePath): Json[] {
  // `slice` keeps holes as holes.
  const list = old.slice();
  delta.forEach((element, position) => {
    const at = isJsonObject(element) && element.index !== undefined ? element.index : position;
    if (typeof at !== 'number' || !Number.isSafeInteger(at) || at < 0) return;
    if (at > list.length + FURTHEST || at >= LONGEST) return;
    const before = list[at];
    if (isJsonObject(element)) {
      if (growth && !isJsonObject(before)) growth.other = true;
      list[at] = applyDelta(isJsonObject(before) ? before : {}, element, growth, [...path, at]);
    } else {
      if (growth && before !== element) growth.other = true;
      list[at] = element;
    }
  });
  return list;
}

/** The value with the places that no delta filled closed up. */
export function withoutHoles(value: Json): Json {
  if (Array.isArray(value)) {
    return Object.keys(value).map((at) => withoutHoles(value[Number(at)] ?? null));
  }
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, withoutHoles(inner)]));
}
