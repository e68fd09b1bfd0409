'use client';

import { flushSync } from 'react-dom';
import { type DetailTab, formatTraceViewParams, otherView, RUN_ROW } from '#lib/contract/trace-view-params.ts';
import { nextFailedStep } from '#lib/domain/failed-steps.ts';
import { shortId } from '#lib/domain/ids.ts';
import { type RowTarget, rowId, rowTarget } from '#lib/domain/step-tree.ts';
import { findStep, isComplete, type TraceState } from '#lib/domain/trace-state.ts';
import type { Command } from '../../commands/command.ts';
import { useCommands } from '../../commands/commands.tsx';
import { treeMove } from '../../tree/tree-item.ts';
import { copyAndSay } from '../../ui/copy-and-say.ts';
import { toast } from '../../ui/toast.ts';
import type { Selection } from '../use-selection.ts';
import type { TraceRows } from '../use-trace-rows.ts';

/** What the keys of a run act on. */
export interface RunKeyboard {
  state: TraceState;
  selection: Selection;
  tree: TraceRows;
  /** The page's element, in which the row with the focus is looked for. */
  page: HTMLElement | null;
  /** Puts the focus into the detail. */
  onOpen: () => void;
}

/** The keys of a run in each of its views. */
export function useRunCommands(keyboard: RunKeyboard): void {
  const { view } = keyboard.selection;
  const rows = view === 'timeline' ? [...rowCommands(keyboard), ...tabCommands(keyboard)] : [];
  const errors = view === 'json' ? [] : errorCommands(keyboard);
  useCommands([...rows, ...errors, viewCommand(keyboard), ...copyCommands(keyboard)]);
}

/** The row of the steps that Tab reaches. */
function rowOf(page: HTMLElement | null): HTMLElement | null {
  return page?.querySelector('[role="treeitem"][tabindex="0"]') ?? null;
}

function select({ selection, page }: RunKeyboard, target: RowTarget): void {
  flushSync(() => selection.select(target));
  rowOf(page)?.focus({ preventScroll: true });
}

/** Does what `key` does on the selected row when it has the focus. */
function press(keyboard: RunKeyboard, key: string): void {
  const { tree, selection, page, onOpen } = keyboard;
  const at = tree.rows.findIndex((row) => row.id === rowId(selection.target));
  const move = treeMove(tree.rows, Math.max(0, at), key, 1);
  const row = move && tree.rows[move.index];
  const target = row && rowTarget(row);
  if (move?.type === 'open') return onOpen();
  if (move?.type === 'go' && target) return select(keyboard, target);
  if (move?.type === 'fold' && target) flushSync(() => tree.fold(target.step, !move.expanded));
  rowOf(page)?.focus();
}

/** From anywhere to the selected row, from there to the row above it in the tree. */
function backOut(keyboard: RunKeyboard): void {
  const { target } = keyboard.selection;
  const row = rowOf(keyboard.page);
  if (row !== document.activeElement) row?.focus();
  else if (target.call !== null) select(keyboard, { ...target, call: null });
  else if (target.step !== RUN_ROW) select(keyboard, { step: RUN_ROW, call: null });
}

function rowCommands(keyboard: RunKeyboard): Command[] {
  const key = (name: string) => () => press(keyboard, name);
  const rows = { group: 'Next, previous row', footer: 'step' } as const;
  const folds = { group: 'Fold, unfold; parent, child', footer: 'fold', palette: false } as const;
  return [
    { ...rows, id: 'next-row', keys: ['J', 'ArrowDown'], does: 'Next row', run: key('ArrowDown') },
    { ...rows, id: 'previous-row', keys: ['K', 'ArrowUp'], does: 'Previous row', run: key('ArrowUp') },
    { ...folds, id: 'fold', keys: ['ArrowLeft'], does: 'Fold, or go to the parent', run: key('ArrowLeft') },
    { ...folds, id: 'unfold', keys: ['ArrowRight'], does: 'Unfold, or go to the first child', run: key('ArrowRight') },
    {
      id: 'focus-detail',
      keys: ['Enter'],
      does: 'Focus the detail',
      group: 'Focus detail',
      footer: 'focus detail',
      run: keyboard.onOpen,
    },
    {
      id: 'back-out',
      keys: ['Escape'],
      does: 'Back out one level',
      group: 'Back out one level',
      palette: false,
      run: () => backOut(keyboard),
    },
  ];
}

const TABS: readonly { id: DetailTab; label: string }[] = [
  { id: 'rendered', label: 'Rendered' },
  { id: 'json', label: 'JSON' },
  { id: 'timing', label: 'Timing' },
];

function tabCommands({ selection }: RunKeyboard): Command[] {
  return TABS.map(({ id, label }, place) => ({
    id: `tab-${id}`,
    keys: [String(place + 1)],
    does: `Show ${label} of the selected row`,
    group: 'Rendered, JSON, Timing',
    run: () => selection.setTab(id),
  }));
}

function errorCommands(keyboard: RunKeyboard): Command[] {
  const { state, selection } = keyboard;
  const go = (by: 1 | -1) => () => {
    const { step, call } = selection.target;
    const failed = nextFailedStep(state, step, by);
    if (!failed) return toast(isComplete(state) ? 'No step of this run failed' : 'No step read so far has failed');
    if (failed.id === step && call === null) toast('No other step failed');
    select(keyboard, { step: failed.id, call: null });
  };
  const group = 'Next, previous error';
  return [
    { id: 'next-error', keys: ['E'], does: 'Next error', group, footer: 'next error', run: go(1) },
    { id: 'previous-error', keys: ['⇧E'], does: 'Previous error', group, run: go(-1) },
  ];
}

function viewCommand({ selection }: RunKeyboard): Command {
  const other = otherView(selection.view);
  return {
    id: 'view',
    keys: ['T'],
    does: `Show the ${other}`,
    group: 'Timeline or conversation',
    footer: other,
    run: () => selection.setView(other),
  };
}

function copyCommands({ state, selection }: RunKeyboard): Command[] {
  const { target, tab, text, view, drawer, time } = selection;
  const selected = view === 'json' ? { step: RUN_ROW, call: null } : target;
  const copyId = () => {
    const id = idOf(state, selected);
    void copyAndSay(id, shortId(id));
  };
  const copyLink = () => {
    const place = view === 'json' ? { step: null, call: null } : target;
    const query = formatTraceViewParams({ ...place, tab, text, view, drawer, time });
    const { origin, pathname } = window.location;
    void copyAndSay(`${origin}${pathname}${query && `?${query}`}`, 'the link');
  };
  const group = 'Copy ID, copy link';
  return [
    { id: 'copy-id', keys: ['Y'], does: 'Copy the ID of what is selected', group, run: copyId },
    { id: 'copy-link', keys: ['⇧Y'], does: 'Copy a link to what is in view', group, run: copyLink },
  ];
}

/** The id of a run, a step or a call; calls without one of their own have that of their step. */
function idOf(state: TraceState, { step, call }: RowTarget): string {
  if (step === RUN_ROW) return state.run.id;
  return (call === null ? null : findStep(state, step)?.calls[call]?.id) ?? step;
}
