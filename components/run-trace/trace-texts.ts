import type { Message } from '#lib/domain/message.ts';
import { isTerminal, type Run, runSpan } from '#lib/domain/run.ts';
import { isStepFailed, isStepTerminal, type Step, stepSpan } from '#lib/domain/step.ts';
import { callName, callResult, type StepTitle, stepTitle } from '#lib/domain/step-title.ts';
import type { TreeRow } from '#lib/domain/step-tree.ts';
import type { Milliseconds } from '#lib/domain/time.ts';
import { stepPhase } from '#lib/domain/time-ledger.ts';
import type { TraceWindow } from '#lib/domain/trace-window.ts';
import type { Usage } from '#lib/domain/usage.ts';
import { statusLabel } from '../status/status.tsx';
import { formatCount, formatDuration } from '../ui/format.ts';
import { spokenLength, spokenSpan } from './timeline/time-words.ts';

/** What texts about rows need to know of the trace. */
export interface TraceFacts {
  run: Run;
  /** Messages read so far, by id. */
  messages: ReadonlyMap<string, Message>;
  /** The clock, for what still goes on (milliseconds). */
  now: Milliseconds;
  /** The clock for what is worked out from all steps: `now`, but where there are very many it ticks more slowly. */
  clock: Milliseconds;
  /** Whether nothing more will be heard of a run that had not ended; `now` is then when it was last seen. */
  left?: boolean | undefined;
  /** What the axis spans; null where there are no times. */
  window: TraceWindow | null;
  /** Whether who reads was given a link. */
  recipient?: boolean | undefined;
}

/** A length of time as precise as the source's clock. */
export function spanText(run: Run, length: number | null): string {
  return formatDuration(length, { approximate: run.timeResolution >= 1000 });
}

/** An instant counted from the run's creation: `≈ 8 s`; – where that is not known. */
export function offsetText(at: number, run: Run): string {
  if (run.createdAt === null) return '–';
  return at === run.createdAt ? '0' : spanText(run, at - run.createdAt);
}

/** How fine the source's clock is: `1 s`, `1 ms`. */
export function resolutionText(run: Run): string {
  const { timeResolution: ms } = run;
  return ms >= 1000 ? `${ms / 1000}\u202fs` : `${ms}\u202fms`;
}

/** How long the run took, or has taken up to `now`; null where it is not known, and where no time has passed yet. */
export function runLength(run: Run, now: Milliseconds): number | null {
  const span = runSpan(run);
  if (!span) return null;
  if (span.end !== null) return span.end - span.start;
  return isTerminal(run) ? null : Math.max(0, now - span.start) || null;
}

/** The same of a step. */
export function stepLength(step: Step, run: Run, now: Milliseconds): number | null {
  const span = stepSpan(step);
  if (!span) return null;
  if (span.end !== null) return span.end - span.start;
  return isTerminal(run) || step.status !== 'in_progress' ? null : Math.max(0, now - span.start) || null;
}

/** The length of a step whose time cannot be told apart carries a ≈, also where the clock is fine. */
export function aboutText(step: Step, length: string): string {
  return stepPhase(step) !== 'unaccounted' || /^[≈<–]/.test(length) ? length : `≈\u202f${length}`;
}

/** A length as a share of the run's, up to `now` while it goes on: `22 % of the run`; null where that is not known. */
export function shareText(length: number | null, run: Run, now: Milliseconds): string | null {
  const whole = runLength(run, now);
  if (length === null || whole === null || whole <= 0 || length > whole) return null;
  return `${Math.round((length / whole) * 100)}\u202f% of the run`;
}

/** A step's title with the words of its message, where that has been read. */
export function titleOf(step: Step, messages: ReadonlyMap<string, Message>): StepTitle {
  return stepTitle(step, step.messageId === null ? undefined : messages.get(step.messageId));
}

/** All tokens of a usage; null when they are not known. */
export function totalTokens(usage: Usage | null): number | null {
  if (!usage) return null;
  if (usage.totalTokens !== null) return usage.totalTokens;
  return usage.inputTokens === null || usage.outputTokens === null ? null : usage.inputTokens + usage.outputTokens;
}

/** What a screen reader says of a row: `Step 7, Run Python, failed, rate_limit_exceeded, 40.0 to 41.0 seconds`. */
export function rowName(row: TreeRow, facts: TraceFacts): string {
  switch (row.kind) {
    case 'run': {
      const { run, now } = facts;
      const length = runLength(run, now);
      const spoken =
        length === null ? '' : `, ${spokenLength(length, run.timeResolution)}${isTerminal(run) ? '' : ' so far'}`;
      return `Run ${run.id}, ${statusLabel(run.status, facts.recipient).toLowerCase()}${spoken}`;
    }
    case 'step':
      return stepName(row.step, row.position, facts);
    case 'call': {
      const result = callResult(row.call, !isStepTerminal(row.step));
      return `Call ${row.place + 1} of ${row.setSize}, ${callName(row.call)}${result && `, ${result}`}`;
    }
    case 'reading':
      return 'Steps in between are being read';
  }
}

/** Names a step for region and row. */
export function stepName(step: Step, position: number | null, facts: TraceFacts): string {
  const { verb, subject } = titleOf(step, facts.messages);
  const parts = [position === null ? 'Step' : `Step ${formatCount(position)}`, verb];
  if (subject !== '') parts.push(subject);
  if (step.status !== 'completed') parts.push(statusLabel(step.status, facts.recipient).toLowerCase());
  if (isStepFailed(step) && step.lastError?.code) parts.push(step.lastError.code);
  const span = stepSpan(step);
  const zero = facts.run.createdAt ?? span?.start;
  const digits = facts.run.timeResolution >= 1000 ? 0 : 1;
  if (span && zero !== undefined) parts.push(spokenSpan(span.start - zero, span.end && span.end - zero, digits));
  return parts.join(', ');
}
