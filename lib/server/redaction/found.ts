import 'server-only';
import { fail } from '../../domain/failure.ts';

/** A place in a text, and what stands there in the form that tells equal values. */
export interface Found {
  start: number;
  end: number;
  value: string;
}

/** Places of one kind in one text: nobody could look at more, and memory is not endless. */
const MOST_FOUND = 500_000;

/** Every match of a pattern, as far as they can be held. Throws `payload_too_large`. */
export function matchesOf(text: string, pattern: RegExp): RegExpExecArray[] {
  const found: RegExpExecArray[] = [];
  for (const match of text.matchAll(pattern)) {
    checkCount(found.length);
    found.push(match);
  }
  return found;
}

/** Throws `payload_too_large` for more places than can be held. */
export function checkCount(found: number): void {
  if (found < MOST_FOUND) return;
  fail(
    'payload_too_large',
    'Too much would be taken out of this run. Choose longer patterns, fewer rules, or remove its logs as a whole.',
  );
}
