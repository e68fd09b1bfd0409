/** Text without white space, which pages lay out as they like. */
export const squeezed = (text: string) => text.replaceAll(/\s+/g, '');

/** Every string inside a value but those under the keys of `without`. */
export function stringsIn(value: unknown, without: readonly string[] = []): string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => (without.includes(key) ? [] : stringsIn(inner, without)));
}

/**
 * What of a string must be readable: itself, or as JSON spells it, or where it holds JSON, which is shown as a tree, every
 * key and value of that.
 */
function readableForms(text: string): string[][] {
  const spelled = (value: string) => squeezed(JSON.stringify(value).slice(1, -1));
  const whole = [[squeezed(text)], [spelled(text)]];
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    return whole;
  }
  if (typeof parsed !== 'object' || parsed === null) return whole;
  const leaves = leavesOf(parsed);
  return [...whole, leaves.map(squeezed), leaves.map(spelled)];
}

function leavesOf(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(leavesOf);
  if (typeof value !== 'object' || value === null) return [String(value)];
  return Object.entries(value).flatMap(([key, inner]) => [key, ...leavesOf(inner)]);
}

/** Whether a page whose squeezed text is `shown` lets a reader find the string. */
export function isReadable(text: string, shown: string): boolean {
  return readableForms(text).some((form) => form.every((part) => shown.includes(part)));
}
