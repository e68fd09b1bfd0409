import 'server-only';
import { inflateRawSync } from 'node:zlib';
import { type FlateError, Inflate, type UnzipDecoder } from 'fflate';

/** Packed bytes up to which an entry is unpacked as one: they grow to 16 MB at most. */
const SMALL = 16 * 1024;

/**
 * Unpacks a deflated entry of a zip. A small one is held until it is whole: a stream has a window of 32 KB, and several
 * copies of it are made for every entry, however small.
 */
export class EntryInflate implements UnzipDecoder {
  static readonly compression = 8;
  ondata: UnzipDecoder['ondata'] = () => undefined;
  #held: Uint8Array[] = [];
  #size = 0;
  #stream: Inflate | null = null;

  push(chunk: Uint8Array, final: boolean): void {
    try {
      if (this.#stream) return this.#stream.push(chunk, final);
      // What is given is a part of a buffer that the library goes on with.
      if (chunk.length > 0) this.#held.push(chunk);
      this.#size += chunk.length;
      const packed = () => (this.#held.length === 1 && this.#held[0] ? this.#held[0] : Buffer.concat(this.#held));
      if (this.#size > SMALL) {
        this.#stream = new Inflate((bytes, last) => this.ondata(null, bytes, last));
        this.#stream.push(packed(), final);
        this.#held = [];
      } else if (final) this.ondata(null, inflateRawSync(packed()), true);
    } catch (error) {
      this.ondata(error as FlateError, new Uint8Array(), final);
    }
  }
}
