import 'server-only';
import { isJsonObject, type Json, type JsonObject } from '../../../domain/json.ts';
import type { Message } from '../../../domain/message.ts';
import type { Step } from '../../../domain/step.ts';
import type { WirePath } from './apply-delta.ts';

/** Texts of the protocol that have a place of their own in the domain: `*` is a place in a list. */
const STEP_TEXTS: ReadonlyMap<string, string> = new Map([
  ['step_details tool_calls * code_interpreter input', 'calls.*.input'],
  ['step_details tool_calls * code_interpreter outputs * logs', 'calls.*.outputs.*.logs'],
  ['step_details tool_calls * function arguments', 'calls.*.arguments'],
  ['step_details tool_calls * function output', 'calls.*.output'],
]);
const MESSAGE_TEXTS: ReadonlyMap<string, string> = new Map([
  ['content * text value', 'content.*.text'],
  ['content * refusal', 'content.*.refusal'],
]);

/**
 * Where a text of a wire object stands in its step or message; null where it has no place of its own there. Places in lists
 * count the elements that are there: those that no delta filled yet are not in the domain.
 */
export function domainPath(object: JsonObject, path: WirePath, ofStep: boolean): string | null {
  const names = path.map((name) => (typeof name === 'number' ? '*' : name)).join(' ');
  const found = (ofStep ? STEP_TEXTS : MESSAGE_TEXTS).get(names);
  if (found === undefined) return null;
  const places: number[] = [];
  let value: Json | undefined = object;
  for (const name of path) {
    if (typeof name === 'number' && Array.isArray(value)) {
      places.push(filledBefore(value, name));
      value = value[name];
    } else if (typeof name === 'string' && isJsonObject(value)) value = value[name];
    else return null;
  }
  return found.replaceAll('*', () => String(places.shift() ?? 0));
}

/** Whether there is a text at a path of a step or message. */
export function hasText(owner: Step | Message, path: string): boolean {
  let value: unknown = owner;
  for (const name of path.split('.')) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return false;
    value = (value as Record<string, unknown>)[name];
  }
  return typeof value === 'object' && value !== null && 'text' in value && typeof value.text === 'string';
}

/** How many parts a step or message has: calls, outputs of calls, parts of a text. */
export function partCount({ step_details: details, content }: JsonObject): number {
  const calls = isJsonObject(details) && Array.isArray(details.tool_calls) ? details.tool_calls : [];
  const outputs = (call: Json): number => {
    const code = isJsonObject(call) ? call.code_interpreter : null;
    return isJsonObject(code) && Array.isArray(code.outputs) ? code.outputs.length : 0;
  };
  return calls.reduce<number>((sum, call) => sum + 1 + outputs(call), Array.isArray(content) ? content.length : 0);
}

function filledBefore(list: readonly Json[], place: number): number {
  let count = 0;
  for (let at = 0; at < place; at++) if (at in list) count++;
  return count;
}
