import { countOf } from './count-of.ts';
import { oncePer } from './once-per.ts';
import { isGoingOn, isTerminal, type Run, runSpan } from './run.ts';
import { type Step, stepEnd } from './step.ts';
import { stepTitle } from './step-title.ts';
import { needsOutputs, stepsAreMissing } from './time-ledger.ts';
import { type Milliseconds, ms } from './time.ts';

/** What happened. `ended` is an end in a word that this version does not know. */
export type LifecycleKind =
  | 'created'
  | 'started'
  | 'resumed'
  | 'step_created'
  | 'outputs_requested'
  | 'outputs_submitted'
  | 'step_ended'
  | 'completed'
  | 'failed'
  | 'cancelled'
  | 'expired'
  | 'incomplete'
  | 'ended'
  | 'deadline'
  | 'now';

/** One thing that a run's or step's own times tell. */
export interface LifecycleEvent {
  /** Stable while the run goes on. */
  id: string;
  kind: LifecycleKind;
  /** In words: `Step 4 created`. */
  title: string;
  /** Null where the source does not say when. */
  at: Milliseconds | null;
  /** From the creation of the run; null without both times. */
  offset: Milliseconds | null;
  /** `after`: not before `at`, at some later time; `by`: at `at` at the latest. */
  bound: 'exact' | 'after' | 'by';
  /** Whether `at` is known to the second only. */
  approximate: boolean;
  /** Whose time it is, in words: `end of step 4`. */
  basis: string;
  /** More in words; null where there is no more. */
  detail: string | null;
  /** A word of the source that goes with it (an error's code, an unknown status); stands in mono. */
  code: string | null;
  /** The step it is about. */
  step: string | null;
  /** How its line crosses the timeline; null where none does. */
  line: 'dashed' | 'fail' | 'now' | null;
}

type Draft = Pick<LifecycleEvent, 'kind' | 'title' | 'at' | 'basis'> & Partial<LifecycleEvent>;

/** `order` tells which of two at the same time comes first. */
type Ordered = Draft & { order: number };

export interface EventOptions {
  /** The clock, for a run that goes on; null where nothing more will be heard of it. */
  now: Milliseconds | null;
  /** Leaves out beginnings and ends of single steps. */
  runLevel?: boolean | undefined;
}

/** One formatter for all numbers: making one for each costs more than all the rest. */
const GROUPED = new Intl.NumberFormat('en');

/** Maps, because a status may be any word. */
const RUN_ENDS: ReadonlyMap<string, [kind: LifecycleKind, title: string]> = new Map([
  ['completed', ['completed', 'Completed']],
  ['failed', ['failed', 'Failed']],
  ['cancelled', ['cancelled', 'Cancelled']],
  ['expired', ['expired', 'Expired']],
  ['incomplete', ['incomplete', 'Ended incomplete']],
]);
const STEP_ENDS: ReadonlySet<string> = new Set(['completed', 'failed', 'cancelled', 'expired']);

/**
 * The life of a run in order of time, from its own times and those of its steps; what happened at the same time keeps the
 * order of the steps. Only what the protocol tells: outputs were asked for at some time after their step was created and
 * came by its end, and a start that lies after a step is the time of the last resume. Without a time of its own the end
 * stands last.
 */
export function runEvents(run: Run, steps: readonly Step[], { now, runLevel = false }: EventOptions): LifecycleEvent[] {
  const events = [...(runLevel ? runLevelEvents : allEvents)(steps, run)];
  for (const draft of endOf(run, now)) {
    const after = events.findLastIndex((event) => inTime(event.at) <= inTime(draft.at));
    events.splice(after + 1, 0, eventOf(run, draft));
  }
  return events;
}

const runLevelEvents = oncePer((steps: readonly Step[], run: Run) => eventsBefore(run, steps, true));
const allEvents = oncePer((steps: readonly Step[], run: Run) => eventsBefore(run, steps, false));

/** All but the end of the run, its deadline and now, which come after what happened at the same time. */
function eventsBefore(run: Run, steps: readonly Step[], runLevel: boolean): readonly LifecycleEvent[] {
  const drafts: Ordered[] = [];
  if (run.createdAt !== null) {
    drafts.push({ kind: 'created', title: 'Created', at: run.createdAt, basis: 'creation of the run', order: 0 });
  }
  const start = startOf(run, steps);
  if (start) drafts.push(start);
  steps.forEach((step, i) => {
    if (!runLevel || needsOutputs(step)) drafts.push(...stepEvents(run, step, i + 1, !runLevel));
  });
  drafts.sort((a, b) => (inTime(a.at) === inTime(b.at) ? a.order - b.order : inTime(a.at) - inTime(b.at)));
  return drafts.map((draft) => eventOf(run, draft));
}

/** What has no time stands last. */
function inTime(at: number | null): number {
  return at ?? Number.POSITIVE_INFINITY;
}

function eventOf(run: Run, draft: Draft): LifecycleEvent {
  const { kind, title, at, basis, bound = 'exact', detail = null, code = null, step = null, line = null } = draft;
  const offset = at === null || run.createdAt === null ? null : ms(at - run.createdAt);
  const approximate = kind !== 'now' && run.timeResolution >= 1000;
  const id = step === null ? kind : `${kind} ${step}`;
  return { id, kind, title, at, offset, bound, approximate, basis, detail, code, step, line };
}

