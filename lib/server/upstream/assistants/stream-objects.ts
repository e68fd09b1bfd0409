import 'server-only';
import { isId } from '../../../domain/ids.ts';
import { isJsonObject, type Json, type JsonObject } from '../../../domain/json.ts';
import type { StreamCollector, StreamedObject, StreamEvent } from '../dialect.ts';
import { applyDelta, withoutHoles } from './apply-delta.ts';

const OBJECTS = new Set(['thread', 'thread.run', 'thread.run.step', 'thread.message']);
const DELTAS: ReadonlyMap<Json | undefined, string> = new Map([
  ['thread.run.step.delta', 'thread.run.step'],
  ['thread.message.delta', 'thread.message'],
]);
/** Statuses in which an object may still grow; others (or none) replace what deltas made of it. */
const GROWING = new Set(['in_progress', 'queued']);

interface Kept {
  object: JsonObject;
  text: string | null;
  /** Whether deltas were laid over it. */
  grown: boolean;
}

/**
 * Collects the objects of one stream of the protocol, event by event. A whole object replaces what is there, because it is
 * complete and authoritative; one that is announced again while deltas came (Azure repeats `thread.run.step.created`) keeps
 * what they brought. Event names are not believed: a run that ended incomplete was announced as completed (recorded in
 * April 2024). Deltas find their object by the id of the event; without one they make it, below the last run.
 */
export class StreamObjects implements StreamCollector {
  readonly #kept = new Map<string, Kept>();
  #run: JsonObject | null = null;

  wants(value: Json): boolean {
    if (!isJsonObject(value) || !isId(value.id)) return false;
    return DELTAS.has(value.object) || this.#kept.has(value.id) || isGrowing(value);
  }

  add({ value, text }: StreamEvent): boolean {
    if (!isJsonObject(value) || !isId(value.id)) return false;
    const { id, object } = value;
    const grows = DELTAS.get(object);
    if (grows !== undefined) this.#grow(id, grows, value.delta ?? null);
    else if (typeof object === 'string' && OBJECTS.has(object)) this.#put(id, value, text);
    else return false;
    return true;
  }

  objects(): StreamedObject[] {
    return Array.from(this.#kept.values(), shown);
  }

  grown(): StreamedObject[] {
    return [...this.#kept.values()].filter(({ grown }) => grown).map(shown);
  }

  #put(id: string, value: JsonObject, text: string): void {
    if (value.object === 'thread.run') this.#run = value;
    const before = this.#kept.get(id);
    const again = before?.grown === true && isGrowing(value);
    if (!again) this.#kept.set(id, { object: value, text, grown: false });
  }

  #grow(id: string, object: string, delta: Json): void {
    if (!isJsonObject(delta)) return;
    const before = this.#kept.get(id)?.object ?? this.#begun(id, object);
    this.#kept.set(id, { object: applyDelta(before, delta), text: null, grown: true });
  }

  /** An object whose beginning is missing. */
  #begun(id: string, object: string): JsonObject {
    const { id: run_id = null, thread_id = null, assistant_id = null } = this.#run ?? {};
    return { id, object, run_id, thread_id, assistant_id, status: 'in_progress' };
  }
}

function isGrowing({ status }: JsonObject): boolean {
  return typeof status === 'string' && GROWING.has(status);
}

function shown({ object, text }: Kept): StreamedObject {
  if (text !== null) return { value: object, text };
  const value = withoutHoles(object) as JsonObject;
  return { value, text: JSON.stringify(value) };
}

/** Every object of a whole stream in its last state. */
export function objectsOfStream(events: Iterable<StreamEvent>): StreamedObject[] {
  const stream = new StreamObjects();
  for (const event of events) stream.add(event);
  return stream.objects();
}
