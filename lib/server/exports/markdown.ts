import 'server-only';
import { countOf } from '../../domain/count-of.ts';
import { CHARACTERS_A_TOKEN } from '../../domain/export-format.ts';
import { isJsonObject } from '../../domain/json.ts';
import type { Run, SourceError } from '../../domain/run.ts';
import { isStepFailed, isStepTerminal, type Step } from '../../domain/step.ts';
import type { Phase, TimeLedger } from '../../domain/time-ledger.ts';
import { timeLedger } from '../../domain/time-ledger.ts';
import { runVerdict } from '../../domain/verdict.ts';
import { percentText, wholeTime } from '../../domain/verdict-parts.ts';
import { failingStep } from '../../domain/verdict-steps.ts';
import {
  drawParts,
  errorText,
  messageParts,
  stepHeading,
  stepLine,
  stepParts,
  type StepPlace,
} from './markdown-step.ts';
import { codeBlock, codeWord, escapeLine, escapeWords } from './markdown-text.ts';
import type { RunDigest } from './read-digest.ts';

const PHASE_WORDS: Record<Phase, string> = {
  queue: 'Queue',
  model: 'Model',
  tool: 'Tools',
  you: 'Waiting for tool outputs',
  unaccounted: 'Unaccounted',
};

/** Room that a step gets at least, and for the line on steps that found none (characters). */
const LEAST_STEP = 200;
/** Room that the error of a run gets, however small the budget is. */
const LEAST_ERROR = 400;
const LEFT_OVER = 60;
/** Tools that are named. */
const MOST_TOOLS = 12;

/**
 * A run as Markdown in at most `budget` tokens, estimated at four characters a token: the step it failed in first, then the
 * verdict and where the time went, the question, the answer, and the other steps by importance, as far as they fit. Texts of
 * the source stand in blocks of code that they cannot end. The same run gives the same text, as of the instant it was read.
 */
export function runMarkdown(digest: RunDigest, budget: number): string {
  const { run, steps, messages, problem, fileNames } = digest;
  const limit = budget * CHARACTERS_A_TOKEN;
  const page = new Paper(limit);
  const complete = { steps, tail: [], complete: true };
  const failing = failingStep(run, complete) ?? null;
  const answer = messages.findLast((message) => message.role !== 'user') ?? messages.at(-1) ?? null;
  const placeOf = (step: Step): StepPlace => {
    const message = messages.find(({ id }) => id === step.messageId);
    const at = { number: steps.indexOf(step) + 1, total: steps.length, begin: run.createdAt, fileNames };
    return { step, message, ...at };
  };

  page.put(`# Run ${codeWord(run.id, 130)}: ${escapeLine(run.status, 40)}\n\n`);
  page.tryPut(about(run, budget), limit / 4);
  page.put(failure(run, failing && placeOf(failing), page.left * 0.45));
  page.tryPut(`${ledgerText(digest)}\n`, page.left * 0.5);
  if (digest.question.length > 0) {
    const parts = digest.question.flatMap((message) => messageParts(message, fileNames));
    page.section('## Question', (room) => drawParts(parts, room), page.left * 0.25);
  }
  if (answer) page.section('## Answer', (room) => drawParts(messageParts(answer, fileNames), room), page.left * 0.4);
  if (problem !== null) page.tryPut(`## Steps\n\n${escapeLine(problem)}\n\n`, page.left);
  putSteps(page, byImportance(steps, failing), (step) => {
    const place = placeOf(step);
    const answers = answer !== null && step.messageId === answer.id;
    return answers ? { ...place, message: undefined, note: 'It wrote the answer above.' } : place;
  });
  const { instructions } = run;
  if (instructions) page.section('## Instructions', (room) => codeBlock(instructions, room), page.left);
  return page.text;
}

/** What stands in the place of a run that its source does not have. */
export function unreadableRun({ source, key }: { source: string; key: string }, message: string): string {
  return `# Run ${codeWord(key, 260)} of ${codeWord(source)}: not read\n\n${escapeLine(message, 400)}\n`;
}

function about(run: Run, budget: number): string {
  const { usage, assistantId, assistantName, threadId, model, createdAt } = run;
  const tools = toolNames(run);
  const facts = [
    `source ${codeWord(run.source)}`,
    threadId === null ? '' : `thread ${codeWord(threadId, 130)}`,
    assistantId === null
      ? ''
      : `assistant ${assistantName === null ? '' : `${escapeLine(assistantName, 80)} `}${codeWord(assistantId, 130)}`,
    model === null ? '' : `model ${codeWord(model, 80)}`,
    createdAt === null ? '' : `created ${isoTime(createdAt)}`,
    usage?.totalTokens == null ? '' : `${countOf(usage.totalTokens, 'token')} used`,
    tools.length === 0 ? '' : `tools ${tools.join(' ')}`,
  ].filter(Boolean);
  const line = facts.join(', ');
  const estimate = `Written for at most ${countOf(budget, 'token')}, estimated at ${CHARACTERS_A_TOKEN} characters a token. … marks what was cut.`;
  return `${line.charAt(0).toUpperCase()}${line.slice(1)}.\n${estimate}\n\n`;
}

