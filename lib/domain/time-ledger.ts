import { oncePer } from './once-per.ts';
import { isTerminal, type Run, runSpan } from './run.ts';
import { isStepTerminal, type Step, stepSpan } from './step.ts';
import { LEDGER_REASONS, type LedgerReason, qualifierOf } from './time-ledger-words.ts';
import { wholePercents } from './time-ledger-percents.ts';
import { fill, flatten, underlay } from './time-ledger-sweep.ts';
import { type Milliseconds, ms } from './time.ts';
import type { ToolCallKind } from './tool-call.ts';

/** Where time goes. `you` is waiting for outputs of the reader's own server; `unaccounted` is what the source does not tell. */
export const PHASES = ['queue', 'model', 'tool', 'you', 'unaccounted'] as const;
export type Phase = (typeof PHASES)[number];

const CALL_PHASES: Record<ToolCallKind, Phase> = {
  code_interpreter: 'tool',
  file_search: 'tool',
  function: 'you',
  other: 'unaccounted',
};

export interface PhaseSegment {
  phase: Phase;
  start: Milliseconds;
  end: Milliseconds;
}

/** The stretch that a step is known to fill. `sure` is false where the step has no time of ending. */
export interface StepCover extends PhaseSegment {
  step: Step;
  sure: boolean;
}

/** One part of the ledger. */
export interface LedgerPart {
  phase: Phase;
  length: Milliseconds;
  /** Whole; those of all parts add up to exactly 100. */
  percent: number;
  /** Whether the figures carry a ≈: the source's clock is no finer than a second. */
  approximate: boolean;
  /** False for a queue or a wait for an approval that the source does not tell; its length is then 0 and its figure is –. */
  known: boolean;
  /** What must be said with the figure, in words; null where it is exact. */
  qualifier: string | null;
  /** Ids of the steps that the part is made of, in order; none for the queue and for gaps between steps. */
  steps: readonly string[];
  /** The part's longest stretch, for parts that no step is evidence of; null when it took no time. */
  longest: PhaseSegment | null;
}

/** Where all of the wall time went, or why there are no percentages. */
export type TimeLedger =
  | {
      kind: 'parts';
      total: Milliseconds;
      /** True while the run goes on: the figures are those up to now. */
      soFar: boolean;
      /** Queue, model, tool and you, and unaccounted where it is not zero. */
      parts: readonly LedgerPart[];
      /** In order of time, without holes, from creation to end or now. */
      segments: readonly PhaseSegment[];
    }
  | { kind: 'none'; total: Milliseconds | null; reason: LedgerReason; text: string };

export interface LedgerOptions {
  /** The clock, for a run that goes on. */
  now: Milliseconds;
  /** Whether every step has been read. */
  complete: boolean;
  /** True where the source has no steps to give. */
  missing?: boolean | undefined;
}

/**
 * The time ledger of a polled run. Parts add up to the wall time exactly and to 100 %: spans of message steps are the
 * model, of code and search steps tools, of function steps waiting; steps of mixed or unknown tools, stretches that steps
 * of different phases share, and everything that no step covers are unaccounted. The queue is told only where no step
 * needed outputs, because `started_at` moves on resume (observed 2024 to 2026).
 */
export function timeLedger(run: Run, steps: readonly Step[], options: LedgerOptions): TimeLedger {
  const span = runSpan(run);
  if (!span) return noLedger('no_times', null);
  const end = span.end ?? (isTerminal(run) ? span.start : ms(Math.trunc(options.now)));
  if (end <= span.start) return noLedger(span.end === null ? 'no_wall_time' : 'too_short', null);
  const total = ms(end - span.start);
  if (options.missing || stepsAreMissing(run, steps)) return noLedger('no_steps', total);
  if (!options.complete) return noLedger('reading', total);
  if (steps.length > 0 && steps.every((step) => stepSpan(step) === null)) return noLedger('no_step_times', total);
  const { covers, queue, segments } = phasesOf(steps, run, end);
  const rows = PHASES.map((phase) => sumOf(phase, segments));
  const percents = wholePercents(rows.map((row) => row.length));
  const evidence = evidenceOf(steps, covers);
  const coarse = run.timeResolution >= 1000;
  const approval = run.requiredAction?.type.includes('approv') === true;
  const parts = rows.map((row, i): LedgerPart => {
    const { ids, untimed } = evidence[row.phase];
    const unknown = unknownOf(row, queue, approval);
    const qualifier = unknown ?? qualifierOf(row.phase, coarse, untimed, approval);
    return { ...row, percent: percents[i] ?? 0, approximate: coarse, known: unknown === null, qualifier, steps: ids };
  });
  const shown = parts.filter((part) => part.phase !== 'unaccounted' || part.length > 0);
  return { kind: 'parts', total, soFar: span.end === null, parts: shown, segments };
}

/**
 * The phases of a run in order of time, without holes or overlap, from creation to end (or to the last known instant, or to
 * `now` where there is none). For bars; the rules are those of the ledger. Gives no segments without times.
 */
export function phaseSegments(run: Run, steps: readonly Step[], now: Milliseconds): readonly PhaseSegment[] {
  const span = runSpan(run);
  return span ? segmentsUntil(run, steps, span.end ?? lastInstant(steps, span.start) ?? now) : [];
}

/** The phases from the run's creation to `end`; none where the run has no creation time. */
export function segmentsUntil(run: Run, steps: readonly Step[], end: Milliseconds): readonly PhaseSegment[] {
  return phasesOf(steps, run, end).segments;
}

/** What is known of a run's time up to `end`; ledger, bar, gaps and open ends of a page all ask for the same. */
const phasesOf = oncePer((steps: readonly Step[], run: Run, end: Milliseconds) => {
  const covers = coversUntil(run, steps, end);
  const queue = queueOf(run, steps, end);
  return { covers, queue, segments: run.createdAt === null ? [] : segmentsOf(run.createdAt, end, covers, queue) };
});

