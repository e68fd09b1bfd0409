import { activitiesOf } from './activities.ts';
import { countOf } from './count-of.ts';
import { textHead } from './text-head.ts';
import type { Message } from './message.ts';
import { messageLine } from './message.ts';
import type { Step } from './step.ts';
import type { ToolCall } from './tool-call.ts';
import { toolSubject, toolVerb } from './tool-words.ts';

/** What a step did, as a verb with its subject (`Run Python`, `print total`). The subject is empty where nothing is known. */
export interface StepTitle {
  verb: string;
  subject: string;
}

/** Titles a step; `message` is the message it wrote, where it has been read. */
export function stepTitle(step: Step, message?: Message): StepTitle {
  if (step.kind === 'message') {
    return { verb: 'Write message', subject: message ? messageLine(message, 120) : '' };
  }
  if (step.kind === 'other') return otherTitle(step);
  const [first, ...rest] = step.calls;
  if (!first) return { verb: 'Call tools', subject: 'no calls yet' };
  if (rest.length === 0) return { verb: callVerb(first), subject: callSubject(first) };
  const same = rest.every((call) => call.kind === first.kind);
  const count = step.calls.length;
  const names = step.calls.map(callName).join(', ');
  if (same && first.kind === 'function') return { verb: `Call ${count} functions`, subject: names };
  if (same && first.kind === 'code_interpreter') return { verb: `Run Python ${count} times`, subject: '' };
  if (same && first.kind === 'file_search') return { verb: `Search files ${count} times`, subject: '' };
  if (first.kind === 'other' && rest.every((call) => call.type === first.type)) {
    const verb = toolVerb(first.type, count);
    if (verb !== null) return { verb, subject: step.calls.some((call) => callName(call) !== call.type) ? names : '' };
  }
  return { verb: `Call ${count} tools`, subject: names };
}

/** A step of a type of its own: what the service did by itself, else the source's word. */
function otherTitle(step: Step): StepTitle {
  const list = activitiesOf(step)?.list ?? [];
  const [first] = list;
  const verb = first && list.every((each) => each.type === first.type) ? toolVerb(first.type) : null;
  if (verb === null) return { verb: 'Other step', subject: step.type };
  return { verb, subject: list.map(toolSubject).filter(Boolean).join(', ') };
}

/** The call's real name: the function's, else the tool's, also where the source gives a blank one. */
export function callName(call: ToolCall): string {
  const own = call.kind === 'function' || call.kind === 'other' ? call.name : null;
  return own?.trim() ? own : call.type;
}

/** A few words on what a call gave (`logs, 14 lines`, `4 results`), so far where its step `goesOn`. */
export function callResult(call: ToolCall, goesOn = false): string {
  const yet = goesOn ? ' yet' : '';
  switch (call.kind) {
    case 'code_interpreter': {
      const images = call.outputs.filter((output) => output.type === 'image').length;
      const lines = call.outputs.reduce(
        (sum, output) => sum + (output.type === 'logs' ? countLines(output.logs.text) : 0),
        0,
      );
      const cut = call.outputs.some((output) => output.type === 'logs' && output.logs.truncated);
      const parts = [];
      if (lines > 0) parts.push(`logs, ${cut ? 'over ' : ''}${countOf(lines, 'line')}`);
      if (images > 0) parts.push(countOf(images, 'image'));
      return parts.join(', ') || `no output${yet}`;
    }
    case 'file_search':
      if (call.results?.length === 0 && goesOn) return 'no results yet';
      return call.results ? countOf(call.results.length, 'result') : 'results not returned';
    case 'function':
      return call.output ? 'answered' : `no output${yet}`;
    case 'other':
      return call.type === callName(call) ? '' : call.type;
  }
}

function callVerb(call: ToolCall): string {
  switch (call.kind) {
    case 'code_interpreter':
      return 'Run Python';
    case 'file_search':
      return 'Search files';
    case 'function':
      return 'Call function';
    case 'other':
      return toolVerb(call.type) ?? 'Call tool';
  }
}

function callSubject(call: ToolCall): string {
  if (call.kind === 'code_interpreter') return firstCodeLine(call.input?.text ?? '');
  if (call.kind === 'other' && toolVerb(call.type) !== null) return toolSubject(call);
  return call.kind === 'file_search' ? '' : callName(call);
}

function firstCodeLine(code: string): string {
  for (const line of textHead(code, 4000).split(/\r?\n/)) {
    const text = line.replace(/^\s*#+\s*/, '').trim();
    if (text !== '') return textHead(text, 120);
  }
  return '';
}

function countLines(text: string): number {
  if (text === '') return 0;
  let lines = 1;
  for (let i = text.indexOf('\n'); i !== -1 && i < text.length - 1; i = text.indexOf('\n', i + 1)) lines++;
  return lines;
}
