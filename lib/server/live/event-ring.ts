import 'server-only';
import type { RunEvent } from '../../domain/run-event.ts';

/** An event with its number, written once however many read it. */
export interface NumberedEvent {
  /** Counts up over all runs of the process. */
  seq: number;
  type: RunEvent['type'];
  /** Its `data:`, JSON without line breaks. */
  data: string;
}

/** Events that are remembered of one run, and characters of them. */
const MOST_EVENTS = 1_000;
const MOST_TEXT = 2 * 1024 * 1024;

/** The last events of a run, for those who come back after a moment. */
export class EventRing {
  #events: NumberedEvent[] = [];
  #length = 0;
  /** All events after this number are here. */
  #since: number;

  constructor(since: number) {
    this.#since = since;
  }

  push(event: NumberedEvent): void {
    this.#events.push(event);
    this.#length += event.data.length;
    let drop = 0;
    while (drop < this.#events.length && (this.#events.length - drop > MOST_EVENTS || this.#length > MOST_TEXT)) {
      this.#length -= this.#events[drop]?.data.length ?? 0;
      this.#since = this.#events[drop]?.seq ?? this.#since;
      drop++;
    }
    if (drop > 0) this.#events = this.#events.slice(drop);
  }

  /** The events after a number; null when some of them are not remembered any more. */
  after(seq: number): NumberedEvent[] | null {
    return seq >= this.#since ? this.#events.filter((event) => event.seq > seq) : null;
  }
}
