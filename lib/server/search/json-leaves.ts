import 'server-only';
import { isJsonObject, type Json, numberText } from '../../domain/json.ts';
import { parseJson } from '../upstream/safe-json.ts';

/** A value in a JSON text, with its name. */
export interface JsonLeaf {
  /** `$.labels[0].key`, with quotes where a key is no plain word. */
  path: string;
  text: string;
}

const LONGEST = 256 * 1024;
const MOST = 5000;

/** Texts and numbers of a JSON object or array with their places; null for anything else, and for what is very long. */
export function jsonLeaves(text: string): JsonLeaf[] | null {
  if (text.length > LONGEST || !/^\s*[{[]/.test(text)) return null;
  const { value, problem } = parseJson(text);
  if (problem !== null) return null;
  const leaves: JsonLeaf[] = [];
  const walk = (inner: Json, path: string, name: string): void => {
    if (leaves.length >= MOST) return;
    if (Array.isArray(inner)) inner.forEach((element, i) => walk(element, `${path}[${i}]`, ''));
    else if (isJsonObject(inner)) {
      for (const [key, member] of Object.entries(inner)) walk(member, path + step(key), `${key}: `);
    } else leaves.push({ path, text: `${name}${numberText(inner) ?? String(inner)}` });
  };
  walk(value, '$', '');
  return leaves.length < MOST ? leaves : null;
}

function step(key: string): string {
  return /^[A-Za-z_$][\w$]*$/.test(key) ? `.${key}` : `[${JSON.stringify(key)}]`;
}