/** The tools that the run was given: functions by their names, the others by their types. */
function toolNames({ tools }: Run): string[] {
  const names = tools.flatMap(({ type, function: definition }) => {
    const named = isJsonObject(definition) && typeof definition.name === 'string' ? definition.name : type;
    return typeof named === 'string' ? codeWord(named, 60) : [];
  });
  const all = [...new Set(names)];
  return all.length > MOST_TOOLS ? [...all.slice(0, MOST_TOOLS), `and ${all.length - MOST_TOOLS} more`] : all;
}

/** The step that the run failed in, or the run's error where no step is known; nothing for runs without either. */
function failure(run: Run, place: StepPlace | null, room: number): string {
  const errors: SourceError[] = [place?.step.lastError ?? null, run.lastError].filter((error) => error !== null);
  const [error, second] = errors;
  if (!place) return error ? `## Error\n\n${errorText(error, Math.max(LEAST_ERROR, room - 12))}` : '';
  let out = `## Failing step ${stepHeading(place).slice('Step '.length)}\n\n${stepLine(place)}\n\n`;
  if (error) out += errorText(error, Math.max(LEAST_ERROR, (room - out.length) * 0.6));
  if (second && (second.code !== error?.code || second.message !== error?.message)) {
    const own = `The run says: ${errorText(second, (room - out.length) * 0.5)}`;
    if (out.length + own.length < room * 0.8) out += own;
  }
  return out + drawParts(stepParts(place, true), Math.floor(room - out.length));
}

function ledgerText({ run, steps, problem, now }: RunDigest): string {
  const ledger = timeLedger(run, steps, { now, complete: true, missing: problem !== null });
  const verdict = runVerdict(run, steps, ledger, { now, complete: true }).map(({ kind, text }) => {
    if (kind === 'code') return codeWord(text);
    return kind === 'quote' ? `“${escapeLine(text)}”` : escapeWords(text);
  });
  return `## Verdict\n\n${verdict.join('')}\n\n${ledgerTable(ledger)}`;
}

function ledgerTable(ledger: TimeLedger): string {
  if (ledger.kind === 'none') return `Time ledger: ${ledger.text}.\n`;
  const rows = ledger.parts.map(({ phase, known, percent, approximate, length, qualifier }) => {
    const share = known ? percentText(percent, approximate) : '–';
    return `| ${PHASE_WORDS[phase]} | ${share} | ${known ? wholeTime(length) : '–'} | ${qualifier ?? 'exact'} |`;
  });
  return ['| Time went to | Share | Length | Known |', '|---|---|---|---|', ...rows, ''].join('\n');
}

/** Failed steps, those that go on, the two before the failure, then tool calls and the rest; near the failure first. */
function byImportance(steps: readonly Step[], failing: Step | null): Step[] {
  const end = failing ? steps.indexOf(failing) : steps.length;
  const rank = (step: Step, at: number) => {
    if (isStepFailed(step)) return 0;
    if (!isStepTerminal(step)) return 1;
    if (at < end && at >= end - 2) return 2;
    return step.kind === 'tools' ? 3 : 4;
  };
  return steps
    .map((step, at) => ({ step, rank: rank(step, at), far: Math.abs(end - at), at }))
    .filter(({ step }) => step !== failing)
    .sort((a, b) => a.rank - b.rank || a.far - b.far || a.at - b.at)
    .map(({ step }) => step);
}

function putSteps(page: Paper, steps: readonly Step[], placeOf: (step: Step) => StepPlace): void {
  if (steps.length === 0 || !page.tryPut('## Steps, the most telling first\n\n', page.left - LEFT_OVER)) return;
  for (const [done, step] of steps.entries()) {
    const left = steps.length - done;
    const room = Math.floor(Math.max(LEAST_STEP, (page.left - LEFT_OVER) / Math.min(left, 4)));
    const place = placeOf(step);
    const error = step.lastError;
    let text = `### ${stepHeading(place)}\n\n${stepLine(place)}\n\n`;
    if (place.note) text += `${place.note}\n\n`;
    if (error) text += errorText(error, (room - text.length) * 0.5);
    text += drawParts(stepParts(place, isStepFailed(step)), Math.floor(room - text.length));
    if (!page.tryPut(text, page.left - LEFT_OVER)) {
      page.put(`… ${countOf(left, 'more step')}\n\n`);
      return;
    }
  }
}

function isoTime(at: number): string {
  return at >= 0 && at <= 8.64e15 ? new Date(at).toISOString() : String(at);
}

/** A text that never grows over its limit (UTF-16 units). */
class Paper {
  text = '';
  readonly #limit: number;

  constructor(limit: number) {
    this.#limit = limit;
  }

  get left(): number {
    return this.#limit - this.text.length;
  }

  /** Adds what has room for certain; a bug if it has not. */
  put(text: string): void {
    if (text.length > this.left) throw new Error('The Markdown of a run grew over its budget.');
    this.text += text;
  }

  /** Adds the text unless it is longer than `room` or what is left. */
  tryPut(text: string, room: number): boolean {
    if (text.length > Math.min(room, this.left)) return false;
    this.text += text;
    return true;
  }

  /** Adds a heading with what `draw` makes of the room behind it; nothing where that is empty. */
  section(heading: string, draw: (room: number) => string, room: number): void {
    const head = `${heading}\n\n`;
    const body = draw(Math.floor(Math.min(room, this.left) - head.length));
    if (body !== '') this.tryPut(head + body, this.left);
  }
}
