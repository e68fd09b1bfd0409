'use client';

import { useCallback, useState } from 'react';
import { useUrlState } from '#lib/client/use-url-state.ts';
import { type DetailTab, formatTraceViewParams, parseTraceViewParams } from '#lib/contract/trace-view-params.ts';
import { openingRow, type RowTarget } from '#lib/domain/step-tree.ts';
import { isComplete, type TraceState } from '#lib/domain/trace-state.ts';

export interface Selection {
  target: RowTarget;
  tab: DetailTab;
  /** Whether the reader has done anything on this page yet; until then the page may choose again. */
  acted: boolean;
  select: (target: RowTarget) => void;
  setTab: (tab: DetailTab) => void;
  markActed: () => void;
}

/**
 * What is selected: what the address says, else what the page chose when it opened. It chooses once more when all steps are
 * there, unless the reader has acted by then.
 */
export function useSelection(state: TraceState): Selection {
  const [params, setParams] = useUrlState(parseTraceViewParams, formatTraceViewParams);
  const [chosen, setChosen] = useState(() => openingRow(state));
  const [acted, setActed] = useState(false);
  const [settled, setSettled] = useState(() => isComplete(state));
  if (!settled && isComplete(state)) {
    setSettled(true);
    if (!acted) setChosen(openingRow(state));
  }
  const { step, call, tab } = params;
  const target = step === null ? chosen : { step, call };
  const select = useCallback(
    (next: RowTarget) => {
      setActed(true);
      setParams({ ...next, tab });
    },
    [setParams, tab],
  );
  const setTab = useCallback((next: DetailTab) => setParams({ step, call, tab: next }), [setParams, step, call]);
  const markActed = useCallback(() => setActed(true), []);
  return { target, tab, acted, select, setTab, markActed };
}
