'use client';

import { useCallback, useMemo, useState } from 'react';
import { countRows, FOLD_OVER, type TreeRow, treeRows } from '#lib/domain/step-tree.ts';
import { placeOf, type TraceState } from '#lib/domain/trace-state.ts';
import type { Selection } from './use-selection.ts';

export interface TraceRows {
  rows: readonly TreeRow[];
  fold: (step: string, folded: boolean) => void;
}

/** The visible rows of a trace. What the reader folded stays so, and stands in the address; the row of a selected call is always there. */
export function useTraceRows(
  state: TraceState,
  { target, folds: written, setFolds: write }: Pick<Selection, 'target' | 'folds' | 'setFolds'>,
): TraceRows {
  const [folds, setFolds] = useState<ReadonlyMap<string, boolean>>(new Map());
  const long = useMemo(() => countRows(state) > FOLD_OVER, [state]);
  const [folded, setFolded] = useState(long);
  if (long && !folded) setFolded(true);
  const open = target.call === null ? null : target.step;
  const rows = useMemo(() => {
    const shown = new Map<string, boolean>();
    for (const [number, value] of written ?? []) {
      const step = state.steps[number - 1];
      if (step) shown.set(step.id, value);
    }
    for (const [step, value] of folds) shown.set(step, value);
    if (open !== null) shown.set(open, false);
    return treeRows(state, shown, folded);
  }, [state, written, folds, folded, open]);
  const fold = useCallback(
    (step: string, value: boolean) => {
      setFolds((before) => new Map(before).set(step, value));
      const number = placeOf(state, step) + 1;
      if (number === 0) return;
      write((before) => {
        const after = new Map(before);
        after.delete(number);
        return value === folded ? after : after.set(number, value);
      });
    },
    [state, folded, write],
  );
  return { rows, fold };
}
