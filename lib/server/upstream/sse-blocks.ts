import 'server-only';

/** One event of a stream: its name, null where it has none, and its data with line breaks between `data:` lines. */
export interface SseEvent {
  event: string | null;
  data: string;
}

/** Two line breaks of any kind in a row end an event. */
const END = /(?:\r\n|\n|\r(?!\n))(?:\r\n|\n|\r(?!\n))/g;
const ENDS = new RegExp(END.source);

/**
 * Cuts the text of server-sent events into whole events, each with its empty line, however the text is cut into pieces.
 * Of events of more than `most` bytes nothing is held; an empty text stands for each.
 */
export class SseBlocks {
  /** Pieces of an event that is not whole yet, their size and their bytes. */
  #parts: string[] = [];
  #size = 0;
  #bytes = 0;
  #tooLong = false;
  readonly #most: number;

  constructor(most = Number.POSITIVE_INFINITY) {
    this.#most = most;
  }

  /** The events that the text completes, in order, each as it stood. */
  push(text: string): string[] {
    // A line break may have been cut in two, and with it the empty line.
    const before = this.#parts.slice(-3).join('').slice(-3);
    if (!ENDS.test(before + text)) {
      if (text !== '') this.#parts.push(text);
      this.#size += text.length;
      this.#bytes += this.#bytesOf(text);
      this.#drop();
      return [];
    }
    const all = this.#parts.join('') + text;
    const blocks: string[] = [];
    let from = 0;
    END.lastIndex = Math.max(0, this.#size - 3);
    for (let end = END.exec(all); end; end = END.exec(all)) {
      const block = all.slice(from, END.lastIndex);
      blocks.push(this.#tooLong || this.#bytesOf(block) > this.#most ? '' : block);
      this.#tooLong = false;
      from = END.lastIndex;
    }
    this.#parts = from < all.length ? [all.slice(from)] : [];
    this.#size = all.length - from;
    this.#bytes = this.#bytesOf(all.slice(from));
    this.#drop();
    return blocks;
  }

  /** Lets go of an event that is too long already, but for what may be the beginning of its end. */
  #drop(): void {
    if (!this.#tooLong && this.#bytes <= this.#most) return;
    this.#tooLong = true;
    this.#parts = [this.#parts.slice(-3).join('').slice(-3)];
    this.#size = this.#parts[0]?.length ?? 0;
    this.#bytes = 0;
  }

  #bytesOf(text: string): number {
    return this.#most === Number.POSITIVE_INFINITY ? 0 : Buffer.byteLength(text);
  }

  /** Characters of an event that is not whole yet. */
  get pending(): number {
    return this.#size;
  }

  /** What no empty line followed: part of an event that was cut off, or nothing. */
  rest(): string {
    return this.#parts.join('');
  }
}

/** Reads one event; null for comments and others without data. */
export function readSseEvent(block: string): SseEvent | null {
  let event: string | null = null;
  let data: string | null = null;
  for (const line of block.replace(/^\uFEFF/, '').split(/\r\n|\n|\r/)) {
    const colon = line.indexOf(':');
    if (colon === 0 || line === '') continue;
    const name = colon === -1 ? line : line.slice(0, colon);
    const value = colon === -1 ? '' : line.slice(line[colon + 1] === ' ' ? colon + 2 : colon + 1);
    if (name === 'event') event = value;
    else if (name === 'data') data = data === null ? value : `${data}\n${value}`;
  }
  return data === null ? null : { event, data };
}
