import 'server-only';
import { checkCount, type Found, matchesOf } from './found.ts';

/** Values that were found somewhere, to be looked for everywhere. */
export class KnownValues {
  /** Values in lower case by their first characters. */
  readonly #byStart = new Map<string, string[]>();
  readonly #values = new Set<string>();
  /** One bit for the two first units of every value, so that most places of a text are passed over at once. */
  readonly #starts = new Uint8Array(65_536);

  get size(): number {
    return this.#values.size;
  }

  /** Shorter values than four units are passed over. */
  add(value: string): void {
    const folded = value.toLowerCase();
    if (folded.length < HEAD || folded.length !== value.length || this.#values.has(folded)) return;
    this.#values.add(folded);
    const head = folded.slice(0, HEAD);
    const known = this.#byStart.get(head);
    if (known) known.push(folded);
    else this.#byStart.set(head, [folded]);
    // The longest first.
    known?.sort((a, b) => b.length - a.length);
    this.#starts[hash(folded, 0)] = 1;
  }

  find(text: string): Found[] {
    if (this.size === 0) return [];
    const folded = text.toLowerCase();
    if (folded.length !== text.length) return this.#findSlowly(text);
    const found: Found[] = [];
    for (let at = 0; at + HEAD <= folded.length; at++) {
      if (this.#starts[hash(folded, at)] === 0) continue;
      const value = this.#byStart.get(folded.slice(at, at + HEAD))?.find((one) => folded.startsWith(one, at));
      if (value === undefined) continue;
      checkCount(found.length);
      found.push({ start: at, end: at + value.length, value });
      at += value.length - 1;
    }
    return found;
  }

  /** For texts with letters whose lower case is longer. */
  #findSlowly(text: string): Found[] {
    const found: Found[] = [];
    for (const value of this.#values) {
      const pattern = new RegExp(value.replace(/[$()*+.?[\\\]^{|}/-]/g, '\\$&'), 'gi');
      for (const match of matchesOf(text, pattern)) {
        found.push({ start: match.index, end: match.index + match[0].length, value });
      }
    }
    return found;
  }
}

const HEAD = 4;

function hash(text: string, at: number): number {
  return ((text.charCodeAt(at) * 31 + text.charCodeAt(at + 1)) * 31 + text.charCodeAt(at + 2)) & 0xffff;
}
