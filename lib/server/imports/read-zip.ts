import 'server-only';
import { Unzip, type UnzipFile, UnzipInflate } from 'fflate';
import type { ImportLimits } from './import-limits.ts';
import { refuse } from './refused-error.ts';

/** Takes the bytes of one entry as they are unpacked. */
export interface EntrySink {
  push(bytes: Uint8Array): void;
  end(): void;
}

/** Bytes that are unpacked at once: 16 KB grow to 16 MB at most. */
const PIECE = 16 * 1024;
const MAGIC = [0x50, 0x4b];
/** The end record has 22 bytes and a comment of at most 65,535. */
const LONGEST_END = 22 + 65_535;

/** Whether a file begins like a zip: with an entry, or with the end of an empty one. */
export function isZip([a, b, c = 0]: Uint8Array): boolean {
  return a === MAGIC[0] && b === MAGIC[1] && (c === 3 || c === 5);
}

/** Whether an end record closes these bytes: its comment reaches to their end. */
function hasEnd(tail: Buffer): boolean {
  for (let at = tail.length - 22; at >= 0; at--) {
    if (tail.readUInt32LE(at) === 0x06054b50 && at + 22 + tail.readUInt16LE(at + 20) === tail.length) return true;
  }
  return false;
}

/**
 * Unpacks a zip as it comes; an entry's name is given as it stands there and must never reach the disk. What expands too far,
 * has too many entries, is cut off or damaged is refused as a whole.
 */
export class ZipReader {
  readonly #unzip: Unzip;
  readonly #limits: ImportLimits;
  readonly #entry: (name: string) => EntrySink;
  #packed = 0;
  #unpacked = 0;
  #entries = 0;
  #open = 0;
  #broken: Error | null = null;
  /** The last bytes, among which the end record must stand. */
  #tail: Buffer = Buffer.alloc(0);

  constructor(limits: ImportLimits, entry: (name: string) => EntrySink) {
    this.#limits = limits;
    this.#entry = entry;
    this.#unzip = new Unzip((file) => this.#begin(file));
    this.#unzip.register(UnzipInflate);
  }

  push(bytes: Uint8Array): void {
    for (let at = 0; at < bytes.length; at += PIECE) {
      const piece = bytes.subarray(at, at + PIECE);
      this.#packed += piece.length;
      this.#tail = Buffer.concat([this.#tail, piece]).subarray(-LONGEST_END);
      this.#feed(piece, false);
    }
  }

  end(): void {
    this.#feed(new Uint8Array(), true);
    if (this.#open > 0) refuse(`byte ${this.#packed}`, 'The zip ends inside an entry. It was cut off.');
    if (!hasEnd(this.#tail)) refuse(`byte ${this.#packed}`, 'The zip has no end. It was cut off.');
    if (this.#entries === 0) refuse('', 'The zip is empty.');
  }

  #feed(piece: Uint8Array, last: boolean): void {
    try {
      this.#unzip.push(piece, last);
    } catch (error) {
      // What a sink threw has a place of its own.
      if (this.#broken === null && error instanceof Error && error.name === 'RefusedError') throw error;
      this.#broken ??= error instanceof Error ? error : new Error(String(error));
    }
    if (this.#broken) {
      if (this.#broken.name === 'RefusedError') throw this.#broken;
      refuse(`byte ${this.#packed}`, 'The zip is damaged or was cut off near here.');
    }
  }

  #begin(file: UnzipFile): void {
    this.#entries++;
    if (this.#entries > this.#limits.entries) {
      refuse(`byte ${this.#packed}`, `A zip may have ${this.#limits.entries} entries; this has more.`);
    }
    if (file.compression !== 0 && file.compression !== 8) {
      refuse(
        `byte ${this.#packed}`,
        `The entry ${file.name.slice(0, 200)} is packed by method ${file.compression}. Only stored and deflated entries are read.`,
      );
    }
    const sink = this.#entry(file.name);
    this.#open++;
    file.ondata = (error, bytes, last) => {
      if (error) {
        this.#broken ??= error;
        return;
      }
      this.#count(bytes.length);
      if (bytes.length > 0) sink.push(bytes);
      if (last) {
        this.#open--;
        sink.end();
      }
    };
    file.start();
  }

  #count(bytes: number): void {
    this.#unpacked += bytes;
    const { unpacked, ratio, free } = this.#limits;
    if (this.#unpacked > unpacked) {
      refuse(
        `byte ${this.#packed}`,
        `Unpacked, a zip may have ${Math.round(unpacked / 1024 / 1024)} MB; this has more.`,
      );
    }
    if (this.#unpacked > free && this.#unpacked > ratio * this.#packed) {
      refuse(
        `byte ${this.#packed}`,
        `Unpacked, this is more than ${ratio} times larger than the zip. It is taken for a bomb.`,
      );
    }
  }
}
