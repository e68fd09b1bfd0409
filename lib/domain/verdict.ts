import { countOf } from './count-of.ts';
import { isTerminal, type Run, runSpan } from './run.ts';
import { runLength } from './run-length.ts';
import { isStepFailed, type Step } from './step.ts';
import { stepTitle } from './step-title.ts';
import type { Phase, TimeLedger } from './time-ledger.ts';
import type { Milliseconds } from './time.ts';
import {
  codeWord,
  joinParts,
  listNames,
  percentText,
  quoted,
  roundedUp,
  type VerdictPart,
  wholeTime,
} from './verdict-parts.ts';
import { currentStep, failingStep, type ReadSteps, stepAtEnd, stepLink, unanswered } from './verdict-steps.ts';

export interface VerdictOptions {
  /** The clock, for a run that goes on. */
  now: Milliseconds;
  /** Whether every step has been read. */
  complete: boolean;
  /** The run's last steps where they were read before those in between. */
  tail?: readonly Step[] | undefined;
  /** In shared traces "you" is "the caller". */
  audience?: 'owner' | 'shared' | undefined;
  /** Whether nothing more will be heard of a run that had not ended; `now` is then when it was last seen. */
  left?: boolean | undefined;
}

/** Where most of the time went, as the sentence has it. */
const WENT_TO: Record<Exclude<Phase, 'unaccounted'>, string> = {
  queue: 'the queue',
  model: 'the model',
  tool: 'tools',
  you: 'waiting for tool outputs',
};

interface Case extends ReadSteps {
  run: Run;
  now: number;
  /** `you` or `the caller`. */
  whom: string;
  whose: string;
  /** How long the run took or has taken, in words; null where it is not known. */
  time: string | null;
  left: boolean;
}

/**
 * What happened to a run and where the time went, in one or two sentences made of what the run, its steps and the ledger
 * say: `{Outcome} after {time}: {code} during {step}. {share} of the time went to {biggest phase}.` What is not known is
 * left out; a cause is never guessed. While steps are still being read it says how many have been.
 */
export function runVerdict(
  run: Run,
  steps: readonly Step[],
  ledger: TimeLedger | null,
  options: VerdictOptions,
): VerdictPart[] {
  const { now, complete, tail = [], audience = 'owner', left = false } = options;
  const length = runLength(run, now);
  const shared = audience === 'shared';
  const of: Case = {
    run,
    steps,
    tail,
    complete,
    now,
    whom: shared ? 'the caller' : 'you',
    whose: shared ? 'the caller’s' : 'your',
    time: length === null ? null : wholeTime(length),
    left,
  };
  if (left) return joinParts(lastSeen(of, length), '. What came after is not known.', readSoFar(of));
  const outcome = outcomeOf(of);
  return joinParts(outcome, outcome.at(-1)?.kind === 'quote' ? '' : '.', shareOf(run, ledger), readSoFar(of));
}

function outcomeOf(of: Case): VerdictPart[] {
  switch (of.run.status) {
    case 'queued':
      return queued(of);
    case 'in_progress':
      return running(of, 'Running');
    case 'cancelling':
      return running(of, 'Cancelling: running');
    case 'requires_action':
      return waiting(of);
    case 'completed':
      return completed(of);
    case 'failed':
      return ended(of, 'Failed', failingStep(of.run, of));
    case 'cancelled':
      return ended(of, 'Cancelled', stepAtEnd(of, of.run.cancelledAt, 'cancelled'));
    case 'incomplete':
      return ended(of, 'Incomplete', stepAtEnd(of, runSpan(of.run)?.end ?? null, 'incomplete'));
    case 'expired':
      return expired(of);
    default:
      return unknown(of);
  }
}

/** How a run stood that had not ended when it was last seen, `length` ms after its creation. */
function lastSeen(of: Case, length: number | null): VerdictPart[] {
  const { run } = of;
  const after = length !== null && length >= run.timeResolution ? `, ${of.time} after it was created` : '';
  const seen = ` when it was last seen${after}`;
  const step = currentStep(of);
  const during = step ? joinParts(', in ', stepLink(of, step), titleBehind(of, step)) : [];
  switch (run.status) {
    case 'queued':
      return joinParts('Queued', seen);
    case 'in_progress':
      return joinParts('In progress', seen, during);
    case 'cancelling':
      return joinParts('Cancelling', seen, during);
    case 'requires_action':
      return joinParts(waiting(of), seen);
    default:
      return joinParts('Status ', codeWord(run.status), seen);
  }
}

function queued(of: Case): VerdictPart[] {
  const { run, steps, tail, complete, time } = of;
  if (time === null) return joinParts('Queued');
  const first = complete && steps.length === 0 && tail.length === 0 && run.startedAt === null;
  return joinParts(first ? `Queued for ${time}` : `Queued, ${time} after it was created`);
}

function running(of: Case, word: string): VerdictPart[] {
  const step = currentStep(of);
  const now = step ? joinParts(', now in ', stepLink(of, step), titleBehind(of, step)) : [];
  const soFar = !step && of.complete && of.steps.length > 0 ? `, ${countOf(of.steps.length, 'step')} so far` : '';
  return joinParts(word, of.time === null ? '' : ` for ${of.time}`, now, soFar);
}

