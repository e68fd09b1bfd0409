import 'server-only';
import { processState } from '../process-state.ts';

/** Shorter values are placeholders of servers without a key (`none`, `test`); replacing them would garble every text. */
const SHORTEST = 8;
const REPLACEMENT = '[redacted]';
const LONGEST_MESSAGE = 1_000;

/** Every known secret with all spellings it may have in a text, and these spellings, longest first. */
const known = () =>
  processState('known-secrets', () => ({ secrets: new Map<string, readonly string[]>(), spellings: [] as string[] }));

/** From now on `redactSecrets` replaces this value wherever it stands. */
export function knowSecret(value: string): void {
  if (value.length < SHORTEST || known().secrets.has(value)) return;
  known().secrets.set(value, spellingsOf(value));
  listSpellings();
}

/** A secret that is no longer in use, such as an expired token. */
export function forgetSecret(value: string): void {
  if (known().secrets.delete(value)) listSpellings();
}

/** Every spelling of every known secret, longest first. */
export function secretSpellings(): readonly string[] {
  return known().spellings;
}

function listSpellings(): void {
  const { secrets } = known();
  known().spellings = [...new Set([...secrets.values()].flat())].sort((a, b) => b.length - a.length);
}

/** Replaces every known secret, also as JSON and URLs spell it. JSON text stays JSON text of the same shape. */
export function redactSecrets(text: string): string {
  let clean = text;
  for (const spelling of secretSpellings()) {
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

/** Spellings of a secret. JSON writers differ: some escape the slash, .NET (Azure) escapes `+ < > & '` as `\u002B`. */
export function spellingsOf(value: string): string[] {
  const json = JSON.stringify(value).slice(1, -1);
  const escaped = (upper: boolean) =>
    json.replace(/[+<>&'`]/g, (character) => {
      const hex = character.charCodeAt(0).toString(16).padStart(4, '0');
      return `\\u${upper ? hex.toUpperCase() : hex}`;
    });
  const plain = [value, json, escaped(true), escaped(false), encodeURIComponent(value)];
  return [...new Set([...plain, ...plain.map((one) => one.replaceAll('/', '\\/'))])];
}
