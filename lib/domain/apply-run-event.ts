import { type Message, messageLength } from './message.ts';
import { isTerminal, type Run } from './run.ts';
import type { LiveSnapshot, RunEvent, TextDelta } from './run-event.ts';
import { isStepTerminal, type Step } from './step.ts';
import { mapStepTexts } from './step-texts.ts';
import { withPieces } from './text-piece.ts';

/**
 * What events are applied to: a run with steps read so far, as `TraceState` has them. Without `nextCursor` all steps are
 * known; without `messages` what is told about them is left out.
 */
export interface LiveTrace {
  run: Run;
  steps: readonly Step[];
  tail?: readonly Step[];
  nextCursor?: string | null;
  messages?: readonly Message[];
}

/**
 * The trace after an event; the same object where the event brought nothing. Pure, and idempotent: an event that comes
 * again, or that tells of a time before what is known, changes nothing. What has ended stays ended, and a text never gets
 * shorter before the end of its step or message. The only place where pieces of text are put together.
 */
export function applyRunEvent<T extends LiveTrace>(trace: T, event: RunEvent): T {
  switch (event.type) {
    case 'snapshot':
      return withMessages(withSnapshot(trace, event.trace), event);
    case 'run_changed':
    case 'ended':
      return withRun(trace, event.run);
    case 'step_added':
    case 'step_changed':
      return withStep(trace, event.step);
    case 'step_delta':
      return withStepDelta(trace, event.delta);
    case 'message_changed':
    case 'message_delta':
      return withMessages(trace, event);
    case 'error':
      return trace;
  }
}

function withSnapshot<T extends LiveTrace>(trace: T, { run, steps, after }: LiveSnapshot): T {
  let next = withRun(trace, run);
  const { items } = steps;
  const first = items[0];
  const meets = after === null || first === undefined || has(next, after) || has(next, first.id);
  // Steps in between were missed: they are read from the last one known, and these are the end until then.
  if (!meets && isWhole(next)) next = { ...next, tail: [], nextCursor: next.steps.at(-1)?.id ?? null };
  if (!meets && next.nextCursor !== null) next = { ...next, tail: items };
  else for (const step of items) next = withStep(next, step);
  return next;
}

function withRun<T extends LiveTrace>(trace: T, run: Run): T {
  if (trace.run === run || (isTerminal(trace.run) && !isTerminal(run))) return trace;
  // The run's own JSON does not name its assistant.
  return { ...trace, run: { ...run, assistantName: run.assistantName ?? trace.run.assistantName } };
}

function withStep<T extends LiveTrace>(trace: T, step: Step): T {
  const known = update(trace, step.id, (before) => (isLater(before, step) ? step : before));
  if (known) return known;
  if (isWhole(trace)) return { ...trace, steps: [...trace.steps, step] };
  // What lies between is being read: a step there is met in time, one after the tail is the tail's.
  return trace.tail && trace.tail.length > 0 ? { ...trace, tail: [...trace.tail, step] } : trace;
}

function withStepDelta<T extends LiveTrace>(trace: T, { id, pieces }: TextDelta): T {
  return update(trace, id, (before) => (isStepTerminal(before) ? before : withPieces(before, pieces))) ?? trace;
}

function withMessages<T extends LiveTrace>(trace: T, event: RunEvent): T {
  if (!trace.messages) return trace;
  const messages = applyToMessages(trace.messages, event);
  return messages === trace.messages ? trace : { ...trace, messages };
}

/** A list of messages after an event, by the same rules; the same array where the event brought nothing. */
export function applyToMessages(messages: readonly Message[], event: RunEvent): readonly Message[] {
  switch (event.type) {
    case 'snapshot':
      return event.trace.messages.reduce<readonly Message[]>(withMessage, messages);
    case 'message_changed':
      return withMessage(messages, event.message);
    case 'message_delta': {
      const at = lastIndex(messages, event.delta.id);
      const before = messages[at];
      if (!before || hasEnded(before)) return messages;
      const after = withPieces(before, event.delta.pieces);
      return after === before ? messages : messages.with(at, after);
    }
    default:
      return messages;
  }
}

function withMessage(messages: readonly Message[], message: Message): readonly Message[] {
  const at = lastIndex(messages, message.id);
  const before = messages[at];
  if (!before) return [...messages, message];
  const after = withStatusOf(before, message);
  return isLaterMessage(before, after) ? messages.with(at, after) : messages;
}

/** The trace with one known step changed; null where the step is not known. */
function update<T extends LiveTrace>(trace: T, id: string, change: (step: Step) => Step): T | null {
  const at = lastIndex(trace.steps, id);
  const place = at === -1 && trace.tail ? lastIndex(trace.tail, id) : -1;
  const before = trace.steps[at] ?? trace.tail?.[place];
  if (!before) return null;
  const after = change(before);
  if (after === before) return trace;
  return at === -1
    ? { ...trace, tail: trace.tail?.with(place, after) }
    : { ...trace, steps: trace.steps.with(at, after) };
}

/** From the end, because that is where a run goes on. */
function lastIndex(list: readonly { id: string }[], id: string): number {
  return list.findLastIndex((one) => one.id === id);
}

function has(trace: LiveTrace, id: string): boolean {
  return lastIndex(trace.steps, id) !== -1 || lastIndex(trace.tail ?? [], id) !== -1;
}

function isWhole(trace: LiveTrace): boolean {
  return trace.nextCursor === undefined || trace.nextCursor === null;
}

/** Sources repeat the beginning of a step, and polls bring less of it than its stream did. */
function isLater(before: Step, after: Step): boolean {
  if (isStepTerminal(after) || isStepTerminal(before)) return isStepTerminal(after);
  return after.calls.length >= before.calls.length && stepLength(after) >= stepLength(before);
}

function isLaterMessage(before: Message, after: Message): boolean {
  if (hasEnded(after) || hasEnded(before)) return !hasEnded(before) || after.status !== 'in_progress';
  return messageLength(after) >= messageLength(before);
}

/** Lists of messages have no status: what a stream told stays, until a list has more of the text than it. */
function withStatusOf(before: Message, after: Message): Message {
  const keeps = hasEnded(before) || messageLength(after) <= messageLength(before);
  if (after.status !== null || !keeps) return after;
  const { status } = before;
  return {
    ...after,
    status,
    completedAt: after.completedAt ?? before.completedAt,
    incompleteAt: after.incompleteAt ?? before.incompleteAt,
    incompleteDetails: after.incompleteDetails ?? before.incompleteDetails,
  };
}

function hasEnded({ status }: Message): boolean {
  return status !== null && status !== 'in_progress';
}

function stepLength(step: Step): number {
  let length = 0;
  mapStepTexts(step, (text) => {
    length += text.text.length;
    return text;
  });
  return length;
}
