'use client';

import { flushSync } from 'react-dom';
import { type DetailTab, RUN_ROW } from '#lib/contract/trace-view-params.ts';
import { rowId, rowTarget } from '#lib/domain/step-tree.ts';
import type { Command } from '../../commands/command.ts';
import { useCommands } from '../../commands/commands.tsx';
import { indexOfItem, treeMove } from '../../tree/tree-item.ts';
import type { Selection } from '../use-selection.ts';
import type { TraceRows } from '../use-trace-rows.ts';
import { focusableRow, selectRow } from './select-row.ts';

/** What the keys of the timeline's rows act on. */
export interface RowKeyboard {
  selection: Selection;
  tree: TraceRows;
  /** Puts the focus into the detail. */
  onOpen: () => void;
}

/** The keys of the timeline's rows and of the detail beside them. */
export function useRowCommands(keyboard: RowKeyboard): void {
  useCommands([...rowCommands(keyboard), ...tabCommands(keyboard)]);
}

/** Does what `key` does on the selected row when it has the focus. */
function press(keyboard: RowKeyboard, key: string): void {
  const { tree, selection, onOpen } = keyboard;
  const at = indexOfItem(tree.rows, rowId(selection.target));
  const move = treeMove(tree.rows, Math.max(0, at), key, 1);
  const row = move && tree.rows[move.index];
  const target = row && rowTarget(row);
  if (move?.type === 'open') return onOpen();
  if (move?.type === 'go' && target) return selectRow(selection, target);
  if (move?.type === 'fold' && target) flushSync(() => tree.fold(target.step, !move.expanded));
  focusableRow()?.focus();
}

/** From anywhere to the selected row, from there to the row above it in the tree. */
function backOut(keyboard: RowKeyboard): void {
  const { target } = keyboard.selection;
  const row = focusableRow();
  if (row !== document.activeElement) row?.focus();
  else if (target.call !== null) selectRow(keyboard.selection, { ...target, call: null });
  else if (target.step !== RUN_ROW) selectRow(keyboard.selection, { step: RUN_ROW, call: null });
}

function rowCommands(keyboard: RowKeyboard): Command[] {
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

function tabCommands({ selection }: RowKeyboard): Command[] {
  return TABS.map(({ id, label }, place) => ({
    id: `tab-${id}`,
    keys: [String(place + 1)],
    does: `Show ${label} of the selected row`,
    group: 'Rendered, JSON, Timing',
    run: () => selection.setTab(id),
  }));
}
