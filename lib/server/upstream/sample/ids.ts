import 'server-only';
import { seeded } from './random.ts';

/** First and last four characters of an id, where a story wants to be recognised. */
export type Look = readonly [head: string, tail: string];

const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const CODE_LENGTH = 7;
const CODES = 62n ** BigInt(CODE_LENGTH);
/** Has no factor in common with 62, so that multiplying by it can be undone. */
const FACTOR = 1_469_598_103_931n;
const SHIFT = 890_123_456_789n;
const UNDO = inverse(FACTOR, CODES);

/** An id that means nothing: the same for the same seed. `length` counts the characters after the prefix. */
export function plainId(prefix: string, seed: string, length = 24, look?: Look): string {
  const text = characters(`${prefix}${seed}`, length);
  return prefix + (look ? look[0] + text.slice(4, length - 4) + look[1] : text);
}

/** An id that carries a whole number below 62^7, in characters 5 to 11, scrambled. */
export function numberedId(prefix: string, number: number, length = 24, look?: Look): string {
  const id = plainId(prefix, String(number), length, look);
  const at = prefix.length + 4;
  return id.slice(0, at) + encode(number) + id.slice(at + CODE_LENGTH);
}

/** The number in an id made by `numberedId`, or some number; the caller makes the id again and compares. Null for another form. */
export function numberIn(prefix: string, id: string, length = 24): number | null {
  if (!id.startsWith(prefix) || id.length !== prefix.length + length) return null;
  const at = prefix.length + 4;
  let code = 0n;
  for (const character of id.slice(at, at + CODE_LENGTH)) {
    const digit = ALPHABET.indexOf(character);
    if (digit < 0) return null;
    code = code * 62n + BigInt(digit);
  }
  return Number(((((code - SHIFT) % CODES) + CODES) * UNDO) % CODES);
}

function encode(number: number): string {
  let code = (BigInt(number) * FACTOR + SHIFT) % CODES;
  let text = '';
  for (let i = 0; i < CODE_LENGTH; i++) {
    text = (ALPHABET[Number(code % 62n)] ?? '0') + text;
    code /= 62n;
  }
  return text;
}

function characters(seed: string, length: number): string {
  const random = seeded(seed);
  let text = '';
  for (let i = 0; i < length; i++) text += ALPHABET[random.int(0, 61)];
  return text;
}

/** The number that undoes a multiplication by `value` in whole numbers below `modulus` (extended Euclid). */
function inverse(value: bigint, modulus: bigint): bigint {
  let [a, b, x, y] = [value % modulus, modulus, 1n, 0n];
  while (b > 0n) {
    const q = a / b;
    [a, b] = [b, a - q * b];
    [x, y] = [y, x - q * y];
  }
  return ((x % modulus) + modulus) % modulus;
}
