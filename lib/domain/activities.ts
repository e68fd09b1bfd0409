import { writeExactJson } from './exact-json.ts';
import type { Json, JsonObject } from './json.ts';
import { isJsonObject } from './json.ts';
import type { LongText } from './long-text.ts';
import type { Step } from './step.ts';
import type { OtherCall } from './tool-call.ts';
import { objectOf } from './tool-payload.ts';

/** What the service did by itself in a step, in the source's order, and the fields beside it. */
export interface Activities {
  list: OtherCall[];
  rest: JsonObject;
}

const read = new WeakMap<LongText, Activities | null>();

/**
 * The activities of a step of type `activities` (Azure agents with MCP tools, 2025), in the form of calls. Null for other
 * steps, and where the details were cut or are not what they should be.
 */
export function activitiesOf(step: Pick<Step, 'type' | 'detail'>): Activities | null {
  const { type, detail } = step;
  if (type !== 'activities' || detail === null) return null;
  let known = read.get(detail);
  if (known === undefined) {
    known = readActivities(detail);
    read.set(detail, known);
  }
  return known;
}

function readActivities(detail: LongText): Activities | null {
  const { activities, ...rest } = objectOf(detail) ?? {};
  if (!Array.isArray(activities)) return null;
  if (rest.type === 'activities') delete rest.type;
  return { list: activities.map(callOf), rest };
}

function callOf(activity: Json): OtherCall {
  const base = { kind: 'other' as const, name: null, extra: {} };
  if (!isJsonObject(activity)) {
    return { ...base, id: null, type: 'unknown', payload: { text: writeExactJson(activity) } };
  }
  const { id, type, ...rest } = activity;
  // What is not the text that it should be stays among the fields.
  if (id !== undefined && typeof id !== 'string') rest.id = id;
  if (type !== undefined && typeof type !== 'string') rest.type = type;
  return {
    ...base,
    id: typeof id === 'string' ? id : null,
    type: typeof type === 'string' ? type : 'unknown',
    payload: { text: writeExactJson(rest) },
  };
}
