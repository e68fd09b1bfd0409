import 'server-only';
import type { ImportLimits } from './import-limits.ts';
import { type JsonPiece, JsonValues } from './json-values.ts';
import { refuse } from './refused-error.ts';
import { type SseEvent, SseEvents } from './sse-events.ts';
import { FileText } from './text-decoder.ts';

/** Takes what one file of text holds. */
export interface FileSink {
  value(piece: JsonPiece): void;
  event(event: SseEvent, whole: boolean): void;
}

interface Scanner {
  push(text: string): void;
  end(): void;
}

const STREAM = /^(?:(?:event|data|id|retry):|:)/;
/** Characters that decide which of the two it is. */
const HEAD = 8;

/** Reads one file of text by its shape, never by its name: JSON values or an event stream. Anything else is refused. */
export class FileReader {
  readonly #text = new FileText();
  readonly #limits: ImportLimits;
  readonly #sink: FileSink;
  #head = '';
  #scanner: Scanner | null = null;

  constructor(limits: ImportLimits, sink: FileSink) {
    this.#limits = limits;
    this.#sink = sink;
  }

  push(bytes: Uint8Array): void {
    this.#take(this.#text.push(bytes));
  }

  end(): void {
    this.#take(this.#text.end());
    if (!this.#scanner) this.#begin();
    this.#scanner?.end();
  }

  #take(text: string): void {
    if (this.#scanner) return this.#scanner.push(text);
    this.#head += text;
    if (this.#head.trimStart().length >= HEAD) this.#begin();
  }

  #begin(): void {
    const head = this.#head.trimStart();
    if (head === '') refuse('', 'The file is empty.');
    if (/^[[{\u001e]/.test(head)) this.#scanner = new JsonValues(this.#limits, (piece) => this.#sink.value(piece));
    else if (STREAM.test(head))
      this.#scanner = new SseEvents(this.#limits, (event, whole) => this.#sink.event(event, whole));
    else {
      const breaks = this.#head.slice(0, this.#head.length - head.length).split('\n').length;
      refuse(`line ${breaks}, column 1`, 'This is neither JSON, lines of JSON, an event stream nor a zip.');
    }
    const all = this.#head;
    this.#head = '';
    this.#scanner.push(all);
  }
}
