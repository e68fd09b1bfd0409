/** A limit that a call ran into, in the numbers of the message. */
export interface PassedLimit {
  /** What was counted: `tokens`, `requests`. */
  unit: string;
  /** The time it counts for: `minute`, `day`. */
  per: string;
  limit: number;
  used: number;
  requested: number;
}

/** What an error says, in plain words. */
export interface ErrorMeaning {
  /** One sentence with the numbers that the message gave. */
  meaning: string;
  /** The numbers one by one, each as the message has it. */
  facts: { label: string; value: string }[];
  /** Where the message gave every number of it. */
  limit: PassedLimit | null;
}

const THIN = '\u202f';
const UNITS = 'milliseconds?|ms|seconds?|secs?|s|minutes?|mins?|m|hours?|h|days?|d';
const LENGTH = new RegExp(`^(?:\\d+(?:\\.\\d+)?\\s?(?:${UNITS})\\s?)+`, 'i');
const PART = new RegExp(`(\\d+(?:\\.\\d+)?)\\s?(${UNITS})`, 'gi');

/** A meaning without a limit. */
export function words(meaning: string, facts: ErrorMeaning['facts'] = []): ErrorMeaning {
  return { meaning, facts, limit: null };
}

/** The first group of a pattern as a whole number (`30000`, `30,000`); null where it is not there. */
export function numberIn(pattern: RegExp, message: string): number | null {
  const digits = pattern.exec(message)?.[1]?.replaceAll(',', '');
  return digits && digits.length <= 15 ? Number(digits) : null;
}

/** A whole number with grouping: `30,000`. */
export function count(value: number): string {
  return value.toLocaleString('en');
}

/**
 * The length of time that stands right after `before` in a message, with the message's own digits and short units:
 * `7m12s` is `7 min 12 s`. Null where none is there.
 */
export function waitIn(before: RegExp, message: string): string | null {
  const found = before.exec(message);
  const length = found && LENGTH.exec(message.slice(found.index + found[0].length));
  if (!length) return null;
  return [...length[0].matchAll(PART)]
    .map(([, digits = '', unit = '']) => `${digits}${THIN}${shortUnit(unit)}`)
    .join(' ');
}

function shortUnit(unit: string): string {
  const word = unit.toLowerCase();
  if (word === 'ms' || word.startsWith('milli')) return 'ms';
  if (word.startsWith('m')) return 'min';
  return word.charAt(0) === 'd' ? (word === 'day' ? 'day' : 'days') : word.charAt(0);
}
