import 'server-only';
import { isUtf8 } from 'node:buffer';
import { refuse } from './refused-error.ts';

/**
 * Turns the bytes of a file into text as they come: UTF-8, or UTF-16 where a byte order mark or the zeros of ASCII letters
 * tell so. Broken characters are refused with their byte, never replaced.
 */
export class FileText {
  #left: Uint8Array = new Uint8Array();
  /** Bytes before `#left`. */
  #passed = 0;
  #wide: TextDecoder | null = null;
  #begun = false;

  push(bytes: Uint8Array): string {
    const all = this.#left.length === 0 ? bytes : Buffer.concat([this.#left, bytes]);
    if (!this.#begun && all.length < 4) {
      this.#left = all.slice();
      return '';
    }
    return this.#decode(all, false);
  }

  end(): string {
    return this.#decode(this.#left, true);
  }

  #decode(all: Uint8Array, last: boolean): string {
    const start = this.#begun ? 0 : this.#begin(all);
    this.#left = new Uint8Array();
    if (this.#wide) return this.#decodeWide(all.subarray(start), last);
    const cut = last ? all.length : all.length - cutCharacter(all);
    const whole = all.subarray(start, Math.max(start, cut));
    if (!isUtf8(whole)) {
      refuse(`byte ${this.#passed + start + firstBroken(whole)}`, 'This is neither UTF-8 nor UTF-16 text.');
    }
    this.#left = all.slice(Math.max(start, cut));
    this.#passed += Math.max(start, cut);
    return Buffer.from(whole.buffer, whole.byteOffset, whole.byteLength).toString('utf8');
  }

  #decodeWide(bytes: Uint8Array, last: boolean): string {
    try {
      const text = this.#wide?.decode(bytes, { stream: !last }) ?? '';
      this.#passed += bytes.length;
      return text;
    } catch {
      return refuse(`byte ${this.#passed}`, 'The UTF-16 text is broken from here on.');
    }
  }

  /** Bytes of the byte order mark. */
  #begin(head: Uint8Array): number {
    this.#begun = true;
    const [a = -1, b = -1, c = -1] = head;
    if (a === 0xef && b === 0xbb && c === 0xbf) return 3;
    const wide = (name: string, mark: number) => {
      this.#wide = new TextDecoder(name, { fatal: true, ignoreBOM: true });
      return mark;
    };
    if (a === 0xff && b === 0xfe) return wide('utf-16le', 2);
    if (a === 0xfe && b === 0xff) return wide('utf-16be', 2);
    if (a > 0 && b === 0) return wide('utf-16le', 0);
    return a === 0 && b > 0 ? wide('utf-16be', 0) : 0;
  }
}

/** How many bytes at the end begin a character that goes on in the next ones. */
function cutCharacter(bytes: Uint8Array): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back++) {
    const byte = bytes[bytes.length - back] ?? 0;
    if (byte >= 0xc0) return lengthOf(byte) > back ? back : 0;
    if (byte < 0x80) return 0;
  }
  return 0;
}

function firstBroken(bytes: Uint8Array): number {
  let at = 0;
  while (at < bytes.length) {
    const end = at + lengthOf(bytes[at] ?? 0);
    if (!isUtf8(bytes.subarray(at, end))) return at;
    at = end;
  }
  return at;
}

function lengthOf(lead: number): number {
  if (lead < 0xc0) return 1;
  if (lead < 0xe0) return 2;
  return lead < 0xf0 ? 3 : 4;
}
