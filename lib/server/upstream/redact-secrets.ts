import 'server-only';
import { processState } from '../process-state.ts';

/** Shorter values are placeholders of servers without a key (`none`, `test`); replacing them would garble every text. */
const SHORTEST = 8;
const REPLACEMENT = '[redacted]';
const LONGEST_MESSAGE = 1_000;

/** Every known secret with all spellings it may have in a text. */
const known = () => processState('known-secrets', () => new Map<string, readonly string[]>());

/** From now on `redactSecrets` replaces this value wherever it stands. */
export function knowSecret(value: string): void {
  if (value.length >= SHORTEST) known().set(value, spellings(value));
}

/** A secret that is no longer in use, such as an expired token. */
export function forgetSecret(value: string): void {
  known().delete(value);
}

/** Replaces every known secret, also as JSON and URLs spell it. JSON text stays JSON text of the same shape. */
export function redactSecrets(text: string): string {
  let clean = text;
  for (const spelling of Array.from(known().values()).flat().sort(longestFirst)) {
    if (clean.includes(spelling)) clean = clean.replaceAll(spelling, REPLACEMENT);
  }
  return clean;
}

/** A text of a source for people: secrets and everything shaped like one replaced, control characters out, bounded. */
export function redactMessage(text: string): string {
  const clean = redactSecrets(text)
    .replace(/(?<![A-Za-z0-9])sk-[A-Za-z0-9_*.-]{4,}/g, REPLACEMENT)
    .replace(/(?<![A-Za-z0-9])eyJ[\w-]{10,}(?:\.[\w-]*){1,2}/g, REPLACEMENT)
    .replace(/[\p{Cc}\u2028\u2029\s]+/gu, ' ')
    .trim();
  return clean.length > LONGEST_MESSAGE ? `${clean.slice(0, LONGEST_MESSAGE - 1).toWellFormed()}…` : clean;
}

function longestFirst(a: string, b: string): number {
  return b.length - a.length;
}

/** JSON writers differ: some escape the slash, .NET (Azure) escapes `+ < > & '` as `\u002B`. */
function spellings(value: string): string[] {
  const json = JSON.stringify(value).slice(1, -1);
  const escaped = (upper: boolean) =>
    json.replace(/[+<>&'`]/g, (character) => {
      const hex = character.charCodeAt(0).toString(16).padStart(4, '0');
      return `\\u${upper ? hex.toUpperCase() : hex}`;
    });
  const plain = [value, json, escaped(true), escaped(false), encodeURIComponent(value)];
  return [...new Set([...plain, ...plain.map((one) => one.replaceAll('/', '\\/'))])];
}
