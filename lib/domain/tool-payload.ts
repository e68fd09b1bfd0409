import { readExactJson } from './exact-json.ts';
import type { Json, JsonObject } from './json.ts';
import { isJsonObject } from './json.ts';
import type { LongText } from './long-text.ts';
import type { OtherCall } from './tool-call.ts';

/** Longer texts (UTF-16 units) are not read at once, so that the page stays alive; they are shown as the text they are. */
const READ_LIMIT = 4 * 1024 * 1024;

/** An escape that may be half of a pair. */
const LONE = /\\u[dD][89a-fA-F]/;

const objects = new WeakMap<LongText, JsonObject | null>();

/** The JSON object that a text holds; null where it was cut, is too long to be read at once, or is anything else. */
export function objectOf(text: LongText): JsonObject | null {
  const known = objects.get(text);
  if (known !== undefined) return known;
  const object = text.truncated || text.text.length > READ_LIMIT ? null : readObject(text.text);
  objects.set(text, object);
  return object;
}

/** Halves of pairs become U+FFFD, as they do in a page: server and browser must read the same. */
function wellFormed(_: string, value: unknown): unknown {
  return typeof value === 'string' ? value.toWellFormed() : value;
}

function readObject(text: string): JsonObject | null {
  try {
    const value = readExactJson(text);
    const whole: unknown = LONE.test(text) ? JSON.parse(JSON.stringify(value), wellFormed) : value;
    return isJsonObject(whole) ? whole : null;
  } catch {
    return null;
  }
}

/**
 * Fields of an object, taken one by one; `rest` gives what nobody took. Those of a call stand under the key that repeats
 * its type. Azure puts those of `openapi` calls under `function` and sends `mcp` calls flat (observed in 2025).
 */
export class PayloadFields {
  readonly #payload: JsonObject;
  readonly #under: string | null;
  readonly #left: Map<string, Json>;

  /** `type` is the call's; null for an object that holds its fields itself. */
  constructor(payload: JsonObject, type: string | null) {
    const under = type === null ? null : ([type, 'function'].find((name) => isJsonObject(own(payload, name))) ?? null);
    const fields = under === null ? payload : own(payload, under);
    this.#payload = payload;
    this.#under = under;
    this.#left = new Map(isJsonObject(fields) ? Object.entries(fields) : []);
  }

  /** The fields of a call; none where its payload cannot be read as an object. */
  static of(call: OtherCall): PayloadFields {
    return new PayloadFields(objectOf(call.payload) ?? {}, call.type);
  }

  /** Takes a field that is a text; null where it is absent or null. Any other value stays where it is. */
  text(name: string): string | null {
    return this.#take(name, (value) => typeof value === 'string');
  }

  /** Takes a field that is a list; null where it is absent or null. Any other value stays where it is. */
  list(name: string): Json[] | null {
    return this.#take(name, (value) => Array.isArray(value));
  }

  /** Takes a field that is an object; null where it is absent or null. Any other value stays where it is. */
  object(name: string): JsonObject | null {
    return this.#take(name, isJsonObject);
  }

  /** Takes a field whatever it is; null where it is absent. */
  value(name: string): Json {
    return this.#take(name, (value): value is Json => value !== undefined);
  }

  /** What was not taken, under the names it came with. */
  rest(): JsonObject {
    const left = Object.fromEntries(this.#left);
    if (this.#under === null) return left;
    const { [this.#under]: _, ...beside } = this.#payload;
    return this.#left.size === 0 ? beside : { ...beside, [this.#under]: left };
  }

  #take<T extends Json>(name: string, fits: (value: Json | undefined) => value is T): T | null {
    const value = this.#left.get(name);
    if (value === null) this.#left.delete(name);
    if (!fits(value)) return null;
    this.#left.delete(name);
    return value;
  }
}

function own(object: JsonObject, name: string): Json | undefined {
  return Object.hasOwn(object, name) ? object[name] : undefined;
}