/** How many beginnings and ends of single steps `runEvents` gives. */
export function countStepEvents(steps: readonly Step[]): number {
  return steps.reduce((count, step) => count + (step.createdAt === null ? 0 : 1) + (stepEnd(step) === null ? 0 : 1), 0);
}

/** An instant that a line marks in the timeline. */
export interface LineInstant {
  at: Milliseconds;
  line: NonNullable<LifecycleEvent['line']>;
}

/** Where and how lines cross the timeline: those of `runEvents`, in no order and without words, for runs of any length. */
export function lineInstants(run: Run, steps: readonly Step[], { now }: EventOptions): LineInstant[] {
  const lines = [...outputInstants(steps, run)];
  for (const { at, line } of endOf(run, now)) if (at !== null && line) lines.push({ at, line });
  return lines;
}

/** When outputs were asked for and given. */
const outputInstants = oncePer((steps: readonly Step[], run: Run) => {
  const lines: LineInstant[] = [];
  for (const step of steps) {
    if (!needsOutputs(step)) continue;
    const end = stepEnd(step);
    if (step.createdAt !== null && wasAsked(run, step)) lines.push({ at: step.createdAt, line: 'dashed' });
    if (end !== null && hasOutput(step)) lines.push({ at: end, line: 'dashed' });
  }
  return lines;
});

function startOf(run: Run, steps: readonly Step[]): Ordered | null {
  const { startedAt } = run;
  if (startedAt === null) return null;
  const moved = steps.some((step) => step.createdAt !== null && step.createdAt < startedAt);
  const basis = 'start of the run';
  const queued = stepsAreMissing(run, steps) ? null : 'left the queue';
  if (!moved) return { kind: 'started', title: 'Started', at: startedAt, basis, detail: queued, order: 5 };
  const before = steps.findLastIndex((step) => needsOutputs(step) && (stepEnd(step) ?? startedAt + 1) <= startedAt);
  const detail = 'the source keeps the last start only';
  return { kind: 'resumed', title: 'Resumed', at: startedAt, basis, detail, order: (before + 1) * 10 + 5 };
}

/** `own`: with the beginning and the end of the step itself. */
function stepEvents(run: Run, step: Step, number: number, own: boolean): Ordered[] {
  const drafts: Ordered[] = [];
  const end = stepEnd(step);
  const order = number * 10;
  const name = `step ${GROUPED.format(number)}`;
  const Name = `S${name.slice(1)}`;
  if (step.createdAt !== null) {
    const basis = `creation of ${name}`;
    const common = { at: step.createdAt, basis, step: step.id };
    if (own) {
      const detail = stepTitle(step).verb;
      drafts.push({ ...common, kind: 'step_created', title: `${Name} created`, detail, order });
    }
    if (wasAsked(run, step)) {
      const detail = callsOf(step);
      drafts.push({
        ...common,
        kind: 'outputs_requested',
        title: 'Outputs requested',
        bound: 'after',
        detail,
        line: 'dashed',
        order: order + 1,
      });
    }
  }
  if (end === null) return drafts;
  const basis = `end of ${name}`;
  const common = { at: end, basis, step: step.id };
  if (needsOutputs(step) && hasOutput(step)) {
    const detail = callsOf(step);
    drafts.push({
      ...common,
      kind: 'outputs_submitted',
      title: 'Outputs submitted',
      bound: 'by',
      detail,
      line: 'dashed',
      order: order + 2,
    });
  }
  if (!own) return drafts;
  const known = STEP_ENDS.has(step.status);
  const title = known ? `${Name} ${step.status}` : `${Name} ended`;
  const code = step.lastError?.code ?? (known ? null : step.status);
  drafts.push({ ...common, kind: 'step_ended', title, code, order: order + 3 });
  return drafts;
}

function endOf(run: Run, now: Milliseconds | null): Draft[] {
  const drafts: Draft[] = [];
  const ended = isTerminal(run);
  if (ended) {
    const [kind, title] = RUN_ENDS.get(run.status) ?? ['ended', 'Ended'];
    const at = runSpan(run)?.end ?? null;
    const basis = at !== null && at === run.expiresAt ? 'deadline of the run' : 'end of the run';
    const word = kind === 'ended' ? run.status : null;
    const code = kind === 'incomplete' ? run.incompleteReason : (run.lastError?.code ?? word);
    const detail = at === null ? 'the source does not say when' : null;
    drafts.push({ kind, title, at, basis, code, detail, line: kind === 'failed' ? 'fail' : null });
  }
  if (run.expiresAt !== null && run.status !== 'expired') {
    const basis = 'deadline of the run';
    drafts.push({ kind: 'deadline', title: 'Deadline', at: run.expiresAt, basis });
  }
  if (now !== null && isGoingOn(run)) {
    drafts.push({ kind: 'now', title: 'Now', at: now, basis: 'clock', line: 'now' });
  }
  return drafts;
}

/** Whether outputs were certainly asked for: some came, or the run waits for them or ran out of time waiting. */
function wasAsked(run: Run, step: Step): boolean {
  if (!needsOutputs(step)) return false;
  if (hasOutput(step) || step.status === 'expired') return true;
  return run.status === 'requires_action' && step.status === 'in_progress';
}

function hasOutput(step: Step): boolean {
  return step.calls.some((call) => call.kind === 'function' && call.output !== null);
}

function callsOf(step: Step): string {
  const count = step.calls.filter((call) => call.kind === 'function').length;
  return countOf(count, 'tool call');
}
