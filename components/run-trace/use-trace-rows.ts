'use client';

import { useCallback, useMemo, useState } from 'react';
import { countRows, FOLD_OVER, type RowTarget, type TreeRow, treeRows } from '#lib/domain/step-tree.ts';
import type { TraceState } from '#lib/domain/trace-state.ts';

export interface TraceRows {
  rows: readonly TreeRow[];
  fold: (step: string, folded: boolean) => void;
}

/** The visible rows of a trace. What the reader folded stays so; the row of a selected call is always there. */
export function useTraceRows(state: TraceState, target: RowTarget): TraceRows {
  const [folds, setFolds] = useState<ReadonlyMap<string, boolean>>(new Map());
  const long = useMemo(() => countRows(state) > FOLD_OVER, [state]);
  const [folded, setFolded] = useState(long);
  if (long && !folded) setFolded(true);
  const open = target.call === null ? null : target.step;
  const rows = useMemo(() => {
    const shown = open === null ? folds : new Map(folds).set(open, false);
    return treeRows(state, shown, folded);
  }, [state, folds, folded, open]);
  const fold = useCallback((step: string, value: boolean) => {
    setFolds((before) => new Map(before).set(step, value));
  }, []);
  return { rows, fold };
}
