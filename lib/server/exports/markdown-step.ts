import 'server-only';
import { countOf } from '../../domain/count-of.ts';
import { errorMeaning } from '../../domain/error-meaning.ts';
import type { LongText } from '../../domain/long-text.ts';
import type { Message } from '../../domain/message.ts';
import type { SourceError } from '../../domain/run.ts';
import { type Step, stepSpan } from '../../domain/step.ts';
import { callName, stepTitle } from '../../domain/step-title.ts';
import type { Milliseconds } from '../../domain/time.ts';
import type { ToolCall } from '../../domain/tool-call.ts';
import { wholeTime } from '../../domain/verdict-parts.ts';
import { codeBlock, codeWord, escapeLine } from './markdown-text.ts';

/** One text of a step with the words above it. */
export interface TextPart {
  label: string;
  text: LongText;
  keep?: 'head' | 'tail';
  info?: string;
}

/** In place of the text where the label says all. */
const NOTHING: LongText = { text: '' };

/** Texts of one step that are shown; the others are counted. */
const MOST_PARTS = 24;
/** Files of one message that are named. */
const MOST_FILES = 10;
/** Room for the words on how many were left out. */
const NOTE_ROOM = 28;

/** Names of files by their ids. */
export type FileNames = ReadonlyMap<string, string>;

/** A step and what is known beside it. */
export interface StepPlace {
  step: Step;
  /** From 1. */
  number: number;
  total: number;
  /** The message that it wrote. */
  message: Message | undefined;
  /** When the run was created; null where that is not known. */
  begin: Milliseconds | null;
  /** Names of files by their ids, as far as they are known. */
  fileNames: FileNames;
  /** Said in place of what stands elsewhere. */
  note?: string;
}

/** `Step 3 of 9: Run Python, print total`. */
export function stepHeading({ step, number, total, message }: StepPlace): string {
  const { verb, subject } = stepTitle(step, message);
  const about = subject === '' ? '' : `, ${escapeLine(subject, 80)}`;
  return `Step ${number.toLocaleString('en')} of ${total.toLocaleString('en')}: ${verb}${about}`;
}

/** `` `step_a`, completed, 12 s to 15 s into the run ``, as far as its times are known. */
export function stepLine({ step, begin }: StepPlace): string {
  const { start = null, end = null } = stepSpan(step) ?? {};
  const line = `${codeWord(step.id, 130)}, ${escapeLine(step.status, 40)}`;
  if (start === null || begin === null || start < begin) return line;
  const at = (time: number) => (time - begin < 1000 ? '0 s' : wholeTime(time - begin));
  return `${line}, ${end === null ? `from ${at(start)} on` : `${at(start)} to ${at(end)} into the run`}`;
}

/** Code, plain meaning and words of an error, in at most `room` characters; the code is always there. */
export function errorText(error: SourceError, room: number): string {
  const meaning = errorMeaning(error.code, error.message)?.meaning;
  let out = `Error ${codeWord(error.code ?? 'without a code', 80)}.`;
  if (meaning && out.length + meaning.length + 2 <= room / 2) out += ` ${escapeLine(meaning, 400)}`;
  out += '\n\n';
  if (error.message) out += codeBlock({ text: error.message }, room - out.length);
  return out;
}

/** The texts of a step, in its own order; the ends of code and logs where they tell more than beginnings. */
export function stepParts({ step, message, fileNames }: StepPlace, failing: boolean): TextPart[] {
  const parts = step.calls.flatMap((call) => callParts(call, failing, fileNames));
  if (step.detail) parts.push({ label: `Details of ${codeWord(step.type, 60)}`, text: step.detail, info: 'json' });
  if (message) parts.push(...messageParts(message, fileNames));
  return parts;
}

