'use client';

import { useQuery } from '@tanstack/react-query';
import { useMemo, useRef, useState } from 'react';
import { traceQuery } from '#lib/client/run-queries.ts';
import type { TraceAccess } from '#lib/client/trace-access.ts';
import { useStepStream } from '#lib/client/use-step-stream.ts';
import type { Page } from '#lib/domain/page.ts';
import { isTerminal } from '#lib/domain/run.ts';
import type { RunTrace } from '#lib/domain/run-trace.ts';
import type { Step } from '#lib/domain/step.ts';
import { rowId, rowTarget, type TreeRow } from '#lib/domain/step-tree.ts';
import { isComplete, openTrace } from '#lib/domain/trace-state.ts';
import { MAIN_ID } from '../shell/skip-link.tsx';
import { KeysFooter } from '../shell/keys-footer.tsx';
import { statusLabel } from '../status/status.tsx';
import { DetailPane } from './detail-pane.tsx';
import { DetailSheet } from './detail-sheet.tsx';
import { NeighbourLinks } from './keyboard/neighbour-links.tsx';
import { useRelatedRuns } from './keyboard/use-related-runs.ts';
import { useRunCommands } from './keyboard/use-run-commands.ts';
import { LifecycleDrawer } from './lifecycle/lifecycle-drawer.tsx';
import type { Neighbours } from './pane-head.tsx';
import { LedgerView } from './ledger-view.tsx';
import { Panes } from './panes.tsx';
import { RunHead } from './run-head.tsx';
import { RunView } from './run-view.tsx';
import { SummaryStrip } from './summary-strip.tsx';
import { TraceNotices } from './trace-notices.tsx';
import { TraceTree } from './trace-tree.tsx';
import { useFacts } from './use-facts.ts';
import { type Selection, useSelection } from './use-selection.ts';
import { LedgerContext, useLedger } from './use-ledger.ts';
import { useTraceRows } from './use-trace-rows.ts';
import { VerdictLine } from './verdict-line.tsx';
import { ViewSwitch } from './view-switch.tsx';

/**
 * One run: what it was, its steps on one axis, and the selected one in full. The same screen for the owner and for those
 * who got a link; `access` tells them apart. `trace` and `lastPage` are what the server has read, `now` its clock.
 */
export function RunTraceScreen({
  access,
  trace,
  lastPage,
  now: serverNow,
}: {
  access: TraceAccess;
  trace: RunTrace;
  lastPage: Page<Step> | null;
  now: number;
}) {
  const poll = useQuery({ ...traceQuery(access), initialData: () => openTrace(trace, lastPage) });
  const state = poll.data;
  const { run } = state;
  const stream = useStepStream(access, state);
  const { facts, messagesError } = useFacts(access, state, serverNow);
  const selection = useSelection(state);
  const { ledger, verdict } = useLedger(state, facts.now);
  const shownLedger = useMemo(() => ({ ledger, onSelect: selection.select }), [ledger, selection.select]);
  const { view, setView } = selection;
  const tree = useTraceRows(state, selection.target);
  const [page, setPage] = useState<HTMLElement | null>(null);
  const pane = useRef<HTMLDivElement>(null);
  const [sheet, setSheet] = useState(false);

  const openDetail = () => {
    setSheet(true);
    // The sheet takes focus only once it is shown.
    requestAnimationFrame(() => pane.current?.focus());
  };
  const leaveDetail = () => {
    setSheet(false);
    page?.querySelector<HTMLElement>('[role="treeitem"][tabindex="0"]')?.focus();
  };
  useRunCommands({ state, selection, tree, page, onOpen: openDetail });
  useRelatedRuns(access, run);
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- only notes that the reader has begun to act
    <main
      ref={setPage}
      id={MAIN_ID}
      tabIndex={-1}
      data-steps={isComplete(state) ? 'complete' : 'loading'}
      onPointerDownCapture={selection.markActed}
      onWheelCapture={selection.markActed}
      onKeyDownCapture={selection.markActed}
      className="flex h-full min-h-0 min-w-0 flex-1 flex-col overflow-hidden bg-panel max-desk:overflow-auto"
    >
      <div className="flex-none border-b border-line">
        <RunHead run={run} access={access}>
          <NeighbourLinks access={access} state={state} selection={selection} />
          <ViewSwitch view={view} onChange={setView} />
        </RunHead>
        <VerdictLine status={run.status} verdict={verdict} ledger={ledger} onSelect={selection.select} />
        {view === 'timeline' ? (
          <SummaryStrip state={state} now={facts.now}>
            <LedgerView ledger={ledger} onSelect={selection.select} />
          </SummaryStrip>
        ) : null}
        <TraceNotices
          state={state}
          stream={{ error: stream.error, again: stream.resume }}
          poll={{ error: poll.error, again: () => void poll.refetch() }}
          messages={messagesError}
        />
      </div>
      {view === 'timeline' ? (
        <Panes>
          <TraceTree state={state} facts={facts} tree={tree} selection={selection} page={page} onOpen={openDetail} />
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
      ) : (
        <RunView access={access} state={state} facts={facts} selection={selection} page={page} />
      )}
      <KeysFooter>{run.timeResolution >= 1000 ? 'Times to the second' : 'Times to the millisecond'}</KeysFooter>
      <Ended status={run.status} ended={isTerminal(run)} />
    </main>
  );
}

/** Says aloud that the run in view has ended; nothing for runs that had ended before. */
function Ended({ status, ended }: { status: string; ended: boolean }) {
  const [before] = useState(ended);
  return (
    <span aria-live="assertive" className="sr-only">
      {ended && !before ? `The run has ended: ${statusLabel(status)}` : ''}
    </span>
  );
}

function neighboursOf(rows: readonly TreeRow[], selection: Selection): Neighbours {
  const active = rowId(selection.target);
  const at = rows.findIndex((row) => row.id === active);
  const go = (row: TreeRow | undefined) => {
    const target = row && rowTarget(row);
    return target ? () => selection.select(target) : null;
  };
  if (at === -1) return { previous: null, next: null };
  return { previous: go(rows.slice(0, at).findLast(rowTarget)), next: go(rows.slice(at + 1, at + 3).find(rowTarget)) };
}
