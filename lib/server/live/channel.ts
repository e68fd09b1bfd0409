import 'server-only';
import { applyRunEvent } from '../../domain/apply-run-event.ts';
import type { Message } from '../../domain/message.ts';
import { isTerminal, type Run } from '../../domain/run.ts';
import type { LiveSnapshot, RunEvent } from '../../domain/run-event.ts';
import type { Step } from '../../domain/step.ts';
import { cutRun } from '../runs/long-texts.ts';
import { boundedEvent, cutGrown } from './bounded-event.ts';

/** What is known of a run that goes on: its end, with the texts of lists. */
export interface ChannelTrace {
  run: Run;
  steps: readonly Step[];
  messages: readonly Message[];
}

/** Steps and messages that are remembered of a run, and events that may wait for the run that they are about. */
const MOST_STEPS = 100;
const MOST_MESSAGES = 50;
const MOST_WAITING = 200;

/**
 * One run as Runlens sees it change, from polls and streams alike. Takes events and gives those that brought something
 * new, with long texts cut. Holds no connection and no clock.
 */
export class Channel {
  trace: ChannelTrace | null = null;
  /** Id of a step at or before the first of the trace; null where that is the first of the run. */
  after: string | null = null;
  #waiting: RunEvent[] = [];

  /** The events that changed what is known, as they are to be sent on. */
  take(events: readonly RunEvent[]): RunEvent[] {
    return events.flatMap((event) => this.#take(event));
  }

  snapshot(): LiveSnapshot | null {
    if (!this.trace) return null;
    const { run, steps, messages } = this.trace;
    return {
      run,
      steps: { items: [...steps], nextCursor: null, total: null },
      after: this.after,
      messages: [...messages],
    };
  }

  #take(event: RunEvent): RunEvent[] {
    if (event.type === 'error') return [event];
    if (!this.trace) return this.#begin(event);
    const bounded = boundedEvent(event);
    const before = this.trace;
    const applied = applyRunEvent<ChannelTrace>(before, bounded);
    if (applied === before || isSame(before, applied, bounded)) return [];
    const { trace, event: sent } = cutGrown(applied, bounded);
    this.#keep(trace);
    return [isRunEvent(sent) ? { type: isTerminal(trace.run) ? 'ended' : 'run_changed', run: trace.run } : sent];
  }

  /** What comes before the run itself waits for it. */
  #begin(event: RunEvent): RunEvent[] {
    if (event.type === 'snapshot') {
      this.after = event.trace.after;
      this.trace = { run: cutRun(event.trace.run), steps: [], messages: [] };
    } else if (isRunEvent(event)) this.trace = { run: cutRun(event.run), steps: [], messages: [] };
    else {
      if (this.#waiting.length < MOST_WAITING) this.#waiting.push(event);
      return [];
    }
    const waiting = this.#waiting;
    this.#waiting = [];
    // A stream that begins with a step is not the run's first.
    const first = waiting[0];
    if (first && 'step' in first) this.after = first.step.id;
    const run: RunEvent = { type: isTerminal(this.trace.run) ? 'ended' : 'run_changed', run: this.trace.run };
    return [...this.take(waiting), ...(event.type === 'snapshot' ? this.#take(event) : []), run];
  }

  #keep(trace: ChannelTrace): void {
    let { steps, messages } = trace;
    if (steps.length > MOST_STEPS) {
      this.after = steps.at(-MOST_STEPS - 1)?.id ?? null;
      steps = steps.slice(-MOST_STEPS);
    }
    if (messages.length > MOST_MESSAGES) messages = messages.slice(-MOST_MESSAGES);
    this.trace = steps === trace.steps && messages === trace.messages ? trace : { ...trace, steps, messages };
  }
}

function isRunEvent(event: RunEvent): event is Extract<RunEvent, { type: 'run_changed' | 'ended' }> {
  return event.type === 'run_changed' || event.type === 'ended';
}

/** Whether a whole object came again as it was. */
function isSame(before: ChannelTrace, after: ChannelTrace, event: RunEvent): boolean {
  if (isRunEvent(event)) return JSON.stringify(before.run) === JSON.stringify(after.run);
  const last = (list: readonly { id: string }[], id: string) => list.findLast((one) => one.id === id);
  if ('step' in event) {
    return JSON.stringify(last(before.steps, event.step.id)) === JSON.stringify(last(after.steps, event.step.id));
  }
  if (!('message' in event)) return false;
  const { id } = event.message;
  return JSON.stringify(last(before.messages, id)) === JSON.stringify(last(after.messages, id));
}
