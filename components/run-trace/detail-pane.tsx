'use client';

import { type KeyboardEvent, type RefObject, useCallback, useRef } from 'react';
import type { TraceAccess } from '#lib/client/trace-access.ts';
import { DETAIL_TABS, type DetailTab, RUN_ROW } from '#lib/contract/trace-view-params.ts';
import type { Step } from '#lib/domain/step.ts';
import { callName } from '#lib/domain/step-title.ts';
import { placeOf, type TraceState } from '#lib/domain/trace-state.ts';
import { Tabs } from '../ui/tabs.tsx';
import { Blocks } from './blocks.tsx';
import { DetailContent } from './detail-content.tsx';
import { type Neighbours, PaneHead } from './pane-head.tsx';
import { Problem } from './problem.tsx';
import { stepName, type TraceFacts } from './trace-texts.ts';
import type { Selection } from './use-selection.ts';
import { useStep } from './use-step.ts';

const TAB_LABELS: Record<DetailTab, string> = { rendered: 'Rendered', json: 'JSON', timing: 'Timing' };
const TABS = DETAIL_TABS.map((id) => ({ id, label: TAB_LABELS[id] }));

/** What is selected, in full. Escape goes back to its row. */
export function DetailPane({
  access,
  state,
  facts,
  selection,
  neighbours,
  pane,
  onLeave,
}: {
  access: TraceAccess;
  state: TraceState;
  facts: TraceFacts;
  selection: Selection;
  neighbours: Neighbours;
  pane: RefObject<HTMLDivElement | null>;
  onLeave: () => void;
}) {
  const { step: id, call: place } = selection.target;
  const body = useKeptFocus(pane);
  const open = useStep(access, state, id);
  const isRun = id === RUN_ROW;
  const position = placeOf(state, id) + 1 || null;
  const onKeyDown = (event: KeyboardEvent) => {
    const inDialog = event.target instanceof Element && event.target.closest('dialog, [popover]') !== null;
    if (event.key !== 'Escape' || event.defaultPrevented || inDialog) return;
    event.preventDefault();
    onLeave();
  };
  const { step } = open;
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions, jsx-a11y/prefer-tag-over-role -- Escape leads back to the tree from anywhere inside
    <div
      ref={pane}
      role="region"
      aria-label={isRun ? `Run ${facts.run.id}` : step ? paneName(step, place, position, facts) : 'Step'}
      tabIndex={-1}
      onKeyDown={onKeyDown}
      className="flex min-h-0 min-w-0 flex-1 flex-col overflow-hidden focus-visible:outline-offset-[-2px]"
    >
      <PaneHead
        step={step}
        position={position}
        state={state}
        facts={facts}
        selection={selection}
        neighbours={neighbours}
      />
      <div className="flex min-h-0 flex-1 flex-col max-desk:group-data-[open=false]/sheet:hidden *:[[role=tablist]]:px-[18px] max-desk:*:[[role=tablist]]:px-gutter *:[[role=tabpanel]]:flex-1">
        <Tabs
          label="Detail"
          tabs={TABS}
          value={selection.tab}
          onChange={(tab) => selection.setTab(DETAIL_TABS.find((each) => each === tab) ?? 'rendered')}
        >
          <div
            key={`${id} ${place ?? ''}`}
            data-top="detail"
            ref={body}
            // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keyboard
            tabIndex={0}
            className="grid h-full auto-rows-max grid-cols-[minmax(0,1fr)] content-start gap-3.5 overflow-auto px-[18px] max-desk:px-gutter pt-3.5 pb-7 [scrollbar-width:thin] focus-visible:outline-offset-[-2px]"
          >
            {open.error ? (
              <Problem
                title={step ? 'The whole of this step could not be read' : 'This step could not be read'}
                error={open.error}
                retry={open.load}
              />
            ) : null}
            <DetailContent access={access} state={state} facts={facts} open={open} selection={selection} />
            {!isRun && !step && !open.error ? <Missing recorded={access.recorded === true} /> : null}
          </div>
        </Tabs>
      </div>
    </div>
  );
}

/** The `ref` of what is another element for every row: a link in it that leads to another row takes the focus with it, which the pane then gets. */
function useKeptFocus(pane: RefObject<HTMLElement | null>) {
  const lost = useRef(false);
  return useCallback(
    (body: HTMLElement | null) => {
      if (lost.current) pane.current?.focus({ preventScroll: true });
      return () => {
        lost.current = body?.contains(document.activeElement) === true;
      };
    },
    [pane],
  );
}

/** A step that is being read; in a replay, one that is still to come. */
function Missing({ recorded }: { recorded: boolean }) {
  if (recorded) return <p className="text-ink-2">This step had not begun at this moment of the recording.</p>;
  return <Blocks label="Loading the step" />;
}

/** The step's name; that of a call begins with its tool. */
function paneName(step: Step, place: number | null, position: number | null, facts: TraceFacts): string {
  const call = place === null ? undefined : step.calls[place];
  const name = stepName(step, position, facts);
  return call ? `${callName(call)} in ${name}` : name;
}
