import 'server-only';
import { errorMeaning } from '../../domain/error-meaning.ts';
import type { LongText } from '../../domain/long-text.ts';
import type { Message } from '../../domain/message.ts';
import type { SourceError } from '../../domain/run.ts';
import type { Step } from '../../domain/step.ts';
import { callName, stepTitle } from '../../domain/step-title.ts';
import type { ToolCall } from '../../domain/tool-call.ts';
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

/** A step and what is known beside it. */
export interface StepPlace {
  step: Step;
  /** From 1. */
  number: number;
  total: number;
  /** The message that it wrote. */
  message: Message | undefined;
  /** Said in place of what stands elsewhere. */
  note?: string;
}

/** `Step 3 of 9: Run Python, print total`. */
export function stepHeading({ step, number, total, message }: StepPlace): string {
  const { verb, subject } = stepTitle(step, message);
  const about = subject === '' ? '' : `, ${escapeLine(subject, 80)}`;
  return `Step ${number.toLocaleString('en')} of ${total.toLocaleString('en')}: ${verb}${about}`;
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
export function stepParts({ step, message }: StepPlace, failing: boolean): TextPart[] {
  const parts = step.calls.flatMap((call) => callParts(call, failing));
  if (step.detail) parts.push({ label: `Details of ${codeWord(step.type, 60)}`, text: step.detail, info: 'json' });
  if (message) parts.push(...messageParts(message));
  return parts;
}

/** The texts of a message. */
export function messageParts(message: Message): TextPart[] {
  return message.content.flatMap((part): TextPart[] => {
    switch (part.type) {
      case 'text':
        return [{ label: '', text: part.text }];
      case 'refusal':
        return [{ label: 'Refusal', text: part.refusal }];
      case 'image_file':
        return [{ label: `Image ${codeWord(part.fileId ?? 'without a file')}`, text: NOTHING }];
      case 'image_url':
        return [{ label: 'Image', text: { text: part.url ?? 'without an address' } }];
      case 'other':
        return [{ label: `Part ${codeWord(part.name, 60)}`, text: part.payload, info: 'json' }];
    }
  });
}

/** Texts in at most `room` characters. Short ones are whole; long ones share what is left. */
export function drawParts(all: readonly TextPart[], room: number): string {
  const parts = all.slice(0, MOST_PARTS);
  const left = all.length - parts.length;
  const note = left === 0 ? '' : `… ${left.toLocaleString('en')} more texts\n\n`;
  const order = parts.map((_, i) => i).sort((a, b) => sizeOf(parts[a]) - sizeOf(parts[b]) || a - b);
  const drawn = new Map<number, string>();
  let rest = room - note.length;
  for (const [turn, i] of order.entries()) {
    const part = parts[i];
    if (!part) continue;
    if (part.text === NOTHING) {
      const line = `${part.label}\n\n`;
      if (line.length > rest / (parts.length - turn)) continue;
      drawn.set(i, line);
      rest -= line.length;
      continue;
    }
    const head = part.label === '' ? '' : `${part.label}:\n\n`;
    const block = codeBlock(part.text, Math.floor(rest / (parts.length - turn)) - head.length, part);
    if (block === '') continue;
    drawn.set(i, head + block);
    rest -= head.length + block.length;
  }
  const text = parts.map((_, i) => drawn.get(i) ?? '').join('');
  return note.length > room ? text : text + note;
}

function callParts(call: ToolCall, failing: boolean): TextPart[] {
  const keep = failing ? 'tail' : 'head';
  switch (call.kind) {
    case 'code_interpreter': {
      const outputs = call.outputs.map((output): TextPart => {
        if (output.type === 'logs') return { label: 'Log', text: output.logs, keep: 'tail' };
        if (output.type === 'image')
          return { label: `Image ${codeWord(output.fileId ?? 'without a file')}`, text: NOTHING };
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
        const found = `Found in ${file}${score === null ? '' : `, score ${score}`}`;
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
