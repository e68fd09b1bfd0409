import 'server-only';
import { randomUUID } from 'node:crypto';
import { closeSync, openSync, readSync, unlinkSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { roomFailure } from './room-failure.ts';

/** Where bytes stand in the spool. */
export interface Place {
  at: number;
  bytes: number;
}

/**
 * Holds what an import has read until it is kept: in memory up to a size, then in one nameless file of the system's folder
 * for such. Nothing of what is imported has a say in where that is. Synchronous: imports run on a thread of their own.
 */
export class ObjectSpool {
  readonly #memory: number;
  #chunks: Uint8Array[] = [];
  #pending = 0;
  #written = 0;
  #file: number | null = null;

  /** `memory`: bytes before the disk is used. */
  constructor(memory = 32 * 1024 * 1024) {
    this.#memory = memory;
  }

  add(content: string | Uint8Array): Place {
    const bytes = typeof content === 'string' ? Buffer.from(content, 'utf8') : content.slice();
    const place = { at: this.#written + this.#pending, bytes: bytes.length };
    this.#chunks.push(bytes);
    this.#pending += bytes.length;
    if (this.#pending > this.#memory) this.#flush();
    return place;
  }

  bytes({ at, bytes }: Place): Uint8Array {
    if (at >= this.#written) {
      // Rare: only what was added last is still in memory once there is a file, or everything when there is none.
      if (this.#chunks.length > 1) this.#chunks = [Buffer.concat(this.#chunks)];
      const from = at - this.#written;
      return (this.#chunks[0] ?? new Uint8Array()).subarray(from, from + bytes);
    }
    const found = Buffer.alloc(bytes);
    let read = 0;
    while (read < bytes) {
      const count = readSync(this.#file ?? -1, found, read, bytes - read, at + read);
      if (count === 0) throw new Error('The spool of an import is shorter than what was written.');
      read += count;
    }
    return found;
  }

  text(place: Place): string {
    return Buffer.from(this.bytes(place)).toString('utf8');
  }

  close(): void {
    this.#chunks = [];
    this.#pending = 0;
    if (this.#file !== null) closeSync(this.#file);
    this.#file = null;
  }

  #flush(): void {
    try {
      this.#file ??= openNameless();
      for (const chunk of this.#chunks) {
        let done = 0;
        while (done < chunk.length) done += writeSync(this.#file, chunk, done);
      }
    } catch (error) {
      throw roomFailure(error, 'what was unpacked of the import') ?? error;
    }
    this.#written += this.#pending;
    this.#chunks = [];
    this.#pending = 0;
  }
}

/** A file that has no name any more when this returns, and ends with its descriptor. */
function openNameless(): number {
  const path = join(/* turbopackIgnore: true */ tmpdir(), `runlens-import-${randomUUID()}`);
  const file = openSync(path, 'wx+', 0o600);
  unlinkSync(path);
  return file;
}
