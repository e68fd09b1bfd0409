import { applyRunEvent, type LiveTrace } from './apply-run-event.ts';
import type { Message } from './message.ts';
import type { RunEvent } from './run-event.ts';
import type { Step } from './step.ts';
import type { Milliseconds } from './time.ts';

/** How a recorded stream ended: as it should, broken off by its source, left by its reader, or too long to be kept whole. */
export type RecordingEnd = 'done' | 'cut' | 'left' | 'limit';

/** One recorded stream of a run: one for its creation, one for every answer to its calls. */
export interface RecordedStream {
  /** When it began, by the clock of Runlens. */
  startedAt: Milliseconds;
  /** Events of the source, also those that tell nothing of the run. */
  events: number;
  /** Null where it was not seen to end. */
  ending: RecordingEnd | null;
}

/** What one event told of the run, and when it arrived. */
export interface RecordedRunEvent {
  /** ms since the first stream began; never less than that of the event before. */
  at: number;
  event: RunEvent;
}

/** A line of `…/replay`: events in order, then `end`; `error` where reading broke off. */
export type ReplayLine =
  | { type: 'event'; at: number; event: RunEvent }
  | { type: 'end'; count: number }
  | { type: 'error'; error: { code: string; message: string; request_id: string } };

/** All that was recorded of a run. */
export interface Recording {
  streams: readonly RecordedStream[];
  events: readonly RecordedRunEvent[];
}

/** A stretch in which nothing arrived: inside a stream it stalled, between two there was none. */
export interface Stall {
  from: number;
  to: number;
  kind: 'stall' | 'between';
}

/** Shorter silences are how models write (ms). */
const STALL = 2_000;
/** Events between two states that are remembered. */
const EVERY = 64;

/** How long the recording is, from the first stream's beginning to the last event (ms). */
export function recordingLength({ events }: Recording): number {
  return events.at(-1)?.at ?? 0;
}

/** How many events have arrived at an instant of the recording. */
export function countArrived({ events }: Recording, at: number): number {
  let low = 0;
  let high = events.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((events[middle]?.at ?? 0) <= at) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** When the first text of a message or the first argument, code or log of a call arrived; null where none did. */
export function firstTextAt({ events }: Recording): number | null {
  const found = events.find(
    ({ event }) =>
      (event.type === 'message_delta' || event.type === 'step_delta') &&
      event.delta.pieces.some(({ text }) => text !== ''),
  );
  return found?.at ?? null;
}

/** Where nothing arrived for two seconds or more. */
export function stallsOf({ streams, events }: Recording): Stall[] {
  const zero = streams[0]?.startedAt ?? 0;
  const starts = streams.slice(1).map(({ startedAt }) => startedAt - zero);
  const stalls: Stall[] = [];
  let before = 0;
  for (const { at } of events) {
    const between = starts.some((start) => start > before && start <= at);
    if (at - before >= STALL) stalls.push({ from: before, to: at, kind: between ? 'between' : 'stall' });
    before = at;
  }
  return stalls;
}

/**
 * The states that a run went through while it was recorded. Made from the recorded events alone, by the one accumulator;
 * what had ended before the recording began stands as it is now (`ended`), because nothing else is known of it.
 */
export class Replayed {
  readonly recording: Recording;
  readonly #marks: LiveTrace[];
  #last: { count: number; trace: LiveTrace };

  constructor(recording: Recording, ended: LiveTrace) {
    this.recording = recording;
    const base = baseOf(recording, ended);
    this.#marks = [base];
    this.#last = { count: 0, trace: base };
  }

  /** The state after the first `count` events; the same object for the same count while nothing else was asked for. */
  after(count: number): LiveTrace {
    if (this.#last.count === count) return this.#last.trace;
    const mark = Math.min(this.#marks.length - 1, Math.floor(count / EVERY));
    const nearer = this.#last.count < count && this.#last.count >= mark * EVERY;
    let at = nearer ? this.#last.count : mark * EVERY;
    let trace = nearer ? this.#last.trace : (this.#marks[mark] ?? this.#last.trace);
    for (; at < count; ) {
      const one = this.recording.events[at];
      if (one) trace = applyRunEvent(trace, one.event);
      at++;
      if (at % EVERY === 0) this.#marks[at / EVERY] ??= trace;
    }
    this.#last = { count, trace };
    return trace;
  }
}

function baseOf({ events }: Recording, ended: LiveTrace): LiveTrace {
  const steps = new Set<string>();
  const messages = new Set<string>();
  let run = ended.run;
  let known = false;
  for (const { event } of events) {
    if ('step' in event) steps.add(event.step.id);
    else if ('message' in event) messages.add(event.message.id);
    else if ('delta' in event) (event.type === 'step_delta' ? steps : messages).add(event.delta.id);
    else if ('run' in event && !known) {
      run = { ...event.run, assistantName: ended.run.assistantName };
      known = true;
    }
  }
  const first = ended.steps.findIndex(({ id }) => steps.has(id));
  const before: readonly Step[] = first === -1 ? [] : ended.steps.slice(0, first);
  const written = new Set(before.map(({ messageId }) => messageId));
  const said: Message[] = (ended.messages ?? []).filter(({ id }) => written.has(id) && !messages.has(id));
  return { run, steps: before, tail: [], nextCursor: null, messages: said };
}
