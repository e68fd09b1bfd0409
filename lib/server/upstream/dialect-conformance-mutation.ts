import 'server-only';
import { isJsonObject, type Json, type JsonObject } from '../../domain/json.ts';

/** Numbers from 0 to below 1, the same for the same seed (mulberry32). */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

type Place = { owner: Json[]; key: number } | { owner: JsonObject; key: string };

/** Field names that have misled readers of JSON: inherited ones, and ones that stand elsewhere in protocols. */
const NAMES = ['unknown_field', 'constructor', 'toString', '__proto__', 'type', 'value', 'name', 'function', 'text'];

/**
 * A changed copy of a JSON value: one to three fields or elements taken away, given another type, wrapped, doubled, or
 * put in where nobody expects them. Strings put in are unlike any other, so that they can be searched for.
 */
export function mutated(value: Json, random: () => number): Json {
  const root: Json[] = [structuredClone(value)];
  for (let changes = 1 + Math.floor(random() * 3); changes > 0; changes--) {
    const places = placesIn(root);
    const place = places[Math.floor(random() * places.length)];
    if (place) change(place, random);
  }
  return root[0] ?? null;
}

function placesIn(value: Json, found: Place[] = []): Place[] {
  if (Array.isArray(value)) {
    for (const [key, inner] of value.entries()) {
      found.push({ owner: value, key });
      placesIn(inner, found);
    }
  } else if (isJsonObject(value)) {
    for (const [key, inner] of Object.entries(value)) {
      found.push({ owner: value, key });
      placesIn(inner, found);
    }
  }
  return found;
}

function change(place: Place, random: () => number): void {
  const before = get(place);
  const kind = Math.floor(random() * 6);
  if (kind === 0) remove(place);
  else if (kind === 1) put(place, [before]);
  else if (kind === 2) put(place, withField(isJsonObject(before) ? before : {}, random));
  else if (kind === 3 && Array.isArray(before)) put(place, [...before, oddValue(random), ...before]);
  else if (kind === 4 && isJsonObject(before)) put(place, withField(before, random));
  else put(place, oddValue(random));
}

function oddValue(random: () => number): Json {
  const values: Json[] = [
    null,
    true,
    false,
    [],
    {},
    '',
    -1,
    Math.floor(random() * 4e12),
    1_700_000_000 + random() * 1000,
    1e300,
    word(random),
    [word(random), null, 5],
    { [word(random)]: word(random) },
    deep(40, word(random)),
    '\u202eevil\u0000\ud800',
  ];
  return values[Math.floor(random() * values.length)] ?? null;
}

function deep(levels: number, core: Json): Json {
  let value = core;
  for (let level = 0; level < levels; level++) value = level % 2 === 0 ? [value] : { type: 'deep', deep: value };
  return value;
}

function word(random: () => number): string {
  return `odd-${Math.floor(random() * 1e9).toString(36)}`;
}

/** Built from entries, so that `__proto__` becomes a field like any other. */
function withField(object: JsonObject, random: () => number): JsonObject {
  const name = NAMES[Math.floor(random() * NAMES.length)] ?? 'unknown_field';
  return Object.fromEntries([...Object.entries(object), [name, random() < 0.5 ? word(random) : oddValue(random)]]);
}

function get(place: Place): Json {
  return Array.isArray(place.owner) ? (place.owner[place.key as number] ?? null) : (place.owner[place.key] ?? null);
}

function put(place: Place, value: Json): void {
  const { owner, key } = place;
  Object.defineProperty(owner, key, { value, writable: true, enumerable: true, configurable: true });
}

function remove(place: Place): void {
  if (Array.isArray(place.owner)) place.owner.splice(place.key as number, 1);
  else delete place.owner[place.key];
}