/** The texts of a message, and which files came with it. */
export function messageParts(message: Message, fileNames: FileNames): TextPart[] {
  const files = [...new Set(message.attachments.flatMap(({ fileId }) => fileId ?? []))];
  const attached = files.slice(0, MOST_FILES).map((id) => fileWord(id, fileNames));
  if (files.length > MOST_FILES) attached.push(`… ${files.length - MOST_FILES} more`);
  const said = message.content.flatMap((part): TextPart[] => {
    switch (part.type) {
      case 'text':
        return [{ label: '', text: part.text }];
      case 'refusal':
        return [{ label: 'Refusal', text: part.refusal }];
      case 'image_file':
        return [{ label: `Image ${fileWord(part.fileId, fileNames)}`, text: NOTHING }];
      case 'image_url':
        return [{ label: 'Image', text: { text: part.url ?? 'without an address' } }];
      case 'other':
        return [{ label: `Part ${codeWord(part.name, 60)}`, text: part.payload, info: 'json' }];
    }
  });
  return attached.length === 0 ? said : [...said, { label: `Attached: ${attached.join(', ')}`, text: NOTHING }];
}

/** A file by its name, and by its id where that is all. */
function fileWord(id: string | null, names: FileNames): string {
  if (id === null) return 'without a file';
  const name = names.get(id);
  return name === undefined ? codeWord(id) : `${codeWord(name)} (${codeWord(id)})`;
}

/**
 * Texts in at most `room` characters. Short ones are whole; long ones share what is left; of those that found no room their
 * lines or they themselves are counted.
 */
export function drawParts(all: readonly TextPart[], room: number): string {
  const parts = all.slice(0, MOST_PARTS);
  let left = all.length - parts.length;
  const order = parts.map((_, i) => i).sort((a, b) => sizeOf(parts[a]) - sizeOf(parts[b]) || a - b);
  const drawn = new Map<number, string>();
  let rest = room - NOTE_ROOM;
  for (const [turn, i] of order.entries()) {
    const part = parts[i];
    const text = part ? drawPart(part, Math.floor(rest / (parts.length - turn))) : '';
    if (text === '') left++;
    drawn.set(i, text);
    rest -= text.length;
  }
  const text = parts.map((_, i) => drawn.get(i) ?? '').join('');
  const note = `… ${countOf(left, 'more text')}\n\n`;
  return left === 0 || text.length + note.length > room ? text : text + note;
}

function drawPart(part: TextPart, room: number): string {
  if (part.text === NOTHING) return part.label.length + 2 > room ? '' : `${part.label}\n\n`;
  const head = part.label === '' ? '' : `${part.label}:\n\n`;
  const block = codeBlock(part.text, room - head.length, part);
  if (block !== '') return head + block;
  const lines = countOf(part.text.text.split('\n').length, 'line');
  const note = `${part.label === '' ? 'Text' : part.label}: … ${lines} not shown\n\n`;
  return note.length > room ? '' : note;
}

function callParts(call: ToolCall, failing: boolean, fileNames: FileNames): TextPart[] {
  const keep = failing ? 'tail' : 'head';
  switch (call.kind) {
    case 'code_interpreter': {
      const outputs = call.outputs.map((output): TextPart => {
        if (output.type === 'logs') return { label: 'Log', text: output.logs, keep: 'tail' };
        if (output.type === 'image') return { label: `Image ${fileWord(output.fileId, fileNames)}`, text: NOTHING };
        return { label: `Output ${codeWord(output.name, 60)}`, text: output.payload, info: 'json' };
      });
      return [...given('Code', call.input, { keep, info: 'python' }), ...outputs];
    }
    case 'function': {
      const name = codeWord(call.name ?? call.type, 80);
      return [
        ...given(`Arguments of ${name}`, call.arguments, { info: 'json' }),
        ...given(`Output of ${name}`, call.output, {}),
      ];
    }
    case 'file_search':
      return (call.results ?? []).map(({ fileName, fileId, score, content }): TextPart => {
        const file = codeWord(fileName ?? fileId ?? 'a file', 80);
        const cut = content?.find((text) => text.truncated);
        const text = content?.map((one) => one.text).join('\n\n') ?? '';
        const found = `Found in ${file}${score === null ? '' : `, score ${Number(score.toFixed(3))}`}`;
        return { label: found, text: cut ? { ...cut, text } : { text } };
      });
    case 'other':
      return [{ label: `Call of ${codeWord(callName(call), 80)}`, text: call.payload, info: 'json' }];
  }
}

function given(label: string, text: LongText | null, more: Partial<TextPart>): TextPart[] {
  return text === null || text.text === '' ? [] : [{ label, text, ...more }];
}

function sizeOf(part: TextPart | undefined): number {
  return part ? part.text.text.length : 0;
}
