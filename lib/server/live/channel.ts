import 'server-only';
import { isDeepStrictEqual } from 'node:util';
import { applyRunEvent } from '../../domain/apply-run-event.ts';
import type { Message } from '../../domain/message.ts';
import { isTerminal, type Run } from '../../domain/run.ts';
import type { LiveSnapshot, RunEvent } from '../../domain/run-event.ts';
import type { Step } from '../../domain/step.ts';
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
  /** Counts what changed. */
  version = 0;
  #waiting: RunEvent[] = [];

  /** The events that changed what is known, as they are to be sent on. */
  take(events: readonly RunEvent[]): RunEvent[] {
    const news = events.flatMap((event) => this.#take(event));
    this.version += news.length;
    return news;
  }

  snapshot(): LiveSnapshot | null {
    if (!this.trace) return null;
    const { run, steps, messages } = this.trace;
    const page = { items: [...steps], nextCursor: null, total: null };
    return { run, steps: page, after: this.after, messages: [...messages] };
  }

  #take(event: RunEvent): RunEvent[] {
    if (event.type === 'error') return [event];
    const bounded = boundedEvent(event);
    if (bounded.type === 'snapshot') return this.#look(bounded.trace);
    if (!this.trace) return this.#begin(bounded);
    const before = this.trace;
    const applied = applyRunEvent<ChannelTrace>(before, bounded);
    if (applied === before || isSame(before, applied, bounded)) return [];
    const { trace, event: sent } = cutGrown(applied, bounded);
    this.#keep(trace);
    return [isRunEvent(sent) ? toldRun(trace.run) : sent];
  }

  /** What comes before the run itself waits for it. */
  #begin(event: RunEvent): RunEvent[] {
    if (!isRunEvent(event)) {
      if (this.#waiting.length < MOST_WAITING) this.#waiting.push(event);
      return [];
    }
    this.trace = { run: event.run, steps: [], messages: [] };
    const waiting = this.#waiting;
    this.#waiting = [];
    // A stream that begins with a step is not the run's first.
    const first = waiting[0];
    if (first && 'step' in first) this.after = first.step.id;
    return [...this.take(waiting), toldRun(event.run)];
  }

  /** Takes what a look at the source showed. Where that goes on from what is known it is told as changes, else whole. */
  #look(seen: LiveSnapshot): RunEvent[] {
    const { run, steps, after, messages } = seen;
    const before = this.trace;
    const place = new Map(before?.steps.map((step, at) => [step.id, at]));
    const fresh = steps.items.findIndex((step) => !place.has(step.id));
    const goesOn = fresh === -1 || !steps.items.slice(fresh).some((step) => place.has(step.id));
    if (before && goesOn && (fresh !== 0 || before.steps.length === 0)) {
      if (before.steps.length === 0 || before.steps[0]?.id === steps.items[0]?.id) this.after = after;
      return this.take([
        ...steps.items.map((step): RunEvent => ({ type: place.has(step.id) ? 'step_changed' : 'step_added', step })),
        ...messages.map((message): RunEvent => ({ type: 'message_changed', message })),
        { type: 'run_changed', run },
      ]);
    }
    this.trace = { run, steps: [], messages: [] };
    this.after = after;
    const known = (list: readonly Step[]): RunEvent[] => list.map((step) => ({ type: 'step_changed', step }));
    // What a stream brought of the same steps may be more than a look shows.
    this.take(known(steps.items));
    if (before) {
      this.take(known(before.steps.filter((step) => steps.items.some(({ id }) => id === step.id))));
      this.take(before.messages.map((message) => ({ type: 'message_changed', message })));
      this.take([
        { type: 'run_changed', run: before.run },
        { type: 'run_changed', run },
      ]);
    }
    this.take(messages.map((message) => ({ type: 'message_changed', message })));
    const trace = this.snapshot();
    return trace ? [{ type: 'snapshot', trace }, ...(isTerminal(trace.run) ? [toldRun(trace.run)] : [])] : [];
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

function toldRun(run: Run): RunEvent {
  return { type: isTerminal(run) ? 'ended' : 'run_changed', run };
}

/** Whether a whole object came again as it was. */
function isSame(before: ChannelTrace, after: ChannelTrace, event: RunEvent): boolean {
  if (isRunEvent(event)) return isDeepStrictEqual(before.run, after.run);
  const last = (list: readonly { id: string }[], id: string) => list.findLast((one) => one.id === id);
  if ('step' in event) return isDeepStrictEqual(last(before.steps, event.step.id), last(after.steps, event.step.id));
  if (!('message' in event)) return false;
  const { id } = event.message;
  return isDeepStrictEqual(last(before.messages, id), last(after.messages, id));
}
