import 'server-only';
import type { ImportLimits } from './import-limits.ts';
import { lineAndColumn, refuse } from './refused-error.ts';

/** One event of a captured stream: its name, its data with line breaks between `data:` lines, and the line of the first. */
export interface SseEvent {
  event: string | null;
  data: string;
  line: number;
}

/**
 * Reads captured server-sent events as they come, with any kind of line break. An event at the end of the file that no empty
 * line follows was cut off: `whole` is false for it.
 */
export class SseEvents {
  readonly #emit: (event: SseEvent, whole: boolean) => void;
  readonly #limits: Pick<ImportLimits, 'value'>;
  #left = '';
  #line = 0;
  #event: string | null = null;
  #data: string[] = [];
  #size = 0;
  #dataLine = 0;

  constructor(limits: Pick<ImportLimits, 'value'>, emit: (event: SseEvent, whole: boolean) => void) {
    this.#limits = limits;
    this.#emit = emit;
  }

  push(text: string): void {
    const all = this.#left + text;
    // A carriage return at the end may be the first half of a line break.
    const lines = all.split(/\r\n|\n|\r(?!$)/);
    this.#left = lines.pop() ?? '';
    for (const line of lines) this.#read(line);
    this.#check(this.#left.length);
  }

  end(): void {
    const last = this.#left.replace(/\r$/, '');
    this.#left = '';
    if (last !== '') this.#read(last);
    this.#dispatch(false);
  }

  #read(line: string): void {
    this.#line++;
    if (line === '') return this.#dispatch(true);
    const colon = line.indexOf(':');
    if (colon === 0) return;
    const name = colon === -1 ? line : line.slice(0, colon);
    const value = colon === -1 ? '' : line.slice(colon + 1).replace(/^ /, '');
    if (name === 'event') this.#event = value;
    else if (name === 'data') {
      if (this.#data.length === 0) this.#dataLine = this.#line;
      this.#data.push(value);
      this.#size += value.length;
      this.#check(0);
    } else if (name !== 'id' && name !== 'retry') {
      refuse(lineAndColumn(this.#line, 1), 'This line is not part of an event stream.');
    }
  }

  #dispatch(whole: boolean): void {
    if (this.#data.length > 0) {
      this.#emit({ event: this.#event, data: this.#data.join('\n'), line: this.#dataLine }, whole);
    }
    this.#event = null;
    this.#data = [];
    this.#size = 0;
  }

  #check(more: number): void {
    if (this.#size + more > this.#limits.value) {
      const most = Math.round(this.#limits.value / 1024 / 1024);
      refuse(lineAndColumn(this.#line + 1, 1), `A single event may have ${most} MB; this is larger.`);
    }
  }
}
