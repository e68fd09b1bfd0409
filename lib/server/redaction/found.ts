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

/** Every match of a pattern, one at a time; as many as can be held. Throws `payload_too_large`. */
export function* matchesOf(text: string, pattern: RegExp): Generator<RegExpExecArray> {
  let count = 0;
  for (const match of text.matchAll(pattern)) {
    checkCount(count++);
    yield match;
  }
}

/** Every place where a pattern fits. Throws `payload_too_large`. */
export function placesOf(text: string, pattern: RegExp): Found[] {
  const found: Found[] = [];
  for (const { 0: value, index } of matchesOf(text, pattern)) {
    found.push({ start: index, end: index + value.length, value });
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
