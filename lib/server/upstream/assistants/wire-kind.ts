import 'server-only';
import { type Json, type JsonObject, numberOf } from '../../../domain/json.ts';
import type { WireKind } from '../wire-store.ts';
import { prefixedId } from './wire-ids.ts';

const OBJECTS: ReadonlyMap<Json, WireKind> = new Map([
  ['thread', 'thread'],
  ['thread.run', 'run'],
  ['thread.run.step', 'step'],
  ['thread.message', 'message'],
  ['assistant', 'assistant'],
  ['file', 'file'],
]);

/**
 * What an object of unknown origin is: by its `object`, or, on hosts that leave that out, by its fields. Null for anything
 * that other protocols send as well (their messages name no thread and carry a `type`).
 */
export function kindOf(value: JsonObject): WireKind | null {
  const own = (name: string): Json => (Object.hasOwn(value, name) ? (value[name] ?? null) : null);
  const object = own('object');
  if (object !== null) return OBJECTS.get(object) ?? null;
  const id = own('id');
  if (typeof id !== 'string') return null;
  const names = (...fields: string[]) => fields.every((field) => typeof own(field) === 'string');
  if (names('run_id') && (own('step_details') !== null || prefixedId(id) === 'stepId')) return 'step';
  if (names('thread_id', 'role') && own('content') !== null && own('type') === null) return 'message';
  if (names('thread_id', 'assistant_id', 'status')) return 'run';
  if (names('filename') && numberOf(own('bytes')) !== null) return 'file';
  if (id.startsWith('asst_') && names('model')) return 'assistant';
  return prefixedId(id) === 'threadId' && own('created_at') !== null ? 'thread' : null;
}
