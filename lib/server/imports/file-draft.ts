import 'server-only';
import type { ImportRefusal } from '../../domain/import.ts';
import { isJsonObject, type Json } from '../../domain/json.ts';
import type { Dialect, StreamCollector } from '../upstream/dialect.ts';
import { MOST_LEVELS, parseJson } from '../upstream/safe-json.ts';
import { deepParts, parseDeepJson } from '../upstream/without-too-deep.ts';
import type { WireObject } from '../upstream/wire-store.ts';
import { bundleFile, bundleObject, bundleStream } from './bundle-piece.ts';
import type { FileSink } from './file-reader.ts';
import type { Entry, FileEntry, ImportPool } from './import-pool.ts';
import { findJsonProblem, placeIn } from './json-problem.ts';
import type { JsonPiece } from './json-values.ts';
import type { ObjectSpool, Place } from './object-spool.ts';
import { parseImported } from './parse-imported.ts';
import { lineAndColumn, refuse } from './refused-error.ts';
import type { SseEvent } from './sse-events.ts';
import { findObjects } from './find-objects.ts';
import { type Finds, UNKNOWN } from './finds.ts';

/** Characters of events of other protocols that are kept as one. */
const MOST_EVENTS = 16 * 1024 * 1024;

/** What one file brought so far. Nothing of it counts before `keepIn`. */
export class FileDraft implements FileSink, Finds {
  readonly name: string;
  readonly dialects: readonly Dialect[];
  readonly #spool: ObjectSpool;
  readonly #entries: Entry[] = [];
  readonly #files: FileEntry[] = [];
  readonly #raws: Place[] = [];
  /** Parts of recorded streams. */
  readonly #streamed: Place[] = [];
  readonly #streams: { dialect: Dialect; stream: StreamCollector }[];
  /** Events of other protocols, as they stood. */
  #otherEvents: string[] = [];
  #otherSize = 0;
  /** What nothing is kept of: by the reason, where the first of these stands, and how many there are. */
  readonly #passed = new Map<string, { at: string; many: number }>();
  /** The first value of which nothing is kept. */
  #unknown: { at: string; why: string } | null = null;
  /** The value that is being read. */
  #current = { text: '', line: 1, column: 1 };
  /** Where parts of objects begin that nest too deeply to be shown: of the first, and how many. */
  #deep: { at: string; many: number } | null = null;

  constructor(dialects: readonly Dialect[], spool: ObjectSpool, name: string) {
    this.name = name;
    this.dialects = dialects;
    this.#spool = spool;
    this.#streams = dialects.map((dialect) => ({ dialect, stream: dialect.collectStream() }));
  }

  /** States of objects that were read. */
  get size(): number {
    return this.#entries.length;
  }

  value({ text, line, column, list }: JsonPiece): void {
    this.#current = { text, line, column };
    const at = () => lineAndColumn(line, column);
    const { value, problem } = parseImported(text);
    if (problem !== null) {
      const place = problem === 'invalid' ? placeIn(text, findJsonProblem(text), line, column) : at();
      refuse(place, problem === 'invalid' ? 'This is not valid JSON.' : 'This JSON is too deep.');
    }
    if (list === 'objects') this.object(bundleObject(value) ?? refuse(at(), 'This is not an object of a bundle.'));
    else if (list === 'files') this.#addFile(bundleFile(value) ?? refuse(at(), 'This is not a file of a bundle.'));
    else if (list === 'streams') this.#addStream(value, text, at());
    else if (list === null && !findObjects(value, text, this)) this.passed(value, text, UNKNOWN);
  }

