import 'server-only';
import { isId } from '../../../domain/ids.ts';
import { writeExactJson } from '../../../domain/exact-json.ts';
import { type Digits, isJsonObject, type Json, type JsonObject, numberOf } from '../../../domain/json.ts';
import { type LongText, longText } from '../../../domain/long-text.ts';
import type { Milliseconds } from '../../../domain/time.ts';
import { wireTime } from './wire-time.ts';

/**
 * One open object of the wire, read field by field. A field is taken when its value is null or of the type asked for;
 * whatever is not taken by the end is what `rest` gives, under its own name, so nothing a source says is lost. In an
 * object literal `rest` must therefore come last. Reads own keys only and never changes the wire value.
 *
 * Methods that take several names read the first one that holds a value; values under further names stay unread.
 */
export class WireObject {
  /** The value as received. */
  readonly raw: Json;
  /** Whether a time that was read had a part below the second. */
  subSecond = false;
  #done = false;
  readonly #object: JsonObject;
  readonly #taken = new Set<string>();
  readonly #parts = new Map<string, WireObject>();
  readonly #lists = new Map<string, WireObject[]>();

  /** Anything may be read: what is no object has no fields and comes whole out of `rest`, as `value`. */
  constructor(raw: Json) {
    this.raw = raw;
    this.#object = isJsonObject(raw) ? raw : {};
  }

  /** The value under a name, taken or not; undefined where there is none. */
  peek(name: string): Json | undefined {
    return Object.hasOwn(this.#object, name) ? this.#object[name] : undefined;
  }

  /** Whether `text` would lose nothing here: a string, null or no value at all. */
  mayBeText(name: string): boolean {
    return typeof (this.peek(name) ?? '') === 'string';
  }

  text(...names: string[]): string | null {
    return this.#first(names, (value) => (typeof value === 'string' ? value : null));
  }

  /** An id fit for addresses and calls; others are left for `rest`. */
  id(name: string): string | null {
    return this.#first([name], (value) => (isId(value) ? value : null));
  }

  /** A number, but none that JavaScript cannot count to: that is left for `rest`, digit by digit. */
  number(...names: string[]): number | null {
    return this.#first(names, countable);
  }

  /** As `number`, in the digits of the source. */
  digits(name: string): Digits | null {
    return this.#first([name], (value) => (countable(value) === null ? null : (value as Digits)));
  }

  boolean(name: string): boolean | null {
    return this.#first([name], (value) => (typeof value === 'boolean' ? value : null));
  }

  time(...names: string[]): Milliseconds | null {
    const time = this.#first(names, wireTime);
    if (time !== null && time % 1000 !== 0) this.subSecond = true;
    return time;
  }

  longText(name: string): LongText | null {
    const text = this.text(name);
    return text === null ? null : longText(text);
  }

  /** A text that some hosts send as JSON of another type (arguments as an object); that becomes JSON text. */
  jsonText(name: string): LongText | null {
    return this.#first([name], (value) => longText(typeof value === 'string' ? value : writeExactJson(value)));
  }

  json(name: string): Json {
    return this.#first([name], (value) => value);
  }

  object(name: string): JsonObject | null {
    return this.#first([name], (value) => (isJsonObject(value) ? value : null));
  }

  array(name: string): Json[] | null {
    return this.#first([name], (value) => (Array.isArray(value) ? value : null));
  }

  /** A list of strings; a list that holds anything else is left for `rest`. */
  texts(name: string): string[] {
    const read = (value: Json) =>
      Array.isArray(value) && value.every((item) => typeof item === 'string') ? value : null;
    return this.#first([name], read) ?? [];
  }

  /** The object under a name, to be read the same way; what it leaves unread stays under that name. */
  part(name: string): WireObject | null {
    const value = this.peek(name);
    if (value === null) this.#taken.add(name);
    if (!isJsonObject(value)) return null;
    const part = this.#parts.get(name) ?? new WireObject(value);
    this.#parts.set(name, part);
    return part;
  }

  /** Reads each element of a list; what elements leave unread stays under that name, null in the places of others. */
  list<T>(name: string, read: (element: WireObject, index: number) => T): T[] | null {
    const value = this.peek(name);
    if (value === null) this.#taken.add(name);
    if (!Array.isArray(value)) return null;
    const elements = value.map((item) => new WireObject(item));
    this.#lists.set(name, elements);
    return elements.map(read);
  }

  /** The value itself where it is a bare string, as some hosts write short forms. Takes it. */
  bareText(): string | null {
    if (typeof this.raw !== 'string') return null;
    this.#done = true;
    return this.raw;
  }

  /** JSON text of everything but the named fields as far as those were taken. Takes everything. */
  restAsText(...without: string[]): LongText {
    this.#done = true;
    if (!isJsonObject(this.raw)) return longText(writeExactJson(this.raw));
    const dropped = (name: string) => without.includes(name) && this.#taken.has(name);
    const entries = Object.entries(this.raw).filter(([name]) => !dropped(name));
    return longText(writeExactJson(Object.fromEntries(entries)));
  }

  /** Everything that was not taken. Takes it. */
  rest(): JsonObject {
    if (this.#done) return {};
    this.#done = true;
    if (!isJsonObject(this.raw)) return { value: this.raw };
    const rest: [string, Json][] = [];
    for (const [name, value] of Object.entries(this.raw)) {
      const left = this.#taken.has(name) ? undefined : this.#left(name, value);
      if (left !== undefined) rest.push([name, left]);
    }
    return Object.fromEntries(rest);
  }

  #left(name: string, value: Json): Json | undefined {
    const part = this.#parts.get(name);
    if (part) return orUndefined(part.rest());
    const elements = this.#lists.get(name);
    if (!elements) return value;
    const left = elements.map((element) => orUndefined(element.rest()) ?? null);
    return left.some((rest) => rest !== null) ? left : undefined;
  }

  #first<T>(names: string[], read: (value: Json) => T | null): T | null {
    let found: T | null = null;
    for (const name of names) {
      const value = this.peek(name);
      if (value === undefined) continue;
      const result: T | null = value === null || found !== null ? null : read(value);
      if (value === null || result !== null) this.#taken.add(name);
      found ??= result;
    }
    return found;
  }
}

function countable(value: Json): number | null {
  const number = numberOf(value);
  if (number === null || !Number.isFinite(number)) return null;
  return Number.isInteger(number) && !Number.isSafeInteger(number) ? null : number;
}

function orUndefined(rest: JsonObject): JsonObject | undefined {
  return Object.keys(rest).length > 0 ? rest : undefined;
}
