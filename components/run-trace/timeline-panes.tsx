'use client';

import { useMemo, useRef } from 'react';
import { isOfRow } from '#lib/contract/disclosure-params.ts';
import { rowId, rowTarget, type TreeRow } from '#lib/domain/step-tree.ts';
import { indexOfItem } from '../tree/tree-item.ts';
import { usePhone } from '../ui/use-media.ts';
import { Asked } from './asked.tsx';
import { DetailPane } from './detail-pane.tsx';
import { DetailSheet } from './detail-sheet.tsx';
import { useRowCommands } from './keyboard/row-commands.ts';
import { LifecycleDrawer } from './lifecycle/lifecycle-drawer.tsx';
import type { Neighbours } from './pane-head.tsx';
import { Panes } from './panes.tsx';
import type { RunViewProps } from './run-view-props.ts';
import { TraceTree } from './trace-tree.tsx';
import { LedgerContext } from './use-ledger.ts';
import { pageElement } from './use-page-element.ts';
import type { Selection } from './use-selection.ts';
import { useTraceRows } from './use-trace-rows.ts';

/** The steps on one axis, the selected one in full, and what the run was given. */
export function TimelinePanes({ access, state, facts, selection, ledger }: RunViewProps) {
  const shownLedger = useMemo(() => ({ ledger, onOpen: selection.open }), [ledger, selection.open]);
  const tree = useTraceRows(state, selection);
  const pane = useRef<HTMLDivElement>(null);
  const phone = usePhone();
  const { places, setPlaces, tab, text, finds, result } = selection;
  // On phones a step opens with its sheet down, so that the answer above is read first; what is named inside of it is shown.
  const sought = finds?.some(({ out }) => isOfRow(out ?? '')) === true;
  const inside = tab !== 'rendered' || text !== null || sought || result !== null;
  const sheet = places.sheet ? places.sheet === 'open' : inside;
  const setSheet = (open: boolean) => {
    if (phone && open !== sheet) setPlaces((before) => ({ ...before, sheet: open ? 'open' : 'closed' }));
  };
  const openDetail = () => {
    setSheet(true);
    // The sheet takes focus only once it is shown.
    requestAnimationFrame(() => pane.current?.focus());
  };
  const leaveDetail = () => {
    setSheet(false);
    pageElement()?.querySelector<HTMLElement>('[role="treeitem"][tabindex="0"]')?.focus();
  };
  useRowCommands({ selection, tree, onOpen: openDetail });
  return (
    <Panes>
      <>
        {access.shared ? <Asked access={access} run={state.run} /> : null}
        <TraceTree state={state} facts={facts} tree={tree} selection={selection} onOpen={openDetail} />
      </>
      <DetailSheet open={sheet} onOpenChange={setSheet}>
        <LedgerContext value={shownLedger}>
          <DetailPane
            access={access}
            state={state}
            facts={facts}
            selection={selection}
            neighbours={neighboursOf(tree.rows, selection)}
            pane={pane}
            onLeave={leaveDetail}
          />
        </LedgerContext>
      </DetailSheet>
      <LifecycleDrawer access={access} state={state} facts={facts} selection={selection} />
    </Panes>
  );
}

function neighboursOf(rows: readonly TreeRow[], selection: Selection): Neighbours {
  const at = indexOfItem(rows, rowId(selection.target));
  const go = (row: TreeRow | undefined) => {
    const target = row && rowTarget(row);
    return target ? () => selection.select(target) : null;
  };
  if (at === -1) return { previous: null, next: null };
  return {
    previous: go(rows.slice(Math.max(0, at - 2), at).findLast(rowTarget)),
    next: go(rows.slice(at + 1, at + 3).find(rowTarget)),
  };
}
