import 'server-only';
import { isJsonObject } from '../../../domain/json.ts';
import type { Recognised } from '../dialect.ts';
import { recogniseObject } from './recognise-object.ts';
import { recogniseUrl } from './recognise-url.ts';
import { idsIn, NOTHING, prefixedId } from './wire-ids.ts';

/** Characters of a pasted text that are looked at. */
const MAX_INPUT = 20_000;
/** Words that people and logs write beside ids. */
const LABELS = /^(?:v1|threads?|runs?|steps?|messages?|msg|(?:thread|run|step|message|msg)[_-]?ids?|ids?)$/i;

/**
 * Finds out what a pasted text means here: an id, a pair of ids in any spelling, the address of an API or dashboard page,
 * or the JSON of a run, step, message or thread. Null for everything else, prose that mentions an id included.
 */
export function recognise(text: string): Recognised | null {
  const input = text.slice(0, MAX_INPUT).trim();
  if (input === '') return null;
  if (/^https?:\/\//i.test(input)) return found(recogniseUrl(input));
  if (input.startsWith('{')) return found(recogniseJson(input));
  const words = input.split(/[\s/.,;:|=?&#"'()<>]+/).filter((word) => word !== '');
  if (!words.every((word) => prefixedId(word) !== null || LABELS.test(word))) return null;
  return found(idsIn(input));
}

/** JSON that was cut off, by us or on the way, is searched for ids. */
function recogniseJson(input: string): Recognised | null {
  try {
    const value: unknown = JSON.parse(input);
    return isJsonObject(value) ? recogniseObject(value) : null;
  } catch {
    const object = /"object"\s*:\s*"([^"]*)"/.exec(input)?.[1];
    return object?.split('.')[0] === 'thread' ? idsIn(input) : null;
  }
}

function found(result: Recognised | null): Recognised | null {
  if (result === null) return null;
  return Object.keys(NOTHING).some((name) => result[name as keyof Recognised] !== null) ? result : null;
}
