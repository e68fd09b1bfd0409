import type { Json } from './json.ts';

/**
 * Where a number may stand that JavaScript would write otherwise (16 characters and more, an exponent, zeros at the end or
 * many at the beginning, −0), or an object that looks like an `ExactNumber`. May be wrong about what stands in texts.
 */
const SUSPECT =
  /(?:^|[[:,\s])(?:-0(?![.\d])|-?(?:\d[\d.]{15}|\d+\.\d*0(?!\d)|\d[\d.]*[eE]|0\.00000))|\$number|\\u0024|\\u00[67]/;

const WRITTEN = /\{\s*"\$number":\s*"([-+.\deE]+)"\s*\}/g;

/** The third argument of a reviver, which the type library does not know yet. */
interface Origin {
  source?: string;
}

/**
 * Reads a JSON text; throws a SyntaxError for anything else. Numbers that JavaScript would write otherwise than they stand
 * there become an `ExactNumber`, and members with the name of its only one are left out, so that none can be forged.
 * Firefox before 135 and Safari before 18.4 do not tell how a number is written: there they are rounded.
 */
export function readExactJson(text: string): Json {
  return (SUSPECT.test(text) ? JSON.parse(text, keepDigits) : JSON.parse(text)) as Json;
}

function keepDigits(key: string, value: unknown, { source }: Origin = {}): unknown {
  if (key === '$number') return undefined;
  return typeof value === 'number' && source !== undefined && source !== String(value) ? { $number: source } : value;
}

/** The JSON text of a value, with its numbers as they were read. */
export function writeExactJson(value: Json | object, indent?: number): string {
  // A quote inside of a text has a backslash before it, so what is found stands outside of all texts.
  return JSON.stringify(value, null, indent).replace(WRITTEN, '$1');
}