function waiting(of: Case): VerdictPart[] {
  const { requiredAction } = of.run;
  const open = unanswered(of);
  const names = requiredAction?.calls.map((call) => call.name ?? call.type) ?? open?.names ?? [];
  const due = dueText(of);
  const what = (text: string): string | VerdictPart => (open ? { kind: 'step', text, step: open.step.id } : text);
  const type = requiredAction?.type ?? (open ? 'submit_tool_outputs' : '');
  const calls = names.length === 1 ? listNames(names, 'tool call') : joinParts(countOf(names.length, 'tool call'));
  if (type.includes('approv')) {
    return joinParts(
      `Waiting for ${of.whose} `,
      what('approval'),
      names.length > 0 ? joinParts(' of ', calls) : '',
      due,
    );
  }
  if (type.includes('output')) {
    const outputs = what(names.length === 1 ? 'the output' : 'outputs');
    return joinParts('Waiting for ', outputs, names.length > 0 ? joinParts(' of ', calls) : '', due);
  }
  return joinParts(`Waiting for ${of.whom}`, type === '' ? '' : joinParts(': ', codeWord(type)), due);
}

function dueText({ run, now, left: unheard }: Case): string {
  if (run.expiresAt === null || unheard) return '';
  const left = run.expiresAt - now;
  return left > 0 ? `, due in ${roundedUp(left)}` : `, due ${wholeTime(-left)} ago`;
}

function completed(of: Case): VerdictPart[] {
  const { run, steps, complete, time } = of;
  const failed = complete ? steps.filter(isStepFailed) : [];
  const [first] = failed;
  return joinParts(
    'Completed',
    time === null ? '' : ` in ${time}`,
    complete && steps.length > 0 ? ` with ${countOf(steps.length, 'step')}` : '',
    first
      ? joinParts(', ', { kind: 'step', text: `${failed.length.toLocaleString('en')} failed`, step: first.id })
      : '',
    // Hosts were seen to call a run that hit its token limit completed (observed in 2024).
    run.incompleteReason === null ? '' : joinParts(', marked incomplete: ', codeWord(run.incompleteReason)),
  );
}

function ended(of: Case, outcome: string, step: Step | null): VerdictPart[] {
  const { lastError, incompleteReason, status } = of.run;
  const code = status === 'incomplete' ? (incompleteReason ?? lastError?.code) : lastError?.code;
  const message = lastError?.message;
  const during = step ? joinParts(' during ', stepLink(of, step)) : [];
  const head = `${outcome}${of.time === null ? '' : ` after ${of.time}`}`;
  if (code) return joinParts(head, ': ', codeWord(code), during);
  if (message) return joinParts(head, during, ': ', quoted(message));
  if (status === 'failed') return joinParts(head, during, '; the source gives no error');
  return joinParts(head, during, status === 'incomplete' ? '; the source gives no reason' : '');
}

function expired(of: Case): VerdictPart[] {
  const { requiredAction, lastError } = of.run;
  const open = unanswered(of);
  const names = requiredAction?.calls.map((call) => call.name ?? call.type) ?? open?.names ?? [];
  if (lastError?.code || names.length === 0) return ended(of, 'Expired', null);
  const approval = requiredAction?.type.includes('approv');
  const text = approval ? 'approval' : 'outputs';
  const what: string | VerdictPart = open ? { kind: 'step', text, step: open.step.id } : text;
  const never = approval ? ' was never given' : ' were never submitted';
  const time = of.time === null ? '' : ` after ${of.time}`;
  return joinParts(`Expired${time}: `, what, approval ? ' of ' : ' for ', listNames(names, 'tool call'), never);
}

function unknown(of: Case): VerdictPart[] {
  const word = codeWord(of.run.status);
  if (isTerminal(of.run)) return joinParts('Ended', of.time === null ? '' : ` after ${of.time}`, ' as ', word);
  return joinParts('Status ', word, of.time === null ? '' : `, ${of.time} after it was created`);
}

/** The biggest part of the ledger; nothing while a run only waits, which is said already, or where no part is known. */
function shareOf(run: Run, ledger: TimeLedger | null): VerdictPart[] {
  if (ledger?.kind !== 'parts' || run.status === 'queued' || run.status === 'requires_action') return [];
  const biggest = ledger.parts.reduce((best, part) => (part.length > best.length ? part : best));
  const { phase, percent, approximate } = biggest;
  if (phase === 'unaccounted' && percent === 100) return [];
  const share = ` ${percentText(percent, approximate)} of the time${ledger.soFar ? ' so far' : ''}`;
  if (phase === 'unaccounted') return joinParts(`${share} is `, { kind: 'phase', text: 'unaccounted for', phase }, '.');
  return joinParts(`${share} went to `, { kind: 'phase', text: WENT_TO[phase], phase }, '.');
}

function readSoFar({ complete, steps, tail }: Case): string {
  if (complete) return '';
  const count = steps.length + tail.length;
  return count === 0 ? ' Its steps are still being read.' : ` ${countOf(count, 'step')} read so far.`;
}

/** What the step does, unless the link already says it. */
function titleBehind(of: Case, step: Step): string {
  return of.steps.includes(step) ? `, ${doing(stepTitle(step).verb)}` : '';
}

/** A step's verb inside a sentence on what goes on: `writing a message`, `calling 2 functions`. */
function doing(verb: string): string {
  if (verb === 'Write message') return 'writing a message';
  const [first = '', ...rest] = verb.split(' ');
  const stem = first.toLowerCase().replace(/^run$/, 'runn').replace(/e$/, '');
  return [first === 'Other' ? 'other' : `${stem}ing`, ...rest].join(' ');
}
