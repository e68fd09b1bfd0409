import 'server-only';
import { fail } from '../../domain/failure.ts';
import type { JsonSlice } from './json-slices.ts';
import { type ParsedJson, isTooDeep, MOST_LEVELS, parseJson, skipString } from './safe-json.ts';

/** What is nested too deeply is left out from here on, so that the note is seen beside what stands around it. */
const SHOWN_LEVELS = 8;

/** Stands in the place of what is left out. */
export const TOO_DEEP = `Nested deeper than ${MOST_LEVELS} levels, so it is not shown here. The raw JSON has it.`;

/**
 * Parses JSON of a stranger like `parseJson`, but leaves out only what nests too deeply, with a note in its place: the one
 * object that holds it does not make the others of its list unreadable. What nests too deeply in no object is refused.
 */
export function parseDeepJson(text: string): ParsedJson {
  if (!isTooDeep(text, MOST_LEVELS)) return parseJson(text);
  const parts = deepParts(text);
  const parsed = parts && parseJson(withNote(text, parts, TOO_DEEP));
  return parsed?.problem === null ? parsed : { value: null, problem: 'too_deep' };
}

/** A text of valid JSON with `note` in the place of what nests too deeply. The same text where nothing does. */
export function withoutTooDeep(text: string, note: string): string {
  const parts = isTooDeep(text, MOST_LEVELS) ? deepParts(text) : null;
  return parts ? withNote(text, parts, note) : text;
}

/** A JSON text of a value as it came; fails where something of it was left out. */
export function wholeText(text: string): string {
  return text.includes(JSON.stringify(TOO_DEEP))
    ? fail('upstream_invalid', `This object nests deeper than ${MOST_LEVELS} levels and cannot be read alone.`)
    : text;
}

function withNote(text: string, parts: readonly JsonSlice[], note: string): string {
  const kept = parts.map(({ start }, i) => text.slice(parts[i - 1]?.end ?? 0, start) + JSON.stringify(note));
  return kept.join('') + text.slice(parts.at(-1)?.end ?? 0);
}

/**
 * The arrays and objects at the last level shown that hold too many, null where no object holds one; one pass, no recursion.
 * What is in them need not be JSON.
 */
export function deepParts(text: string): JsonSlice[] | null {
  const parts: JsonSlice[] = [];
  let [depth, objects, start, deepest] = [0, 0, 0, 0];
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 0x22) at = skipString(text, at + 1);
    else if (code === 0x5b || code === 0x7b) {
      depth++;
      if (code === 0x7b) objects++;
      if (depth === SHOWN_LEVELS + 1) [start, deepest] = [at, 0];
      deepest = Math.max(deepest, depth);
    } else if (code === 0x5d || code === 0x7d) {
      depth--;
      if (code === 0x7d) objects--;
      if (depth !== SHOWN_LEVELS || deepest <= MOST_LEVELS) continue;
      if (objects <= 0) return null;
      parts.push({ start, end: at + 1 });
      deepest = 0;
    }
  }
  return parts;
}
