import 'server-only';
import { createHash } from 'node:crypto';
import type { HitReason } from '../../domain/redaction.ts';
import { endingOf } from './find-files.ts';

const WORDS: Record<HitReason, string> = {
  secret: 'key',
  keys: 'key',
  emails: 'person',
  phones: 'phone',
  cards: 'card',
  ips: 'address',
  file_names: 'file',
  pattern: 'text',
  spot: 'text',
  class: 'text',
};

/** What stands in place of values: the same for the same value in the whole run, numbered in the order of their appearance. */
export class Pseudonyms {
  readonly #numbers = new Map<string, number>();
  readonly #counts = new Map<string, number>();

  /** `[person 1]`, `[file 2].csv`. */
  replacement(reason: HitReason, value: string): string {
    const ending = reason === 'file_names' ? endingOf(value) : '';
    return `[${WORDS[reason]} ${this.#number(WORDS[reason], value)}]${ending}`;
  }

  /** An id in place of one that tells something: fit for addresses as well. */
  id(value: string): string {
    return `redacted-${this.#number('id', value)}`;
  }

  #number(word: string, value: string): number {
    const name = `${word} ${value}`;
    const known = this.#numbers.get(name);
    if (known !== undefined) return known;
    const next = (this.#counts.get(word) ?? 0) + 1;
    this.#counts.set(word, next);
    this.#numbers.set(name, next);
    return next;
  }
}

/** Names a value in lists of what is left in; the same for the same run. */
export function valueIdOf(reason: HitReason, value: string): string {
  return `v${digest(`${WORDS[reason]}\0${value}`)}`;
}

/** Names a place. */
export function placeIdOf(parts: readonly (string | number | boolean)[]): string {
  return `h${digest(JSON.stringify(parts))}`;
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('base64url').slice(0, 16);
}
