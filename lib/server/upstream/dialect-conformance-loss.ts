import 'server-only';
import { isJsonObject, type Json } from '../../domain/json.ts';

interface Leaf {
  path: string;
  value: string | number;
}

/**
 * Strings and numbers of a wire value that its domain value holds nowhere, as `path: value`. What stands in JSON text of
 * the domain value counts as held, and an instant counts as held when its milliseconds are. `ignore` names the paths
 * and words whose loss is meant: discriminators that the domain's shape implies, and values that are hidden.
 */
export function lostValues(
  wire: Json,
  domain: unknown,
  ignore: (path: string, value: string | number) => boolean,
): string[] {
  const held = new Set<string | number>();
  collectHeld(domain, held);
  const leaves: Leaf[] = [];
  collectLeaves(wire, '', leaves);
  return leaves
    .filter(({ path, value }) => !held.has(value) && !heldAsTime(value, held) && !ignore(path, value))
    .map(({ path, value }) => `${path}: ${JSON.stringify(value).slice(0, 200)}`);
}

function collectLeaves(value: Json, path: string, found: Leaf[]): void {
  if (typeof value === 'string' || typeof value === 'number') found.push({ path, value });
  else if (Array.isArray(value)) value.forEach((inner, i) => collectLeaves(inner, `${path}[${i}]`, found));
  else if (isJsonObject(value)) {
    for (const [name, inner] of Object.entries(value))
      collectLeaves(inner, path === '' ? name : `${path}.${name}`, found);
  }
}

function collectHeld(value: unknown, held: Set<string | number>): void {
  if (typeof value === 'number') held.add(value);
  else if (typeof value === 'string') {
    held.add(value);
    if (/^\s*["[{\d-]/.test(value)) collectHeldInText(value, held);
  } else if (Array.isArray(value)) for (const inner of value) collectHeld(inner, held);
  else if (isJsonObject(value)) for (const inner of Object.values(value)) collectHeld(inner, held);
}

function collectHeldInText(text: string, held: Set<string | number>): void {
  try {
    const value: unknown = JSON.parse(text);
    if (value !== text) collectHeld(value, held);
  } catch {
    /* A text that only looks like JSON holds nothing but itself. */
  }
}

function heldAsTime(value: string | number, held: ReadonlySet<string | number>): boolean {
  const number = typeof value === 'number' ? value : Number(value);
  if (Number.isFinite(number)) return held.has(Math.round(number)) || held.has(Math.round(number * 1000));
  return typeof value === 'string' && /^\d{4}-\d\d-\d\d/.test(value) && held.has(Date.parse(value));
}
