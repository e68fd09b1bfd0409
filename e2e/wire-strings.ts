/** Text without white space, which pages lay out as they like. */
export const squeezed = (text: string) => text.replaceAll(/\s+/g, '');

/** Every string inside a value. */
export function stringsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(stringsIn);
}

/** What of a string must be readable: itself, or where it holds JSON, which is shown as a tree, every key and value of that. */
export function readableForms(text: string): string[][] {
  const whole = [squeezed(text)];
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    return [whole];
  }
  if (typeof parsed !== 'object' || parsed === null) return [whole];
  return [whole, leavesOf(parsed).map(squeezed)];
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
