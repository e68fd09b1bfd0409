import 'server-only';

/** An entry as the directory at the end of a zip lists it. */
export interface ListedEntry {
  name: string;
  /** Of the bytes as they were before packing. */
  crc: number;
  /** Where the entry begins in the zip. */
  at: number;
}

/** The end record has 22 bytes and a comment of at most 65,535; a large zip has two records of 76 bytes before it. */
const END = 22;
const LONGEST_END = END + 65_535;
const LARGE_ENDS = 76;
/** A listed entry without its name; and room for what programs commonly add to it. */
const ENTRY = 46;
const ADDED = 128;

/** Bytes from which the end of a zip that is there as a whole can be read. */
export const ZIP_END = LONGEST_END + LARGE_ENDS;

/** How many entries the last bytes of a zip say that it has; null where they are no end of one. */
export function entriesSaid(tail: Buffer): number | null {
  const end = endOf(tail);
  if (end === null) return null;
  const large = largeEnd(tail, end);
  return large === null ? tail.readUInt16LE(end + 10) : Number(tail.readBigUInt64LE(large + 32));
}

/** Holds the last bytes of a zip that passes by, as many as its directory may have. */
export class ZipTail {
  #chunks: Uint8Array[] = [];
  #held = 0;
  #room = ZIP_END;

  /** Makes room in the directory for an entry that was met. */
  expect(name: string): void {
    this.#room += ENTRY + Buffer.byteLength(name) + ADDED;
  }

  push(bytes: Uint8Array): void {
    this.#chunks.push(bytes);
    this.#held += bytes.length;
    for (let [first] = this.#chunks; first && this.#held - first.length >= this.#room; [first] = this.#chunks) {
      this.#held -= first.length;
      this.#chunks.shift();
    }
  }

  /** The entries in the order in which they stand in the zip; null where it has no end, `unreadable` where no directory. */
  directory(): ListedEntry[] | null | 'unreadable' {
    const tail = Buffer.concat(this.#chunks);
    const end = endOf(tail);
    if (end === null) return null;
    const found = entriesIn(tail, ...placeOf(tail, end));
    return found ? found.toSorted((a, b) => a.at - b.at) : 'unreadable';
  }
}

/** Where an end record stands whose comment reaches to the end. */
function endOf(tail: Buffer): number | null {
  for (let at = tail.length - END; at >= 0 && at >= tail.length - LONGEST_END; at--) {
    if (tail.readUInt32LE(at) === 0x06054b50 && at + END + tail.readUInt16LE(at + 20) === tail.length) return at;
  }
  return null;
}

/** From where to where in the tail the directory stands; it ends where the end records begin. */
function placeOf(tail: Buffer, end: number): [from: number, to: number] {
  const large = largeEnd(tail, end);
  if (large !== null) return [large - Number(tail.readBigUInt64LE(large + 40)), large];
  return [end - tail.readUInt32LE(end + 12), end];
}

/** Where the first of the two records of a large zip stands; null where it has none. */
function largeEnd(tail: Buffer, end: number): number | null {
  const large = end - LARGE_ENDS;
  const both = large >= 0 && tail.readUInt32LE(end - 20) === 0x07064b50 && tail.readUInt32LE(large) === 0x06064b50;
  return both ? large : null;
}

function entriesIn(tail: Buffer, from: number, to: number): ListedEntry[] | null {
  if (from < 0) return null;
  const entries: ListedEntry[] = [];
  for (let at = from; at < to; ) {
    if (at + ENTRY > to || tail.readUInt32LE(at) !== 0x02014b50) return null;
    const nameLength = tail.readUInt16LE(at + 28);
    const next = at + ENTRY + nameLength + tail.readUInt16LE(at + 30) + tail.readUInt16LE(at + 32);
    if (next > to) return null;
    const utf8 = (tail.readUInt16LE(at + 8) & 0x800) !== 0;
    const name = tail.toString(utf8 ? 'utf8' : 'latin1', at + ENTRY, at + ENTRY + nameLength);
    const offset = tail.readUInt32LE(at + 42);
    const added = tail.subarray(at + ENTRY + nameLength, at + ENTRY + nameLength + tail.readUInt16LE(at + 30));
    entries.push({ name, crc: tail.readUInt32LE(at + 16), at: offset === 0xffffffff ? largeOffset(added) : offset });
    at = next;
  }
  return entries;
}

/** The place of an entry beyond 4 GB: the last of the numbers of eight bytes in the field for large zips. */
function largeOffset(added: Buffer): number {
  for (let at = 0; at + 4 <= added.length; ) {
    const length = added.readUInt16LE(at + 2);
    const whole = length - (length % 8);
    if (added.readUInt16LE(at) === 1 && whole >= 8 && at + 4 + whole <= added.length) {
      return Number(added.readBigUInt64LE(at + 4 + whole - 8));
    }
    at += 4 + length;
  }
  return Number.MAX_SAFE_INTEGER;
}
