import { countOf } from './count-of.ts';
import { textHead } from './text-head.ts';
import type { Phase } from './time-ledger.ts';

/** A piece of a verdict. Links name what they lead to: a step's id, or a part of the time ledger. */
export type VerdictPart =
  | { kind: 'text'; text: string }
  /** A word of the source, as it said it; stands in mono. */
  | { kind: 'code'; text: string }
  /** A sentence of the source, as it said it. */
  | { kind: 'quote'; text: string }
  | { kind: 'step'; text: string; step: string }
  | { kind: 'phase'; text: string; phase: Phase };

/** Before signs of units; those that are words have a space as wide as others. */
const THIN = '\u202f';
/** Words and sentences of a source are cut to these numbers of characters. */
const LONGEST_WORD = 80;
const LONGEST_QUOTE = 160;

/** The verdict as plain text, for titles and previews. */
export function verdictText(parts: readonly VerdictPart[]): string {
  return parts.map((part) => (part.kind === 'quote' ? `“${part.text}”` : part.text)).join('');
}

/** Strings become text; neighbouring texts become one. */
export function joinParts(...pieces: (string | VerdictPart | readonly VerdictPart[])[]): VerdictPart[] {
  const parts: VerdictPart[] = [];
  for (const piece of pieces.flat()) {
    const part: VerdictPart = typeof piece === 'string' ? { kind: 'text', text: piece } : piece;
    const last = parts.at(-1);
    if (part.kind !== 'text') parts.push(part);
    else if (last?.kind === 'text') parts[parts.length - 1] = { kind: 'text', text: last.text + part.text };
    else if (part.text !== '') parts.push(part);
  }
  return parts;
}

/** A word of the source on one line, cut when it is no word. */
export function codeWord(text: string): VerdictPart {
  return { kind: 'code', text: cut(text, LONGEST_WORD) };
}

/** A sentence of the source on one line, cut where it goes on. */
export function quoted(text: string): VerdictPart {
  return { kind: 'quote', text: cut(text, LONGEST_QUOTE) };
}

/** `a`, `b` and `c` in mono; more than three names become their number. */
export function listNames(names: readonly string[], one: string): VerdictPart[] {
  if (names.length > 3 || names.length === 0) return [{ kind: 'text', text: countOf(names.length, one) }];
  return names.flatMap((name, i) => {
    const between = i === 0 ? '' : i === names.length - 1 ? ' and ' : ', ';
    return joinParts(between, codeWord(name));
  });
}

/** A length of time in whole units as sentences have it: `41 s`, `1 min 6 s`, `10 min`, `1 h 4 min`, `2 days 3 h`. */
export function wholeTime(length: number): string {
  if (length < 500) return `less than 1${THIN}s`;
  const seconds = Math.max(1, Math.round(length / 1000));
  if (seconds < 60) return `${seconds}${THIN}s`;
  if (seconds < 3600) return pair(seconds, 60, 'min', 's');
  const minutes = Math.round(seconds / 60);
  if (minutes < 24 * 60) return pair(minutes, 60, 'h', 'min');
  const hours = Math.round(minutes / 60);
  return pair(hours, 24, hours < 48 ? 'day' : 'days', 'h');
}

/** A length in one unit, rounded up so that something due never reads as due in 0. */
export function roundedUp(length: number): string {
  if (length <= 59_000) return `${Math.max(1, Math.ceil(length / 1000))}${THIN}s`;
  if (length <= 90 * 60_000) return `${Math.ceil(length / 60_000)}\u00a0min`;
  if (length <= 48 * 3_600_000) return `${Math.ceil(length / 3_600_000)}${THIN}h`;
  return `${Math.ceil(length / 86_400_000)}\u00a0days`;
}

/** `62 %`, with ≈ where the figure is not exact. */
export function percentText(percent: number, approximate: boolean): string {
  return `${approximate ? `≈${THIN}` : ''}${percent}${THIN}%`;
}

function pair(count: number, size: number, unit: string, small: string): string {
  const rest = count % size;
  const first = withUnit(Math.floor(count / size).toLocaleString('en'), unit);
  return rest === 0 ? first : `${first} ${withUnit(rest, small)}`;
}

function withUnit(count: number | string, unit: string): string {
  return `${count}${unit.length > 2 ? '\u00a0' : THIN}${unit}`;
}

function cut(text: string, longest: number): string {
  const line = textHead(text, longest * 4)
    .replace(/\s+/g, ' ')
    .trim();
  const characters = Array.from(line);
  return characters.length > longest ? `${characters.slice(0, longest - 1).join('')}…` : line;
}
