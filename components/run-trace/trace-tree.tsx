'use client';

import { type CSSProperties, useMemo, useRef, useState } from 'react';
import { rowId, type RowTarget, rowTarget, type TreeRow } from '#lib/domain/step-tree.ts';
import { isComplete, placeOf, readSteps, type TraceState } from '#lib/domain/trace-state.ts';
import type { Stretch } from '../timeline/bar-pieces.ts';
import { useBox } from '../timeline/use-box.ts';
import { type TreeHandlers, VirtualTree } from '../tree/virtual-tree.tsx';
import { formatCount, formatCountOf } from '../ui/format.ts';
import { usePhone } from '../ui/use-media.ts';
import { TimelineCard } from './timeline/timeline-card.tsx';
import { HEAD_HEIGHT, TimelineHead } from './timeline/timeline-head.tsx';
import { TimelineLayers } from './timeline/timeline-layers.tsx';
import { useAskedPlace } from './timeline/use-asked-place.ts';
import { useTimelinePointer } from './timeline/use-timeline-pointer.ts';
import { useTraceBars } from './timeline/use-trace-bars.ts';
import { useTraceTimeline } from './timeline/use-trace-timeline.ts';
import { lookOf, type RowContext, RunRow, TraceRow } from './trace-row.tsx';
import { rowName, type TraceFacts } from './trace-texts.ts';
import { usePageElement } from './use-page-element.ts';
import type { Selection } from './use-selection.ts';
import { useTopInside } from './use-top-inside.ts';
import type { TraceRows } from './use-trace-rows.ts';

const desktopHeight = (index: number) => (index === 0 ? 34 : 28);
const phoneHeight = (row: TreeRow | undefined) => (row?.kind === 'call' || row?.kind === 'reading' ? 44 : 53);

/** Steps and calls as a tree with their bars on one axis. On phones the whole page scrolls, elsewhere only the rows. */
export function TraceTree({
  state,
  facts,
  tree,
  selection,
  onOpen,
}: {
  state: TraceState;
  facts: TraceFacts;
  tree: TraceRows;
  selection: Selection;
  onOpen: () => void;
}) {
  const { run } = state;
  const { rows } = tree;
  const phone = usePhone();
  const page = usePageElement();
  const [body, setBody] = useState<HTMLDivElement | null>(null);
  const track = useRef<HTMLDivElement>(null);
  const anchor = useRef<HTMLDivElement>(null);
  const top = useTopInside(page, anchor, phone);
  const reading = !isComplete(state);
  const read = useMemo(
    () => ({ steps: readSteps({ steps: state.steps, tail: state.tail }), reading }),
    [state.steps, state.tail, reading],
  );
  const timeline = useTraceTimeline(read, facts, selection);
  useBox(timeline, track, phone ? 'bare' : 'compact', body, HEAD_HEIGHT);
  const { pointer, hovered } = useTimelinePointer(timeline, body, track, {
    phone,
    onFollow: selection.setFollowing,
  });
  const bars = useTraceBars(read.steps, facts);
  const { open, slotOf, runBar, lines } = bars;
  useAskedPlace(timeline, selection.asked, state, bars);
  const context = useMemo(
    (): RowContext => ({ ...facts, timeline, open, slotOf, phone }),
    [facts, open, phone, slotOf, timeline],
  );
  const view = useMemo(
    () => ({
      height: phone ? (index: number) => phoneHeight(rows[index]) : desktopHeight,
      narrow: (index: number) => phoneHeight(rows[index]),
      at: (index: number) => numberOf(targetAt(rows, index), state),
      name: (index: number) => (rows[index] ? rowName(rows[index], facts) : ''),
    }),
    [facts, phone, rows, state],
  );
  const active = rowId(selection.target);
  const on: TreeHandlers = {
    onSelect: (index, by) => {
      const target = targetAt(rows, index);
      if (target && by === 'pointer') selection.point(target);
      else if (target) selection.select(target);
      if (target && phone && by === 'pointer') onOpen();
    },
    onFold: (index, expanded) => {
      const row = rows[index];
      if (row?.kind !== 'step') return;
      const { step, call } = selection.target;
      if (!expanded && step === row.step.id && call !== null) selection.point({ step, call: null });
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
    margin: phone ? top : HEAD_HEIGHT,
    padding: phone ? 0 : HEAD_HEIGHT,
    reveal: phone ? ('never' as const) : selection.acted ? ('at-once' as const) : ('late' as const),
  };
  return (
    <div
      ref={setBody}
      style={{ ...numberWidth(state), scrollPaddingTop: HEAD_HEIGHT }}
      className="relative isolate min-h-0 min-w-0 flex-1 overflow-x-hidden overflow-y-auto bg-panel [--tree:var(--tree-kept,352px)] [scrollbar-width:thin] data-dragging:cursor-grabbing data-dragging:*:pointer-events-none max-[73.75rem]:[--tree:var(--tree-kept,280px)] max-desk:overflow-visible max-desk:pb-24"
    >
      <TimelineHead
        timeline={timeline}
        pointer={pointer}
        track={track}
        rows={lines}
        count={stepCount(state)}
        selection={selection}
      />
      <div ref={anchor} className="relative desk:min-h-[calc(100%-90px)]">
        <TimelineLayers timeline={timeline} pointer={pointer} />
        <VirtualTree
          label={`Steps of ${run.id}`}
          items={rows}
          active={active}
          row={{
            ...view,
            look: (index) => (rows[index] ? lookOf(rows[index], active) : ''),
            render: (index) => renderRow(rows[index], context, runBar),
          }}
          on={on}
          scroller={scroller}
        />
      </div>
      <TimelineCard hovered={hovered} rows={rows} runBar={runBar} facts={facts} timeline={timeline} />
    </div>
  );
}

function renderRow(row: TreeRow | undefined, context: RowContext, runBar: readonly Stretch[]) {
  if (!row) return null;
  if (row.kind === 'run') return <RunRow context={context} bar={runBar} />;
  return <TraceRow row={row} context={context} />;
}

function targetAt(rows: readonly TreeRow[], index: number) {
  const row = rows[index];
  return row ? rowTarget(row) : null;
}

/** The number of a step, and after a dot that of its call; 0 for the run. */
function numberOf(target: RowTarget | null, state: TraceState): string {
  if (!target) return '';
  const step = placeOf(state, target.step) + 1;
  return target.call === null ? `${step}` : `${step}.${target.call + 1}`;
}

/** Room for the numbers of the steps, however many there are. */
function numberWidth(state: TraceState): CSSProperties {
  return { '--no': `${Math.max(20, 4 + 6.5 * formatCount(state.steps.length).length)}px` } as CSSProperties;
}

function stepCount(state: TraceState): string {
  if (state.problem) return 'Steps';
  const count = state.steps.length + state.tail.length;
  return `${formatCountOf(count, 'step')}${isComplete(state) ? '' : ' read'}`;
}