/**
 * What each step fills, in the order of the steps, cut to the run. A step that ended without saying when fills at most
 * until the next one starts; one that goes on fills until `end`; of a completed one without a time nothing is known, nor of
 * one whose status is a word of the source's own.
 */
export function stepCovers(run: Run, steps: readonly Step[], end: Milliseconds): readonly StepCover[] {
  return phasesOf(steps, run, end).covers;
}

function coversUntil(run: Run, steps: readonly Step[], end: Milliseconds): StepCover[] {
  const from = run.createdAt ?? Number.NEGATIVE_INFINITY;
  const covers: StepCover[] = [];
  let next: number = end;
  for (let i = steps.length - 1; i >= 0; i--) {
    const step = steps[i];
    const span = step && stepSpan(step);
    if (!span) continue;
    const until = span.end ?? openEnd(step, Math.max(next, span.start), end);
    next = Math.min(next, span.start);
    if (until === null) continue;
    const start = ms(Math.min(end, Math.max(from, span.start)));
    const cut = ms(Math.max(start, Math.min(end, until)));
    covers.push({ step, phase: stepPhase(step), start, end: cut, sure: span.end !== null });
  }
  return covers.reverse();
}

/** The phase a whole step counts for. */
export function stepPhase(step: Step): Phase {
  if (step.kind === 'message') return 'model';
  let phase: Phase | null = null;
  for (const call of step.calls) {
    const own = CALL_PHASES[call.kind];
    if (phase !== null && own !== phase) return 'unaccounted';
    phase = own;
  }
  return phase ?? 'unaccounted';
}

/** Whether the step had to wait for outputs of functions. */
export function needsOutputs(step: Step): boolean {
  return step.calls.some((call) => call.kind === 'function');
}

function openEnd(step: Step, next: number, end: number): number | null {
  if (step.status === 'in_progress') return end;
  return !isStepTerminal(step) || step.status === 'completed' ? null : next;
}

function noLedger(reason: LedgerReason, total: Milliseconds | null): TimeLedger {
  return { kind: 'none', total, reason, text: LEDGER_REASONS[reason] };
}

/** When the run left the queue; null where that is not known. */
export function queueEnd(run: Run, steps: readonly Step[], end: Milliseconds): Milliseconds | null {
  const { queue } = phasesOf(steps, run, end);
  return typeof queue === 'string' ? null : ms(queue);
}

/** Whether the run did what takes a step and none is told: a completed one wrote, and so did one that was charged for output. */
export function stepsAreMissing(run: Run, steps: readonly Step[]): boolean {
  return steps.length === 0 && (run.status === 'completed' || (run.usage?.outputTokens ?? 0) > 0);
}

/** When the run left the queue, or why that is not known. */
function queueOf(run: Run, steps: readonly Step[], end: number): number | string {
  if (run.createdAt === null) return 'not known, the source gives no times';
  if (run.requiredAction !== null || steps.some(needsOutputs)) {
    return 'not known, the start moves when outputs are submitted';
  }
  if (stepsAreMissing(run, steps)) return 'not known, the source gives no steps';
  if (run.startedAt === null) {
    if (run.status === 'queued' && steps.length === 0) return end;
    return 'not known, the source gives no start';
  }
  const moved = steps.some((step) => step.createdAt !== null && step.createdAt < (run.startedAt ?? 0));
  if (moved || run.startedAt < run.createdAt) return 'not known, the start was moved';
  return Math.min(end, run.startedAt);
}

function segmentsOf(
  start: Milliseconds,
  end: Milliseconds,
  covers: readonly StepCover[],
  queue: number | string,
): PhaseSegment[] {
  const open = covers.filter((cover) => !cover.sure);
  const sure = open.length === 0 ? covers : covers.filter((cover) => cover.sure);
  const base: PhaseSegment[] = typeof queue === 'string' ? [] : [{ phase: 'queue', start, end: ms(queue) }];
  const known = underlay(underlay(flatten<Phase>(sure, 'unaccounted'), flatten<Phase>(open, 'unaccounted')), base);
  return fill(known, start, end, 'unaccounted');
}

function sumOf(phase: Phase, segments: readonly PhaseSegment[]) {
  let length = 0;
  let longest: PhaseSegment | null = null;
  for (const segment of segments) {
    if (segment.phase !== phase) continue;
    length += segment.end - segment.start;
    if (!longest || segment.end - segment.start > longest.end - longest.start) longest = segment;
  }
  return { phase, length: ms(length), longest };
}

/** Why a part's length is not known; null where it is. */
function unknownOf({ phase, length }: { phase: Phase; length: number }, queue: number | string, approval: boolean) {
  if (phase === 'queue' && typeof queue === 'string') return queue;
  return phase === 'you' && approval && length === 0 ? 'not known, the source gives no times of approvals' : null;
}

function evidenceOf(steps: readonly Step[], covers: readonly StepCover[]) {
  const none = () => ({ ids: [] as string[], untimed: 0 });
  const evidence = { queue: none(), model: none(), tool: none(), you: none(), unaccounted: none() };
  let at = 0;
  for (const step of steps) {
    const cover = covers[at];
    if (cover?.step !== step) evidence[stepPhase(step)].untimed++;
    else {
      evidence[cover.phase].ids.push(step.id);
      at++;
    }
  }
  return evidence;
}

function lastInstant(steps: readonly Step[], start: Milliseconds): Milliseconds | null {
  let last: number = start;
  for (const step of steps) {
    const span = stepSpan(step);
    if (span) last = Math.max(last, span.end ?? span.start);
  }
  return last > start ? ms(last) : null;
}
