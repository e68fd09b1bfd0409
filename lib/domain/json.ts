/** Plain JSON as it crosses process borders. */
export type Json = null | boolean | number | string | Json[] | JsonObject;
export type JsonObject = { [key: string]: Json };

/**
 * A number that JavaScript would write otherwise than its source did (`12345678901234567890`, `1.0`), as it was written. Looks
 * like an object and is none: no object of a source has a member of this name. Our API writes it as the number it is
 * (exact-json.ts).
 */
export type ExactNumber = { $number: string };

/** A number, in the digits of its source. */
export type Digits = number | ExactNumber;

/** Whether a value is a number that is kept as it was written. */
export function isExactNumber(value: unknown): value is ExactNumber {
  return typeof value === 'object' && value !== null && typeof (value as ExactNumber).$number === 'string';
}

/** True for a JSON object (not an array, not null, not a number that is kept as it was written). */
export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !isExactNumber(value);
}

/** The number that a value is, as near as JavaScript comes to it; null for what is none. */
export function numberOf(value: Json | undefined): number | null {
  if (isExactNumber(value)) return Number(value.$number);
  return typeof value === 'number' ? value : null;
}

/** A number as its source wrote it; null for what is none. */
export function numberText(value: Json | undefined): string | null {
  if (isExactNumber(value)) return value.$number;
  return typeof value === 'number' ? String(value) : null;
}
