import { isJsonObject, type Json, numberText } from './json.ts';
import { mapMessageTexts, type Message } from './message.ts';
import type { Run } from './run.ts';
import type { Step } from './step.ts';
import { mapStepTexts } from './step-texts.ts';
import type { Thread } from './thread.ts';
import { stripControls, withoutColours } from './terminal-text.ts';

/** What is searched together: a run, what was read of it, and names of its files. */
export interface SearchedRun {
  run: Run;
  steps: readonly Step[];
  messages: readonly Message[];
  fileNames: readonly string[];
}

/** Characters of one run that can be searched; what goes beyond is left out. */
const MOST = 16 * 1024 * 1024;

/**
 * All texts of a run by which people look for it, one a line or more: ids, names, instructions, messages, code, logs,
 * arguments, outputs, chunks, error words, metadata. The same text is not repeated.
 */
export function runTexts({ run, steps, messages, fileNames }: SearchedRun): string {
  return joined((add) => {
    addRun(run, add);
    for (const message of messages) addMessage(message, add);
    for (const step of steps) addStep(step, add);
    add(...fileNames);
  });
}

/** The texts of a message, by which it is found where no run has it; as in `runTexts`. */
export function messageTexts(message: Message): string {
  return joined((add) => addMessage(message, add));
}

/** The texts of a step whose run is not there; as in `runTexts`. */
export function stepTexts(step: Step): string {
  return joined((add) => addStep(step, add));
}

/** The texts of a thread itself, without its messages: its id, and what its metadata and unknown members say. */
export function threadTexts({ id, metadata, extra }: Thread): string {
  return joined((add) => {
    add(id);
    addJson(metadata, add);
    addJson(extra, add);
  });
}

function joined(collect: (add: Add) => void): string {
  const texts = new Set<string>();
  let length = 0;
  const add = (...some: (string | null | undefined)[]): void => {
    for (const text of some) {
      if (!text || texts.has(text) || length >= MOST) continue;
      const kept = text.slice(0, MOST - length);
      texts.add(kept);
      length += kept.length + 1;
    }
  };
  collect(add);
  return [...texts].join('\n').toWellFormed();
}

type Add = (...texts: (string | null | undefined)[]) => void;

function addRun(run: Run, add: Add): void {
  add(run.id, run.threadId, run.assistantId, run.assistantName, run.model, run.instructions?.text);
  addError(run.lastError, add);
  add(run.incompleteReason, ...run.fileIds);
  addJson(run.metadata, add);
  for (const tool of run.tools) {
    const definition = tool.function;
    if (isJsonObject(definition) && typeof definition.name === 'string') add(definition.name);
  }
  for (const call of run.requiredAction?.calls ?? []) add(call.id, call.name, call.arguments?.text);
}

function addStep(step: Step, add: Add): void {
  add(step.id, step.messageId);
  addError(step.lastError, add);
  addJson(step.metadata, add);
  for (const call of step.calls) {
    add(call.id, call.type);
    if (call.kind === 'function' || call.kind === 'other') add(call.name);
    if (call.kind === 'code_interpreter') {
      for (const output of call.outputs) if (output.type === 'image') add(output.fileId);
    }
    if (call.kind !== 'file_search') continue;
    add(...call.queries);
    for (const result of call.results ?? []) {
      add(result.fileId, result.fileName);
      addJson(result.attributes, add);
    }
  }
  mapStepTexts(step, (text) => {
    // The code of a colour would be one word with the word behind it.
    add(text.text.includes('\u001b') ? withoutColours(stripControls(text.text)) : text.text);
    return text;
  });
}

function addMessage(message: Message, add: Add): void {
  add(message.id);
  mapMessageTexts(message, (text) => {
    add(text.text);
    return text;
  });
  for (const part of message.content) {
    if (part.type === 'image_file') add(part.fileId);
    if (part.type === 'image_url') add(part.url?.slice(0, 2000));
    if (part.type !== 'text') continue;
    for (const { fileId, quote, url, title } of part.annotations) add(fileId, quote, url, title);
  }
  for (const { fileId } of message.attachments) add(fileId);
  addJson(message.metadata, add);
}

function addError(error: Run['lastError'], add: Add): void {
  add(error?.code, error?.message);
}

/** Names and values, at any depth. */
function addJson(value: Json, add: Add): void {
  if (typeof value === 'string') add(value);
  else if (Array.isArray(value)) for (const inner of value) addJson(inner, add);
  else if (isJsonObject(value)) {
    for (const [name, inner] of Object.entries(value)) {
      add(name);
      addJson(inner, add);
    }
  } else add(numberText(value));
}
