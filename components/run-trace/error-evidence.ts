import type { ErrorMeaning } from '#lib/domain/error-facts.ts';
import { numberOf } from '#lib/domain/json.ts';
import { isTerminal, type Run, type SourceError } from '#lib/domain/run.ts';
import { isStepFailed, type Step, stepEnd } from '#lib/domain/step.ts';
import { callName, stepTitle } from '#lib/domain/step-title.ts';
import type { RowTarget } from '#lib/domain/step-tree.ts';
import { isComplete, placeOf, type TraceState } from '#lib/domain/trace-state.ts';
import { statusLabel } from '../status/status.tsx';
import { formatCount } from '../ui/format.ts';
import { spanText, totalTokens } from './trace-texts.ts';

/** Something else that the trace says about an error; `target` is the row that shows it. */
export interface Evidence {
  label: string;
  value: string;
  target?: RowTarget;
}

const RUN: RowTarget = { step: 'run', call: null };
const MINUTE = 60_000;

/** What the rest of the trace says about the error of a step, or of the run where `step` is null. Only what was read. */
export function errorEvidence(state: TraceState, step: Step | null, meaning: ErrorMeaning | null): Evidence[] {
  const { run } = state;
  const failed = step ?? [...state.steps, ...state.tail].find(isStepFailed) ?? null;
  const found = step ? runOf(run, step) : [...stepOf(state, failed), ...deadlineOf(state), ...budgetOf(run)];
  return meaning?.limit?.unit === 'tokens' ? [...found, ...tokensOf(state, failed, meaning.limit.per)] : found;
}

function runOf(run: Run, step: Step): Evidence[] {
  const status = statusLabel(run.status).toLowerCase();
  if (run.lastError === null) {
    return isTerminal(run) ? [{ label: 'Run', value: `${status}, without an error of its own`, target: RUN }] : [];
  }
  const value = isSame(run.lastError, step.lastError)
    ? `${status} with the same error`
    : `${status} with ${run.lastError.code ?? 'an error without a code'}`;
  return [{ label: 'Run', value, target: RUN }];
}

function isSame(one: SourceError, other: SourceError | null): boolean {
  return one.code === other?.code && one.message === other.message;
}

function stepOf(state: TraceState, failed: Step | null): Evidence[] {
  if (failed) {
    const place = placeOf(state, failed.id);
    const name = place === -1 ? 'Step' : `Step ${formatCount(place + 1)}`;
    const target = { step: failed.id, call: null };
    return [{ label: 'First failed step', value: `${name}, ${stepTitle(failed).verb}`, target }];
  }
  if (!isComplete(state) || state.run.status !== 'failed' || state.steps.length === 0) return [];
  return [{ label: 'Failed steps', value: `none of ${formatCount(state.steps.length)}` }];
}

/** Of a run that went past its deadline: how long that was, and what it still waited for. */
function deadlineOf(state: TraceState): Evidence[] {
  const { run } = state;
  if (run.status !== 'expired') return [];
  const found: Evidence[] = [];
  if (run.expiresAt !== null && run.createdAt !== null && run.expiresAt > run.createdAt) {
    const length = spanText(run, run.expiresAt - run.createdAt);
    found.push({ label: 'Deadline', value: `${length} after it was created` });
  }
  const step = [...state.steps, ...state.tail].findLast((each) => openCalls(each).length > 0);
  if (step) {
    const names = openCalls(step).map(callName);
    const more = names.length > 5 ? ` and ${formatCount(names.length - 5)} more` : '';
    const target = { step: step.id, call: null };
    found.push({ label: 'Without an output', value: `${names.slice(0, 5).join(', ')}${more}`, target });
  }
  return found;
}

function openCalls(step: Step) {
  return step.calls.filter((call) => call.kind === 'function' && call.output === null);
}

/** Of a run that ended because its tokens were used up: how many it was given and how many it used. */
function budgetOf(run: Run): Evidence[] {
  const prompt = run.incompleteReason === 'max_prompt_tokens';
  if (!prompt && run.incompleteReason !== 'max_completion_tokens') return [];
  const kind = prompt ? 'prompt tokens' : 'completion tokens';
  const most = numberOf(prompt ? run.maxPromptTokens : run.maxCompletionTokens);
  const used = prompt ? run.usage?.inputTokens : run.usage?.outputTokens;
  return [
    ...(most === null ? [] : [{ label: 'Allowed', value: `${formatCount(most)} ${kind}` }]),
    ...(used === null || used === undefined
      ? []
      : [{ label: 'Used by this run', value: `${formatCount(used)} ${kind}` }]),
  ];
}

/** What the run's own steps used before the one that failed; all of them where none is known to have. */
function tokensOf(state: TraceState, failed: Step | null, per: string): Evidence[] {
  const place = failed ? placeOf(state, failed.id) : state.steps.length;
  if (place < 1 || (failed === null && !isComplete(state))) return [];
  const before = state.steps.slice(0, place);
  const counted = before.filter((step) => totalTokens(step.usage) !== null);
  if (counted.length === 0) return [];
  const sum = (list: Step[]) => formatCount(list.reduce((all, step) => all + (totalTokens(step.usage) ?? 0), 0));
  const of = counted.length < before.length ? ` of ${formatCount(before.length)}` : '';
  const found: Evidence[] = [
    { label: 'Tokens of this run’s steps before', value: `${sum(counted)} in ${countOf(counted.length, of)}` },
  ];
  const end = (failed && stepEnd(failed)) ?? state.run.failedAt;
  const ends = counted.map(stepEnd);
  if (per === 'minute' && end !== null && ends.every((each) => each !== null)) {
    const recent = counted.filter((_, i) => (ends[i] ?? 0) > end - MINUTE);
    if (recent.length < counted.length)
      found.push({ label: 'In the last minute of them', value: `${sum(recent)} in ${countOf(recent.length)}` });
  }
  return found;
}

function countOf(count: number, of = ''): string {
  return `${formatCount(count)}${of} ${count === 1 && of === '' ? 'step' : 'steps'}`;
}
