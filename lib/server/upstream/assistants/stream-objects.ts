import 'server-only';
import { isId } from '../../../domain/ids.ts';
import { writeExactJson } from '../../../domain/exact-json.ts';
import { isJsonObject, type Json, type JsonObject } from '../../../domain/json.ts';
import type { StreamCollector, StreamedObject, StreamEvent } from '../dialect.ts';
import { applyDelta, type Growth, withoutHoles } from './apply-delta.ts';

export type StreamedKind = 'thread' | 'run' | 'step' | 'message';

const OBJECTS: ReadonlyMap<Json | undefined, StreamedKind> = new Map([
  ['thread', 'thread'],
  ['thread.run', 'run'],
  ['thread.run.step', 'step'],
  ['thread.message', 'message'],
]);
const DELTAS: ReadonlyMap<Json | undefined, StreamedKind> = new Map([
  ['thread.run.step.delta', 'step'],
  ['thread.message.delta', 'message'],
]);
/** Statuses in which an object may still grow; others (or none) replace what deltas made of it. */
const GROWING = new Set(['in_progress', 'queued']);
/** Statuses after which nothing is added any more. */
const ENDED = new Set(['completed', 'failed', 'cancelled', 'expired', 'incomplete']);
const IDENTITY = new Set(['id', 'object', 'run_id', 'thread_id']);

interface Kept {
  kind: StreamedKind;
  object: JsonObject;
  text: string | null;
  /** Whether deltas were laid over it. */
  grown: boolean;
  /** Whether the object itself came, and not only deltas for it. */
  begun: boolean;
}

/** What one event did to an object. */
export interface Taken {
  id: string;
  kind: StreamedKind;
  /** The object as it is now; lists that deltas filled may have holes. */
  object: JsonObject;
  /** Whether the stream had told of it before. */
  known: boolean;
  /** Whether the stream told of the object itself, and not only of deltas for it. */
  begun: boolean;
  /** What a delta did; null where the whole object came. */
  growth: Growth | null;
}

/**
 * Collects the objects of one stream of the protocol, event by event. A whole object replaces what is there, because it is
 * complete and authoritative; one that is announced again while deltas came (Azure repeats `thread.run.step.created`), or
 * after its end, changes nothing. Event names are not believed: a run that ended incomplete was announced as completed
 * (recorded in April 2024). Deltas find their object by the id of the event; without one they make it, below the last run.
 */
export class StreamObjects implements StreamCollector {
  readonly #kept = new Map<string, Kept>();
  #run: JsonObject | null = null;

  /** The last run that the stream told of. */
  get run(): JsonObject | null {
    return this.#run;
  }

  wants(value: Json): boolean {
    if (!isJsonObject(value) || !isId(value.id)) return false;
    return DELTAS.has(value.object) || this.#kept.has(value.id) || isGrowing(value);
  }

  add(event: StreamEvent): boolean {
    return this.take(event) !== null;
  }

  /** Takes an event; null for one that is not of this protocol. */
  take({ value, text }: StreamEvent): Taken | null {
    if (!isJsonObject(value) || !isId(value.id)) return null;
    const { id, object } = value;
    const grows = DELTAS.get(object);
    if (grows !== undefined) return this.#grow(id, grows, value.delta ?? null);
    const kind = OBJECTS.get(object);
    return kind === undefined ? null : this.#put(id, kind, value, text);
  }

  objects(): StreamedObject[] {
    return Array.from(this.#kept.values(), shown);
  }

  grown(): StreamedObject[] {
    return [...this.#kept.values()].filter(({ grown }) => grown).map(shown);
  }

  #put(id: string, kind: StreamedKind, value: JsonObject, text: string): Taken {
    const before = this.#kept.get(id);
    const again = before !== undefined && isGrowing(value) && (before.grown || isEnded(before.object));
    if (again) {
      const { object, begun } = before;
      before.begun = true;
      // Deltas that came before it were not told.
      return { id, kind, object, known: true, begun: true, growth: { pieces: [], other: !begun } };
    }
    if (kind === 'run') this.#run = value;
    this.#kept.set(id, { kind, object: value, text, grown: false, begun: true });
    return { id, kind, object: value, known: before !== undefined, begun: true, growth: null };
  }

  #grow(id: string, kind: StreamedKind, delta: Json): Taken | null {
    if (!isJsonObject(delta)) return null;
    const before = this.#kept.get(id);
    const growth: Growth = { pieces: [], other: before === undefined };
    let object = before?.object ?? this.#begun(id, kind);
    const begun = before?.begun ?? false;
    if (!before || (!isEnded(before.object) && before.kind === kind)) {
      object = applyDelta(object, withoutIdentity(delta), growth);
      this.#kept.set(id, { kind, object, text: null, grown: true, begun });
    }
    return { id, kind, object, known: before !== undefined, begun, growth };
  }

  /** An object whose beginning is missing. */
  #begun(id: string, kind: StreamedKind): JsonObject {
    const { id: run_id = null, thread_id = null, assistant_id = null } = this.#run ?? {};
    return {
      id,
      object: kind === 'step' ? 'thread.run.step' : 'thread.message',
      run_id,
      thread_id,
      assistant_id,
      status: 'in_progress',
    };
  }
}

/** A delta says what is added to an object, never which object that is. */
function withoutIdentity(delta: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(delta).filter(([name]) => !IDENTITY.has(name)));
}

function isGrowing({ status }: JsonObject): boolean {
  return typeof status === 'string' && GROWING.has(status);
}

function isEnded({ status }: JsonObject): boolean {
  return typeof status === 'string' && ENDED.has(status);
}

function shown({ object, text }: Kept): StreamedObject {
  if (text !== null) return { value: object, text };
  const value = withoutHoles(object) as JsonObject;
  return { value, text: writeExactJson(value) };
}
