import type { Step } from './step.ts';
import { isStepFailed } from './step.ts';
import type { ToolCall } from './tool-call.ts';
import { isComplete, type TraceState } from './trace-state.ts';

/** Where a row stands: level from 1, place among its siblings from 1 and their number, null and −1 while not known. */
interface Standing {
  id: string;
  level: number;
  expanded: boolean | null;
  position: number | null;
  setSize: number;
}

/** One row of a run's tree: the run, its steps, their calls, and the place where steps are still being read. */
export type TreeRow = Standing &
  (
    | { kind: 'run' }
    | { kind: 'step'; step: Step }
    | { kind: 'call'; step: Step; call: ToolCall; place: number }
    | { kind: 'reading'; inert: true }
  );

/** What a row stands for, in the words of the address: a step's id or `run`, and a call's place from 0. */
export interface RowTarget {
  step: string;
  call: number | null;
}

/** Above this many rows the calls of all steps start folded. */
export const FOLD_OVER = 400;

const RUN = 'run';

/** Id of the row of the run, a step or a call. Step ids are prefixed so that none can be taken for the run's. */
export function rowId(target: RowTarget): string {
  if (target.step === RUN) return RUN;
  return target.call === null ? `s.${target.step}` : `s.${target.step}/${target.call}`;
}

/** What the row stands for; null for the reading row. */
export function rowTarget(row: TreeRow): RowTarget | null {
  if (row.kind === 'run') return { step: RUN, call: null };
  if (row.kind === 'step') return { step: row.step.id, call: null };
  return row.kind === 'call' ? { step: row.step.id, call: row.place } : null;
}

/** Rows as they were last made, so that those that did not change stay the same objects. */
const stepRows = new WeakMap<Step, TreeRow>();
const rowsOfCalls = new WeakMap<Step, TreeRow[]>();

function stepRow(step: Step, standing: Pick<Standing, 'expanded' | 'position' | 'setSize'>): TreeRow {
  const { expanded, position, setSize } = standing;
  const known = stepRows.get(step);
  if (known?.expanded === expanded && known.position === position && known.setSize === setSize) return known;
  const row: TreeRow = { kind: 'step', id: `s.${step.id}`, level: 2, expanded, position, setSize, step };
  stepRows.set(step, row);
  return row;
}

function callRows(step: Step): TreeRow[] {
  let rows = rowsOfCalls.get(step);
  if (!rows) {
    const setSize = step.calls.length;
    rows = step.calls.map((call, place): TreeRow => {
      const standing = { id: `s.${step.id}/${place}`, level: 3, expanded: null, position: place + 1, setSize };
      return { kind: 'call', ...standing, step, call, place };
    });
    rowsOfCalls.set(step, rows);
  }
  return rows;
}

/** How many rows there are with everything unfolded. */
export function countRows(state: TraceState): number {
  let rows = 1;
  for (const step of state.steps) rows += 1 + step.calls.length;
  for (const step of state.tail) rows += 1 + step.calls.length;
  return rows;
}

/**
 * The visible rows in order. `folds` holds the steps that the reader folded (true) or unfolded (false); others follow
 * `folded`. Steps after a hole have no position until the hole is closed.
 */
export function treeRows(state: TraceState, folds: ReadonlyMap<string, boolean>, folded: boolean): TreeRow[] {
  const complete = isComplete(state);
  const setSize = complete ? state.steps.length : -1;
  const rows: TreeRow[] = [{ kind: 'run', id: RUN, level: 1, expanded: true, position: 1, setSize: 1 }];
  const push = (step: Step, position: number | null) => {
    const expanded = step.calls.length === 0 ? null : !(folds.get(step.id) ?? folded);
    const row = stepRow(step, { expanded, position, setSize });
    rows.push(row);
    if (expanded) for (const call of callRows(step)) rows.push(call);
  };
  state.steps.forEach((step, i) => push(step, i + 1));
  if (!complete) {
    rows.push({ kind: 'reading', id: 'reading', level: 2, expanded: null, position: null, setSize: -1, inert: true });
  }
  for (const step of state.tail) push(step, null);
  return rows;
}

/**
 * What to open a run on: the first step known to have failed, else the run itself where it holds the error, else the last
 * message, else the last step, else the run. A step that waits, expired or was cancelled has not failed.
 */
export function openingRow(state: TraceState): RowTarget {
  const steps = [...state.steps, ...state.tail];
  const failed = steps.find(isStepFailed);
  if (failed) return { step: failed.id, call: null };
  if (state.run.lastError !== null) return { step: RUN, call: null };
  const last = steps.findLast((step) => step.kind === 'message') ?? steps.at(-1);
  return { step: last?.id ?? RUN, call: null };
}

/** The row of the step that came last; the run's while there is none. */
export function newestRow({ steps, tail }: Pick<TraceState, 'steps' | 'tail'>): RowTarget {
  return { step: (tail.at(-1) ?? steps.at(-1))?.id ?? RUN, call: null };
}
