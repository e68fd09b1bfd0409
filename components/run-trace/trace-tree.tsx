'use client';

import { type CSSProperties, useMemo, useRef, useState } from 'react';
import { isTerminal } from '#lib/domain/run.ts';
import { rowId, rowTarget, type TreeRow } from '#lib/domain/step-tree.ts';
import { isComplete, type TraceState } from '#lib/domain/trace-state.ts';
import { type EventLine, PlotLines, TimeAxis } from '../timeline/axis.tsx';
import type { Segment } from '../timeline/plot.ts';
import { useWidth } from '../timeline/use-width.ts';
import { type TreeHandlers, VirtualTree } from '../tree/virtual-tree.tsx';
import { formatCount } from '../ui/format.ts';
import { runSegments } from './phases.ts';
import { type RowContext, RunRow, TraceRow } from './trace-row.tsx';
import { rowName, type TraceFacts } from './trace-texts.ts';
import { usePhone } from './use-phone.ts';
import type { Selection } from './use-selection.ts';
import { useTopInside } from './use-top-inside.ts';
import type { TraceRows } from './use-trace-rows.ts';

/** Height of the axis (28), which stays above the rows. */
const AXIS = 28;
const PLOT_WIDTH_UNKNOWN = 480;

const desktopHeight = (index: number) => (index === 0 ? 34 : 28);
const phoneHeight = (row: TreeRow | undefined) => (row?.kind === 'call' || row?.kind === 'reading' ? 44 : 53);

/** Steps and calls as a tree with their bars on one axis. On phones the whole `page` scrolls, elsewhere only the rows. */
export function TraceTree({
  state,
  facts,
  tree,
  selection,
  page,
  onOpen,
}: {
  state: TraceState;
  facts: TraceFacts;
  tree: TraceRows;
  selection: Selection;
  page: HTMLElement | null;
  onOpen: () => void;
}) {
  const { run } = state;
  const { rows } = tree;
  const phone = usePhone();
  const [body, setBody] = useState<HTMLDivElement | null>(null);
  const track = useRef<HTMLDivElement>(null);
  const anchor = useRef<HTMLDivElement>(null);
  const width = useWidth(track, PLOT_WIDTH_UNKNOWN);
  const top = useTopInside(page, anchor, phone);
  const context = useMemo(
    (): RowContext => ({ ...facts, plot: facts.window && { ...facts.window, width } }),
    [facts, width],
  );
  const runBar = useMemo(
    () => runSegments(run, state.tail.length === 0 ? state.steps : [...state.steps, ...state.tail], facts.now),
    [run, state, facts.now],
  );
  const view = useMemo(
    () => ({
      height: phone ? (index: number) => phoneHeight(rows[index]) : desktopHeight,
      name: (index: number) => (rows[index] ? rowName(rows[index], facts) : ''),
    }),
    [facts, phone, rows],
  );
  const active = rowId(selection.target);
  const on: TreeHandlers = {
    onSelect: (index, by) => {
      const target = targetAt(rows, index);
      if (target) selection.select(target);
      if (target && phone && by === 'pointer') onOpen();
    },
    onFold: (index, expanded) => {
      const row = rows[index];
      if (row?.kind !== 'step') return;
      const { step, call } = selection.target;
      if (!expanded && step === row.step.id && call !== null) selection.select({ step, call: null });
      tree.fold(row.step.id, !expanded);
    },
    onOpen: (index) => {
      const target = targetAt(rows, index);
      if (target) selection.select(target);
      onOpen();
    },
  };
  const scroller = {
    element: phone ? page : body,
    margin: phone ? top : AXIS,
    padding: phone ? 0 : AXIS,
    reveal: phone ? ('never' as const) : selection.acted ? ('at-once' as const) : ('late' as const),
  };
  return (
    <div
      ref={setBody}
      style={numberWidth(state)}
      className="relative isolate min-h-0 min-w-0 flex-1 overflow-x-hidden overflow-y-auto bg-panel [--tree:352px] [scrollbar-width:thin] max-[73.75rem]:[--tree:280px] max-desk:overflow-visible max-desk:pb-24"
    >
      <div className="sticky top-0 z-10 grid h-head grid-cols-[var(--tree)_minmax(0,1fr)] border-b border-line bg-panel text-micro text-ink-3 max-desk:static max-desk:grid-cols-1">
        <div className="flex items-center justify-between border-r border-line pr-3 pl-gutter font-medium max-desk:border-r-0">
          <span>{stepCount(state)}</span>
          <span className="max-desk:hidden">Tokens</span>
        </div>
        <div ref={track} aria-hidden className="relative mx-3.5 max-desk:hidden">
          {context.plot ? (
            <TimeAxis plot={context.plot} zero={run.createdAt ?? context.plot.start} />
          ) : (
            <span className="absolute top-1.5">order only, the source keeps no times</span>
          )}
        </div>
      </div>
      <div ref={anchor} className="relative desk:min-h-[calc(100%-28px)]">
        <span aria-hidden className="absolute inset-y-0 left-[calc(var(--tree)-1px)] w-px bg-line max-desk:hidden" />
        {context.plot ? (
          <div
            aria-hidden
            className="pointer-events-none absolute inset-y-0 right-0 left-[var(--tree)] z-1 max-desk:hidden"
          >
            <div className="relative mx-3.5 h-full">
              <PlotLines
                plot={context.plot}
                zero={run.createdAt ?? context.plot.start}
                events={eventLines(state, facts.now)}
              />
            </div>
          </div>
        ) : null}
        <VirtualTree
          label={`Steps of ${run.id}`}
          items={rows}
          active={active}
          row={{ ...view, render: (index) => renderRow(rows[index], context, active, runBar) }}
          on={on}
          scroller={scroller}
        />
      </div>
    </div>
  );
}

function renderRow(row: TreeRow | undefined, context: RowContext, active: string, runBar: readonly Segment<string>[]) {
  if (!row) return null;
  const selected = row.id === active;
  if (row.kind === 'run') return <RunRow context={context} selected={selected} bar={runBar} />;
  return <TraceRow row={row} context={context} selected={selected} />;
}

function targetAt(rows: readonly TreeRow[], index: number) {
  const row = rows[index];
  return row ? rowTarget(row) : null;
}

/** Room for the numbers of the steps, however many there are. */
function numberWidth(state: TraceState): CSSProperties {
  return { '--no': `${Math.max(20, 4 + 6.5 * formatCount(state.steps.length).length)}px` } as CSSProperties;
}

function stepCount(state: TraceState): string {
  if (state.problem) return 'Steps';
  const count = state.steps.length + state.tail.length;
  return `${formatCount(count)} ${count === 1 ? 'step' : 'steps'}${isComplete(state) ? '' : ' read'}`;
}

function eventLines({ run }: TraceState, now: number): EventLine[] {
  if (!isTerminal(run)) return [{ at: now, className: 'border-live' }];
  return run.failedAt === null ? [] : [{ at: run.failedAt, className: 'border-fail' }];
}
