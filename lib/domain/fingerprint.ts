import { normaliseMessage, PLACEHOLDER } from './fingerprint-message.ts';
import type { Run } from './run.ts';
import { isStepFailed, type Step } from './step.ts';
import { callName } from './step-title.ts';
import { HASH_START, hashPart, hashWord } from './text-hash.ts';
import type { ToolCall } from './tool-call.ts';

/** What makes failures alike: code, tool and message without its numbers and ids. */
export interface Fingerprint {
  /** The same for failures that are alike, in every process and version. */
  hash: string;
  /** What happened, in the words of the source. */
  title: string;
  code: string | null;
  /** The tool that was called where it failed, by its name. */
  tool: string | null;
  /** The step where it failed; null where no step tells. */
  stepId: string | null;
}

const LONGEST_TITLE = 120;
const UNFINISHED: ReadonlySet<string> = new Set(['failed', 'expired', 'incomplete']);
/** Start of the second half of the hash. */
const SECOND = 0x01234567;

/** The fingerprint of a run that failed, expired or ended incomplete; null for others. Pure and stable. */
export function fingerprintOf(run: Run, steps: readonly Step[]): Fingerprint | null {
  if (!UNFINISHED.has(run.status)) return null;
  const step = steps.find(isStepFailed) ?? (run.status === 'failed' ? undefined : steps.findLast(isOpenEnded));
  const tool = step ? toolOf(step) : null;
  const code = run.lastError?.code ?? step?.lastError?.code ?? run.incompleteReason;
  const message = normaliseMessage(run.lastError?.message ?? step?.lastError?.message ?? '');
  const kind = run.status === 'failed' ? '' : run.status;
  const alike = JSON.stringify([kind, code, tool, message]);
  const hash = [HASH_START, SECOND].map((start) => hashWord(hashPart(start, alike, 0, alike.length))).join('');
  return { hash, title: titleOf(run, code, message), code, tool, stepId: step?.id ?? null };
}

function isOpenEnded(step: Step): boolean {
  return step.status !== 'completed';
}

/** The first call of a step that gave nothing, else its first; null where the step called nothing. */
function toolOf(step: Step): string | null {
  const call = step.calls.find(gaveNothing) ?? step.calls[0];
  return call ? callName(call) : null;
}

function gaveNothing(call: ToolCall): boolean {
  switch (call.kind) {
    case 'code_interpreter':
      return call.outputs.length === 0;
    case 'file_search':
      return call.results === null;
    case 'function':
      return call.output === null;
    case 'other':
      return false;
  }
}

function titleOf(run: Run, code: string | null, message: string): string {
  const sentence = /^.*?[.!?](?=\s|$)/.exec(message)?.[0] ?? message;
  const words = sentence
    .replace(PLACEHOLDER, '…')
    .replace(/(?:…[\s,;:]*){2,}/g, '… ')
    .replace(/[\s.,;:]+$/, '')
    .trim();
  if (/\p{L}{2}/u.test(words)) return cut(words);
  if (code !== null) return cut(sentenceCase(code.replace(/[_-]+/g, ' ').trim() || code));
  if (run.status === 'expired') return run.requiredAction ? 'Expired while it waited for outputs' : 'Expired';
  return run.status === 'incomplete' ? 'Ended incomplete without a reason' : 'Failed without a reason';
}

function sentenceCase(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function cut(text: string): string {
  return text.length > LONGEST_TITLE
    ? `${text
        .slice(0, LONGEST_TITLE - 1)
        .toWellFormed()
        .trimEnd()}…`
    : text;
}