  event({ event, data, line }: SseEvent, whole: boolean): void {
    if (data.trim() === '[DONE]') return;
    const { value, problem } = parseImported(data);
    if (problem !== null) {
      // A stream that broke off in the middle of an event: what came whole counts.
      if (!whole) return;
      refuse(placeIn(data, findJsonProblem(data), line, 7), 'The data of this event is not valid JSON.');
    }
    this.#current = { text: data, line, column: 7 };
    let foreign = false;
    const known = findObjects(value, data, { ...this.#asFinds(), raw: () => (foreign = true) });
    if (!known || foreign) this.#keepEvent(event, data);
  }

  object(object: WireObject): void {
    const { text, ...known } = object;
    let parsed = parseJson(text);
    if (parsed.problem === 'too_deep') {
      this.#noteDeep(text);
      parsed = parseDeepJson(text);
    }
    const rank = this.dialects[0]?.stateRank(parsed.value) ?? 0;
    this.#entries.push({ ...known, rank, place: this.#spool.add(text) });
  }

  delta(value: Json, text: string): boolean {
    let taken = false;
    for (const { stream } of this.#streams) {
      if (stream.wants(value)) taken = stream.add({ event: null, value, text }) || taken;
    }
    return taken;
  }

  raw(text: string): void {
    this.#raws.push(this.#spool.add(text));
  }

  passed(value: Json, text: string, why: string): void {
    const before = this.#passed.get(why);
    if (before) before.many += isNothing(value) ? 0 : 1;
    else {
      const { text: whole, line, column } = this.#current;
      const at = placeIn(whole, Math.max(0, whole.indexOf(text)), line, column);
      this.#unknown ??= { at, why };
      if (!isNothing(value)) this.#passed.set(why, { at, many: 1 });
    }
  }

  /** What was left out of a file that is kept, or will not be shown. */
  refusals(): ImportRefusal[] {
    const passed = [...this.#passed].map(([why, { at, many }]) => {
      const which = many === 1 ? 'It was' : `It and ${many - 1} more like it were`;
      return { file: this.name, at, why: `${why} ${which} passed over; the rest of this file was kept.` };
    });
    if (this.#deep === null) return passed;
    const { at, many } = this.#deep;
    const which = many === 1 ? 'This nests' : `This and ${many - 1} more like it nest`;
    const kept = `${many === 1 ? 'It is' : 'They are'} kept in the raw JSON, and not shown; the rest of this file was kept.`;
    return [...passed, { file: this.name, at, why: `${which} deeper than ${MOST_LEVELS} levels. ${kept}` }];
  }

  /** The file ended well. Refuses it where nothing in it is known. */
  end(): void {
    for (const { dialect, stream } of this.#streams) {
      for (const { value, text } of stream.grown())
        for (const one of dialect.wireObjectsOf(value, text)) this.object(one);
    }
    this.#flushEvents();
    if (this.#entries.length + this.#files.length + this.#raws.length + this.#streamed.length > 0) return;
    refuse(this.#unknown?.at ?? '', this.#unknown?.why ?? 'There is nothing in this file.');
  }

  /** Adds everything to what other files brought. */
  keepIn(pool: ImportPool): void {
    for (const entry of this.#entries) pool.add(entry);
    for (const file of this.#files) pool.files.set(file.fileId, file);
    pool.raws.push(...this.#raws);
    pool.streams.push(...this.#streamed);
  }

  #noteDeep(text: string): void {
    const parts = deepParts(text) ?? [];
    const { text: whole, line, column } = this.#current;
    // What stands in a text of a recording has no place of its own.
    const from = whole.indexOf(text);
    const at = placeIn(whole, from === -1 ? 0 : from + (parts[0]?.start ?? 0), line, column);
    this.#deep = { at: this.#deep?.at ?? at, many: (this.#deep?.many ?? 0) + parts.length };
  }

  #addFile({ fileId, bytes }: { fileId: string; bytes: Uint8Array }): void {
    this.#files.push({ fileId, place: this.#spool.add(bytes) });
  }

  #addStream(value: Json, text: string, at: string): void {
    if (!bundleStream(value)) refuse(at, 'This is not a stream of a bundle.');
    this.#streamed.push(this.#spool.add(text));
  }

  #keepEvent(event: string | null, data: string): void {
    this.#otherEvents.push(`${event === null ? '' : `event: ${event}\n`}data: ${data.replace(/\n/g, '\ndata: ')}\n\n`);
    this.#otherSize += data.length;
    if (this.#otherSize > MOST_EVENTS) this.#flushEvents();
  }

  #flushEvents(): void {
    if (this.#otherEvents.length > 0) this.raw(this.#otherEvents.join(''));
    this.#otherEvents = [];
    this.#otherSize = 0;
  }

  #asFinds(): Finds {
    return {
      dialects: this.dialects,
      object: (object) => this.object(object),
      delta: (value, text) => this.delta(value, text),
      raw: (text) => this.raw(text),
      passed: (value, text, why) => this.passed(value, text, why),
    };
  }
}

/** A list without elements, as the last page of one, and the end of a stream: nothing is missing where they are left out. */
function isNothing(value: Json): boolean {
  if (Array.isArray(value)) return value.length === 0;
  if (!isJsonObject(value)) return false;
  return value.data === '[DONE]' || (Array.isArray(value.data) && value.data.length === 0);
}
