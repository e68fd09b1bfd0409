import 'server-only';
import { isId } from '../../../domain/ids.ts';
import type { Json, JsonObject } from '../../../domain/json.ts';
import type { Recognised } from '../dialect.ts';
import { NOTHING, prefixedId } from './wire-ids.ts';

const OBJECTS: ReadonlyMap<Json, keyof Recognised> = new Map([
  ['thread', 'threadId'],
  ['thread.run', 'runId'],
  ['thread.run.step', 'stepId'],
  ['thread.message', 'messageId'],
]);

/** Ids of a run, step, message or thread from its JSON; null for objects of another protocol. */
export function recogniseObject(value: JsonObject): Recognised | null {
  const own = idOf(value, 'id');
  const object = value.object ?? null;
  const kind = object === null && own !== null ? prefixedId(own) : OBJECTS.get(object);
  if (!kind) return null;
  return { ...NOTHING, threadId: idOf(value, 'thread_id'), runId: idOf(value, 'run_id'), [kind]: own };
}

function idOf(value: JsonObject, name: string): string | null {
  const id = Object.hasOwn(value, name) ? value[name] : null;
  return isId(id) ? id : null;
}
