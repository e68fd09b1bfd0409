import type { Message } from '#lib/domain/message.ts';
import type { Step } from '#lib/domain/step.ts';
import { isComplete, type TraceState } from '#lib/domain/trace-state.ts';

/** What a run was started for: found, still being looked for, or not there to be shown. */
export type Question = { messages: readonly Message[] } | 'pending' | null;

/** One entry of the conversation, in the order in which things happened. `position` counts steps from 1. */
export type TranscriptEntry =
  | { kind: 'question'; id: string; question: Exclude<Question, null> }
  | { kind: 'step'; id: string; step: Step; position: number | null; first: boolean }
  /** A message of the run that no step says it wrote. */
  | { kind: 'message'; id: string; message: Message }
  /** Where steps in between are still being read. */
  | { kind: 'reading'; id: string }
  /** How the run stands, unless it was completed. */
  | { kind: 'end'; id: string };

const QUESTION = 'question';
export const END = 'end';

/** The entry of a step. */
export function entryOfStep(step: string): string {
  return `step ${step}`;
}

const stepEntries = new WeakMap<Step, Extract<TranscriptEntry, { kind: 'step' }>>();

/** The entry of a step, the same object as long as nothing about it changes. */
function stepEntry(step: Step, position: number | null, first: boolean): TranscriptEntry {
  const known = stepEntries.get(step);
  if (known?.position === position && known.first === first) return known;
  const entry = { kind: 'step' as const, id: entryOfStep(step.id), step, position, first };
  stepEntries.set(step, entry);
  return entry;
}

/**
 * The conversation of a run: what was asked, then its steps in the source's order, messages that no step names where their
 * time puts them, and how it ended. `messages` are those of the run that have been read.
 */
export function transcriptEntries(
  state: TraceState,
  messages: ReadonlyMap<string, Message>,
  question: Question,
): TranscriptEntry[] {
  const entries: TranscriptEntry[] = [];
  const complete = isComplete(state);
  if (question === 'pending' || (question && question.messages.length > 0)) {
    entries.push({ kind: 'question', id: QUESTION, question });
  }
  const loose = complete ? looseMessages(state, messages, question) : [];
  const putLoose = (until: number) => {
    while (loose[0] && (loose[0].createdAt ?? Number.POSITIVE_INFINITY) < until) {
      const message = loose.shift() as Message;
      entries.push({ kind: 'message', id: `message ${message.id}`, message });
    }
  };
  let first = true;
  state.steps.forEach((step, i) => {
    if (step.createdAt !== null) putLoose(step.createdAt);
    entries.push(stepEntry(step, i + 1, first && step.kind === 'message'));
    if (step.kind === 'message') first = false;
  });
  if (!complete) entries.push({ kind: 'reading', id: 'reading' });
  for (const step of state.tail) entries.push(stepEntry(step, null, false));
  putLoose(Number.POSITIVE_INFINITY);
  for (const message of loose) entries.push({ kind: 'message', id: `message ${message.id}`, message });
  if (state.run.status !== 'completed') entries.push({ kind: 'end', id: END });
  return entries;
}

/** Numbers by which entries are found again: a step by its own, what stands behind it as `3.1`. */
export function entryNumbers(entries: readonly (TranscriptEntry | null)[]): string[] {
  let [step, behind] = [0, 0];
  return entries.map((entry) => {
    if (entry?.kind !== 'step') return `${step}.${++behind}`;
    [step, behind] = [entry.position ?? step, 0];
    return `${step}`;
  });
}

/** Messages of the run that no step names, oldest first. */
function looseMessages(
  { run, steps }: TraceState,
  messages: ReadonlyMap<string, Message>,
  question: Question,
): Message[] {
  const written = new Set(steps.map((step) => step.messageId));
  if (question && question !== 'pending') for (const { id } of question.messages) written.add(id);
  return [...messages.values()].filter(({ id, runId }) => runId === run.id && !written.has(id)).sort(byTime);
}

function byTime(a: Message, b: Message): number {
  const [from, to] = [a.createdAt ?? Number.POSITIVE_INFINITY, b.createdAt ?? Number.POSITIVE_INFINITY];
  return from === to ? 0 : from - to;
}

/** Height of an entry before it is measured, in pixels; exact for folded cards without images. */
export function entryHeight(entry: TranscriptEntry | undefined): number {
  if (entry?.kind !== 'step') return entry?.kind === 'reading' ? 60 : 168;
  const { step } = entry;
  if (step.kind === 'message') return 120;
  const cards = Math.max(1, Math.min(40, step.calls.length));
  const waits = step.calls.some((call) => call.kind === 'function');
  return 20 + cards * 40 - 6 + (waits ? 36 : 0);
}
