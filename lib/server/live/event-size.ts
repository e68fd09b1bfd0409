import 'server-only';
import { writeExactJson } from '../../domain/exact-json.ts';
import { cutText, type LongText } from '../../domain/long-text.ts';
import { mapMessageTexts } from '../../domain/message.ts';
import type { Run } from '../../domain/run.ts';
import type { LiveSnapshot, RunEvent, TextDelta } from '../../domain/run-event.ts';
import { mapStepTexts } from '../../domain/step-texts.ts';
import { asRow } from '../runs/long-texts.ts';

/** Bytes of the data of one event, whatever is told. */
export const MOST_EVENT = 1_000_000;
/** What texts are cut to where an event is too long with those of lists, bytes: the whole is asked for by itself. */
const SHORTER = [64 * 1024, 16 * 1024, 4 * 1024, 1024, 128];

/** An event as it is sent. */
export interface SentEvent {
  type: RunEvent['type'];
  data: string;
}

/**
 * What an event is sent as: one event, or several that bring the same one after the other, where one would be over the limit.
 * A single step or message that is too long has shorter texts, marked as cut. None where even that is too much: it is read by
 * the way of lists then.
 */
export function sentEvents(source: string, key: string, event: RunEvent): SentEvent[] {
  const { type, ...members } = event;
  const data = writeExactJson({ source, key, ...members });
  if (fits(data)) return [{ type, data }];
  return parts(event).flatMap((part) => sentEvents(source, key, part));
}

function fits(data: string): boolean {
  return data.length * 3 <= MOST_EVENT || (data.length <= MOST_EVENT && Buffer.byteLength(data) <= MOST_EVENT);
}

/** Smaller events that stand for one that is too large; each call has less to tell. */
function parts(event: RunEvent): RunEvent[] {
  switch (event.type) {
    case 'snapshot':
      return snapshotParts(event.trace).map((trace) => ({ type: 'snapshot', trace }));
    case 'run_changed':
    case 'ended': {
      const run = shorterRun(event.run, MOST_EVENT - 1_000);
      return run === null ? [] : [{ ...event, run }];
    }
    case 'step_added':
    case 'step_changed': {
      const step = shorter(event.step, mapStepTexts, MOST_EVENT - 1_000);
      return step === null ? [] : [{ ...event, step }];
    }
    case 'message_changed': {
      const message = shorter(event.message, mapMessageTexts, MOST_EVENT - 1_000);
      return message === null ? [] : [{ ...event, message }];
    }
    case 'step_delta':
    case 'message_delta':
      return halves(event.delta).map((delta) => ({ ...event, delta }));
    case 'error':
      return [];
  }
}

/** The same run in two looks, of which the second goes on from the first; one with shorter texts where it has one thing only. */
function snapshotParts(trace: LiveSnapshot): LiveSnapshot[] {
  const { steps, messages, after } = trace;
  const run = shorterRun(trace.run, MOST_EVENT / 2);
  if (run === null) return [];
  const part = (items: LiveSnapshot['steps']['items'], from: string | null, written: LiveSnapshot['messages']) => ({
    run,
    steps: { ...steps, items },
    after: from,
    messages: written,
  });
  const { items } = steps;
  const last = items.at(-1)?.id ?? after;
  if (items.length > 0 && messages.length > 0) return [part(items, after, []), part([], last, messages)];
  if (items.length > 1) {
    const half = items.length >> 1;
    return [part(items.slice(0, half), after, []), part(items.slice(half), items[half - 1]?.id ?? after, [])];
  }
  if (messages.length > 1) {
    const half = messages.length >> 1;
    return [part([], after, messages.slice(0, half)), part([], after, messages.slice(half))];
  }
  const left = MOST_EVENT / 2 - 1_000;
  const [step] = items.map((one) => shorter(one, mapStepTexts, left));
  const [message] = messages.map((one) => shorter(one, mapMessageTexts, left));
  // A step that cannot be told stands before what is: those who lack it read the list.
  return [part(step ? [step] : [], step ? after : last, message ? [message] : [])];
}

/** The longest form of a step or message that fits; null where none does. */
function shorter<T>(whole: T, map: (one: T, change: (text: LongText) => LongText) => T, most: number): T | null {
  if (sizeOf(whole) <= most) return whole;
  for (const limit of SHORTER) {
    const cut = map(whole, (text) => cutAgain(text, limit));
    if (sizeOf(cut) <= most) return cut;
  }
  return null;
}

function shorterRun(run: Run, most: number): Run | null {
  if (sizeOf(run) <= most) return run;
  for (const limit of SHORTER) {
    const cut = { ...run, instructions: run.instructions && cutAgain(run.instructions, limit) };
    if (sizeOf(cut) <= most) return cut;
  }
  const row = asRow({ ...run, instructions: run.instructions && cutAgain(run.instructions, 1024) });
  return sizeOf(row) <= most ? row : null;
}

/** Cuts also what was cut before; `bytes` stays that of the whole. */
function cutAgain(text: LongText, limit: number): LongText {
  const cut = cutText({ text: text.text }, limit);
  return cut.truncated ? { ...cut, ...(text.bytes === undefined ? {} : { bytes: text.bytes }) } : text;
}

function halves({ id, pieces }: TextDelta): TextDelta[] {
  const half = pieces.length >> 1;
  if (half > 0) return [pieces.slice(0, half), pieces.slice(half)].map((some) => ({ id, pieces: some }));
  return pieces.flatMap((piece) => {
    const at = piece.text.length >> 1;
    if (at === 0) return [];
    const [first, second] = [piece.text.slice(0, at), piece.text.slice(at)];
    return [
      { ...piece, text: first },
      { ...piece, at: piece.at + at, text: second },
    ].map((one) => ({ id, pieces: [one] }));
  });
}

function sizeOf(value: unknown): number {
  return Buffer.byteLength(JSON.stringify(value));
}
