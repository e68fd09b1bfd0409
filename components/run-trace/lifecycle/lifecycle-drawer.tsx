'use client';

import { ChevronDown, ChevronUp } from 'lucide';
import { lazy, Suspense, useMemo } from 'react';
import type { TraceAccess } from '#lib/client/trace-access.ts';
import { countStepEvents, type LifecycleEvent, runEvents } from '#lib/domain/run-events.ts';
import { countFiles } from '#lib/domain/run-files.ts';
import { isComplete, type TraceState } from '#lib/domain/trace-state.ts';
import { IconButton } from '../../ui/button.tsx';
import { classNames } from '../../ui/class-names.ts';
import { Within } from '../../ui/disclosure.tsx';
import { useSlowly } from '../../timeline/use-slowly.ts';
import { useHydrated } from '../../ui/hydrated.ts';
import { Icon } from '../../ui/icon.tsx';
import { Tabs } from '../../ui/tabs.tsx';
import { Blocks } from '../blocks.tsx';
import { isLong } from '../long-run.ts';
import type { TraceFacts } from '../trace-texts.ts';
import type { Selection } from '../use-selection.ts';
import { drawerTabs } from './drawer-tabs.ts';
import { EventList } from './event-list.tsx';
import { useDrawer } from './use-drawer.ts';

/** Tabs that list events: they are as high as these, the others as high as the drawer may be. */
const isList = (tab: string) => tab === 'lifecycle' || tab === 'events';

const DrawerBody = lazy(async () => ({ default: (await import('./drawer-body.tsx')).DrawerBody }));

/** What the run was given and what happened to it, below the timeline. Folds to its tabs. Not on phones. */
export function LifecycleDrawer({
  access,
  state,
  facts,
  selection,
}: {
  access: TraceAccess;
  state: TraceState;
  facts: TraceFacts;
  selection: Selection;
}) {
  const { run, messages } = facts;
  const now = facts.left ? null : facts.clock;
  const { drawer, setDrawer } = selection;
  // Recipients come for the steps.
  const kept = useDrawer(access.shared === true);
  const open = kept.open || drawer !== null;
  const hydrated = useHydrated();
  const complete = isComplete(state);
  // In a long run one after the other, so that no task is long.
  const soon = isLong(state.steps.length) ? 1 : 0;
  const steps = useSlowly(complete ? state.steps : null, soon);
  const stepsOfFiles = useSlowly(steps, soon);
  const lifecycle = useMemo(() => (steps ? runEvents(run, steps, { now, runLevel: true }) : null), [run, steps, now]);
  const ofSteps = useMemo(() => (steps ? countStepEvents(steps) : null), [steps]);
  const files = useMemo(
    () => (stepsOfFiles ? countFiles(run, stepsOfFiles, [...messages.values()]) : null),
    [run, stepsOfFiles, messages],
  );
  const tabs = drawerTabs(run, {
    lifecycle: lifecycle && lifecycle.length,
    events: lifecycle && lifecycle.length + (ofSteps ?? 0),
    files,
  });
  const shown = tabs.find(({ id }) => id === drawer)?.id ?? tabs[0]?.id ?? 'lifecycle';
  const listed = open && shown === 'events' ? steps : null;
  const events = useMemo(() => (listed ? runEvents(run, listed, { now }) : null), [listed, run, now]);
  const fold = () => {
    if (open) setDrawer(null);
    kept.setOpen(!open);
  };
  const select = (step: string) => selection.select({ step, call: null });
  return (
    <div
      className={classNames(
        'relative flex-none border-t border-line bg-panel max-desk:hidden',
        '*:[[role=tablist]]:overflow-x-auto *:[[role=tablist]]:pr-18 *:[[role=tablist]]:pl-gutter *:[[role=tablist]]:[scrollbar-width:none]',
        !open && '*:[[role=tabpanel]]:hidden',
        // Before the browser is asked what the reader chose, a low window starts folded.
        !hydrated && drawer === null && '[@media(height<51.25rem)]:*:[[role=tabpanel]]:hidden',
      )}
    >
      <Tabs
        label="About the run"
        tabs={tabs}
        value={shown}
        onChange={(id) => {
          setDrawer(tabs.find((each) => each.id === id)?.id ?? null);
          kept.setOpen(true);
        }}
      >
        <div className={classNames('overflow-hidden', isList(shown) ? 'max-h-[162px]' : 'h-[162px]')}>
          {!open ? null : shown === 'lifecycle' || shown === 'events' ? (
            <Events
              label={shown === 'events' ? 'All events' : 'Lifecycle'}
              events={shown === 'events' ? events : lifecycle}
              selected={selection.target.step}
              onSelect={select}
            />
          ) : (
            <Suspense fallback={<Waiting label="Loading" />}>
              <Within name="drawer">
                <DrawerBody tab={shown} access={access} state={state} facts={facts} onSelect={select} />
              </Within>
            </Suspense>
          )}
        </div>
      </Tabs>
      <span className="absolute top-0.5 right-0 bg-panel pr-3 before:absolute before:inset-y-0 before:right-full before:w-7 before:bg-gradient-to-l before:from-panel before:to-transparent">
        <IconButton label={open ? 'Fold' : 'Unfold'} aria-expanded={open} onClick={fold}>
          <Icon of={open ? ChevronDown : ChevronUp} />
        </IconButton>
      </span>
    </div>
  );
}

function Events({
  events,
  ...list
}: {
  label: string;
  /** Null while steps are still being read. */
  events: readonly LifecycleEvent[] | null;
  selected: string;
  onSelect: (step: string) => void;
}) {
  return events ? (
    <EventList key={list.label} events={events} {...list} />
  ) : (
    <Waiting label="Steps are still being read" />
  );
}

function Waiting({ label }: { label: string }) {
  return (
    <div className="px-gutter">
      <Blocks label={label} />
    </div>
  );
}
