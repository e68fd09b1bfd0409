import type { Page } from './page.ts';
import { isTerminal, type Run } from './run.ts';
import type { KeptTrace, RunTrace } from './run-trace.ts';
import { isStepTerminal, type Step } from './step.ts';

/** What has been read of one run. Every change gives a new object; the arrays are never changed in place. */
export interface TraceState {
  run: Run;
  /** Steps from the first on without a hole, oldest first, each id once. */
  steps: readonly Step[];
  /** The run's last steps, read before those in between; empty as soon as `steps` reaches them. */
  tail: readonly Step[];
  /** Id of the step after which reading goes on; null when there is nothing more to read. */
  nextCursor: string | null;
  /** True when the run had ended before its steps were read, so that nothing can change any more. */
  settled: boolean;
  /** Why there are no steps, where the source has none to give. */
  problem: { code: string; message: string } | null;
  /** How the run stands in the archive; null where it has nothing of it. */
  kept: KeptTrace | null;
}

const LOOK_BACK = 50;

/** Places of ids in a `steps` array. Follows the newest array; older ones are indexed again when asked. */
const places = new WeakMap<readonly Step[], Map<string, number>>();

function placesOf(steps: readonly Step[]): Map<string, number> {
  let index = places.get(steps);
  if (!index) {
    index = new Map(steps.map((step, i) => [step.id, i]));
    places.set(steps, index);
  }
  return index;
}

/**
 * The state after the first page. `lastPage` is the newest page in descending order, read for runs whose end matters at
 * once; it is ignored where a source did not obey the order.
 */
export function openTrace(trace: RunTrace, lastPage: Page<Step> | null = null): TraceState {
  const { run, steps, problem = null } = trace;
  const settled = trace.kept?.final === true || (isTerminal(run) && steps.items.every(isStepTerminal));
  const state: TraceState = {
    run,
    steps: [],
    tail: [],
    nextCursor: steps.nextCursor,
    settled,
    problem,
    kept: trace.kept ?? null,
  };
  const first = withSteps(state, steps.items).state;
  if (steps.nextCursor === null || lastPage === null) return first;
  const last = lastPage.items.toReversed();
  const fresh = last.filter((step) => !placesOf(first.steps).has(step.id));
  if (fresh.length === 0 || !inOrder([...first.steps.slice(-1), ...fresh])) return first;
  const meets = fresh.length < last.length;
  return meets ? { ...withSteps(first, fresh).state, nextCursor: null } : { ...first, tail: fresh };
}

/** Adds steps that follow the last one read. Known ids are replaced in place. Meeting the tail completes the trace. */
export function appendSteps(state: TraceState, batch: readonly Step[]): TraceState {
  if (batch.length === 0) return state;
  const { state: next, last } = withSteps(state, batch);
  const ahead = new Set(state.tail.map((step) => step.id));
  if (batch.some((step) => ahead.has(step.id))) return endSteps(next);
  return last === null ? next : { ...next, nextCursor: last };
}

/** The state once the source has said that there are no more steps. */
export function endSteps(state: TraceState): TraceState {
  const rest = state.tail.filter((step) => !placesOf(state.steps).has(step.id));
  return { ...withSteps(state, rest).state, tail: [], nextCursor: null };
}

/**
 * Takes in a later answer: the run as it is now and the steps after `pollCursor(state)`. What has ended stays ended: an event
 * may have told of the end while the answer was under way. Gives the same object where nothing of it is another.
 */
export function mergePoll(state: TraceState, trace: RunTrace): TraceState {
  if (isTerminal(state.run) && !isTerminal(trace.run)) return state;
  const complete = isComplete(state);
  const known = placesOf(state.steps);
  const steps = complete ? trace.steps.items : trace.steps.items.filter((step) => known.has(step.id));
  const next: TraceState = {
    ...withSteps(state, steps).state,
    run: trace.run,
    nextCursor: complete ? trace.steps.nextCursor : state.nextCursor,
    settled: trace.kept?.final === true || (isTerminal(state.run) && isTerminal(trace.run)),
    problem: trace.problem ?? null,
    kept: trace.kept ?? null,
  };
  return fields(next).every((field) => Object.is(next[field], state[field])) ? state : next;
}

function fields(state: TraceState): (keyof TraceState)[] {
  return Object.keys(state) as (keyof TraceState)[];
}

/**
 * The cursor that a poll continues from: the last step before the first that may still change. Looks back 50 steps only,
 * so that a step which never ends does not make every poll read the whole run again.
 */
export function pollCursor(state: TraceState): string | null {
  const from = Math.max(0, state.steps.length - LOOK_BACK);
  let at = from;
  while (at < state.steps.length && isEnded(state.steps[at])) at++;
  return state.steps[at - 1]?.id ?? null;
}

/** Whether every step that the source has is in `steps`. */
export function isComplete(state: TraceState): boolean {
  return state.nextCursor === null;
}

/** A step by id, from those read so far. */
export function findStep(state: TraceState, id: string): Step | undefined {
  const at = placesOf(state.steps).get(id);
  return at === undefined ? state.tail.find((step) => step.id === id) : state.steps[at];
}

/** Place of a step from 0; -1 when it is unknown or only in the tail. */
export function placeOf(state: TraceState, id: string): number {
  return placesOf(state.steps).get(id) ?? -1;
}

/** All steps that have been read; those before a hole first. */
export function readSteps({ steps, tail }: Pick<TraceState, 'steps' | 'tail'>): readonly Step[] {
  return tail.length === 0 ? steps : [...steps, ...tail];
}

/** How many steps have been read. */
export function countSteps(state: TraceState): number {
  return state.steps.length + state.tail.length;
}

function withSteps(state: TraceState, batch: readonly Step[]): { state: TraceState; last: string | null } {
  const index = placesOf(state.steps);
  const news = batch.filter((step) => {
    const at = index.get(step.id);
    if (at === undefined) return true;
    const before = state.steps[at];
    return step !== before && (isStepTerminal(step) || !isEnded(before));
  });
  if (news.length === 0) return { state, last: null };
  const steps = state.steps.slice();
  places.delete(state.steps);
  places.set(steps, index);
  let last: string | null = null;
  for (const step of news) {
    const at = index.get(step.id);
    if (at !== undefined) {
      if (isStepTerminal(step) || !isEnded(steps[at])) steps[at] = step;
    } else {
      index.set(step.id, steps.push(step) - 1);
      last = step.id;
    }
  }
  return { state: { ...state, steps }, last };
}

function isEnded(step: Step | undefined): boolean {
  return step === undefined || isStepTerminal(step);
}

function inOrder(steps: readonly Step[]): boolean {
  let before = Number.NEGATIVE_INFINITY;
  for (const { createdAt } of steps) {
    if (createdAt === null) continue;
    if (createdAt < before) return false;
    before = createdAt;
  }
  return true;
}
