import 'server-only';
import { readExactJson } from '../../domain/exact-json.ts';
import type { Json } from '../../domain/json.ts';

/** How deep JSON may nest: what goes through values level by level needs so much of the call stack. */
export const MOST_LEVELS = 200;
/** Keys that would reach into JavaScript's own objects when copied. */
const DANGEROUS = ['__proto__', 'constructor', 'prototype'];

export type ParsedJson = { value: Json; problem: null } | { value: null; problem: 'too_deep' | 'invalid' };

/**
 * Parses JSON of a stranger: its depth (200 levels) is measured before the parser runs, `__proto__`, `constructor` and
 * `prototype` keys are left out of the value, and numbers that JavaScript would write otherwise stay as they are written.
 */
export function parseJson(text: string): ParsedJson {
  if (isTooDeep(text, MOST_LEVELS)) return { value: null, problem: 'too_deep' };
  let value: Json;
  try {
    value = readExactJson(text);
  } catch {
    return { value: null, problem: 'invalid' };
  }
  // A dangerous key stands there as itself or with `\u` escapes; texts with neither need no walk.
  if (/__proto__|constructor|prototype|\\u/.test(text)) dropDangerous(value);
  return { value, problem: null };
}

/** Whether brackets nest deeper than `most`, outside of strings; one pass, no recursion. */
export function isTooDeep(text: string, most: number): boolean {
  let depth = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 0x22) at = skipString(text, at + 1);
    else if (code === 0x5b || code === 0x7b) {
      depth++;
      if (depth > most) return true;
    } else if (code === 0x5d || code === 0x7d) depth--;
  }
  return false;
}

/** Where the string ends that a quote before `from` opened: its other quote, or the end of the text. */
export function skipString(text: string, from: number): number {
  let at = from;
  for (; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 0x22) return at;
    if (code === 0x5c) at++;
  }
  return at;
}

function dropDangerous(value: Json): void {
  if (typeof value !== 'object' || value === null) return;
  if (Array.isArray(value)) {
    for (const item of value) dropDangerous(item);
    return;
  }
  for (const key of DANGEROUS) if (Object.hasOwn(value, key)) delete value[key];
  for (const item of Object.values(value)) dropDangerous(item);
}
