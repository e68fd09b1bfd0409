import 'server-only';
import { crc32 } from 'node:zlib';
import { Unzip, type UnzipFile } from 'fflate';
import type { ImportLimits } from './import-limits.ts';
import { refuse } from './refused-error.ts';
import { EntryInflate } from './entry-inflate.ts';
import { entriesSaid, type ListedEntry, ZipTail } from './zip-directory.ts';

/** Takes the bytes of one entry as they are unpacked. */
export interface EntrySink {
  push(bytes: Uint8Array): void;
  end(): void;
  /** What came is not what was packed: none of it counts. Said after the end of all entries. */
  damaged(at: string, why: string): void;
}

/** An entry that was unpacked, and the checksum of what came. */
interface Unpacked {
  name: string;
  sink: EntrySink;
  crc: number;
}

/** Bytes that are unpacked at once: 16 KB grow to 16 MB at most. */
const PIECE = 16 * 1024;
const MAGIC = [0x50, 0x4b];

/** Whether a file begins like a zip: with an entry, or with the end of an empty one. */
export function isZip([a, b, c = 0]: Uint8Array): boolean {
  return a === MAGIC[0] && b === MAGIC[1] && (c === 3 || c === 5);
}

/** Refuses a zip whose last bytes say that it has too many entries, before any of it is read. */
export function checkEntriesSaid(tail: Uint8Array, limits: ImportLimits): void {
  if ((entriesSaid(Buffer.from(tail)) ?? 0) > limits.entries) tooMany('', limits);
}

function tooMany(at: string, { entries }: ImportLimits): never {
  return refuse(at, `A zip may have ${entries} entries; this has more. Unpack it and import parts of it.`);
}

/**
 * Unpacks a zip as it comes; an entry's name is given as it stands there and must never reach the disk. What expands too far,
 * has too many entries, is cut off or cannot be unpacked is refused as a whole; an entry whose checksum is not the one that the
 * zip's directory gives is told to its sink.
 */
export class ZipReader {
  readonly #unzip: Unzip;
  readonly #limits: ImportLimits;
  readonly #entry: (name: string) => EntrySink;
  #packed = 0;
  #unpacked = 0;
  readonly #entries: Unpacked[] = [];
  #open = 0;
  #broken: Error | null = null;
  readonly #tail = new ZipTail();

  constructor(limits: ImportLimits, entry: (name: string) => EntrySink) {
    this.#limits = limits;
    this.#entry = entry;
    this.#unzip = new Unzip((file) => this.#begin(file));
    this.#unzip.register(EntryInflate);
  }

  push(bytes: Uint8Array): void {
    for (let at = 0; at < bytes.length; at += PIECE) {
      const piece = bytes.subarray(at, at + PIECE);
      this.#packed += piece.length;
      this.#tail.push(piece);
      this.#feed(piece, false);
    }
  }

  end(): void {
    this.#feed(new Uint8Array(), true);
    if (this.#open > 0) refuse(`byte ${this.#packed}`, 'The zip ends inside an entry. It was cut off.');
    const listed = this.#tail.directory();
    if (listed === null) refuse(`byte ${this.#packed}`, 'The zip has no end. It was cut off.');
    if (listed === 'unreadable') refuse(`byte ${this.#packed}`, 'The directory at the end of the zip cannot be read.');
    if (this.#entries.length === 0) refuse('', 'The zip is empty.');
    this.#check(listed);
  }

  #check(listed: readonly ListedEntry[]): void {
    const byName = Map.groupBy(listed, ({ name }) => name);
    // A zip may hold names that differ between its two places; their order does not.
    const inOrder = listed.length === this.#entries.length;
    this.#entries.forEach(({ name, sink, crc }, at) => {
      const entry = inOrder ? listed[at] : byName.get(name)?.shift();
      if (!entry) sink.damaged('', 'The directory of the zip does not list this entry.');
      else if (entry.crc !== crc) {
        sink.damaged(`byte ${entry.at} of the zip`, 'This entry is damaged: its checksum is not that of its contents.');
      }
    });
    if (listed.length > this.#entries.length) {
      const many = `${listed.length} entries, of which ${this.#entries.length} were found`;
      refuse(`byte ${this.#packed}`, `The zip is damaged: it lists ${many}.`);
    }
  }

  #feed(piece: Uint8Array, last: boolean): void {
    try {
      this.#unzip.push(piece, last);
      forgetEntries(this.#unzip);
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
    if (this.#entries.length >= this.#limits.entries) {
      tooMany(`byte ${this.#packed}`, this.#limits);
    }
    if (file.compression !== 0 && file.compression !== 8) {
      refuse(
        `byte ${this.#packed}`,
        `The entry ${file.name.slice(0, 200)} is packed by method ${file.compression}. Only stored and deflated entries are read.`,
      );
    }
    this.#tail.expect(file.name);
    const sink = this.#entry(file.name);
    const unpacked: Unpacked = { name: file.name, sink, crc: 0 };
    this.#entries.push(unpacked);
    this.#open++;
    file.ondata = (error, bytes, last) => {
      if (error) {
        this.#broken ??= error;
        return;
      }
      this.#count(bytes.length);
      unpacked.crc = crc32(bytes, unpacked.crc);
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

/**
 * The library holds something of every entry that it has met, the newest first, and moves all of it with each: a hundred
 * thousand entries would take minutes. It looks at the two newest only.
 */
function forgetEntries(unzip: Unzip): void {
  const met: unknown = Reflect.get(unzip, 'k');
  if (Array.isArray(met) && met.length > 2) met.length = 2;
}
