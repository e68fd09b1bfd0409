'use client';

import { ChevronLeft, ChevronRight } from 'lucide';
import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { lazy, Suspense, useState, useTransition } from 'react';
import { leavePage } from '#lib/client/leaving.ts';
import { rememberList } from '#lib/client/opened-list.ts';
import type { TraceAccess } from '#lib/client/trace-access.ts';
import { routes } from '#lib/contract/routes.ts';
import { formatTraceViewParams, RUN_ROW } from '#lib/contract/trace-view-params.ts';
import type { Run } from '#lib/domain/run.ts';
import { placeOf, type TraceState } from '#lib/domain/trace-state.ts';
import type { Command } from '../../commands/command.ts';
import { useCommands } from '../../commands/commands.tsx';
import { buttonClass } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { toast } from '../../ui/toast.ts';
import type { Selection } from '../use-selection.ts';
import type { RunOnItsWay } from './opening-run.tsx';
import { useRunNeighbours } from './use-run-neighbours.ts';

const OpeningRun = lazy(async () => ({ default: (await import('./opening-run.tsx')).OpeningRun }));

const WAYS = {
  previous: { label: 'Previous run', key: '[', icon: ChevronLeft },
  next: { label: 'Next run', key: ']', icon: ChevronRight },
};

/** The ways to the run before and after this one, which show it in the same view with the same step selected by number. */
export function NeighbourLinks({
  access,
  state,
  selection,
}: {
  access: TraceAccess;
  state: TraceState;
  selection: Selection;
}) {
  const { neighbours, list } = useRunNeighbours(access, state);
  const router = useRouter();
  const [pending, start] = useTransition();
  const [opening, setOpening] = useState<RunOnItsWay | null>(null);
  const query = queryOf(state, selection);
  const from = list === null ? 'in this thread' : 'in the list';
  const command = (way: keyof typeof WAYS): Omit<Command, 'run'> => ({
    id: `${way}-run`,
    keys: [WAYS[way].key],
    does: WAYS[way].label,
    group: 'Previous, next run',
    footer: 'prev, next run',
    enabled: neighbours !== null,
  });
  const go = (to: Run | null, at: number) => {
    setOpening(to && { to, at, wanted: at });
    if (!to || (pending && to.key === opening?.to.key)) return;
    const path = routes.run(to.source, to.key);
    if (list !== null) rememberList(path, list);
    leavePage();
    start(() => router.push(routes.run(to.source, to.key, query)));
  };
  const follow = (way: keyof typeof WAYS) => {
    const by = way === 'next' ? 1 : -1;
    const to = neighbours?.[way];
    if (pending && opening) setOpening({ ...opening, wanted: opening.wanted + by });
    else if (to) go(to, by);
    else toast(`No ${way} run ${from}`);
  };
  useCommands([
    { ...command('previous'), run: () => follow('previous') },
    { ...command('next'), run: () => follow('next') },
  ]);
  if (access.listHref === null && access.threadRunsPath === null) return null;
  const link = { query, list, onFollow: follow };
  return (
    <span className="flex items-center max-desk:ml-auto">
      <NeighbourLink way="previous" to={neighbours?.previous ?? null} {...link} />
      <NeighbourLink way="next" to={neighbours?.next ?? null} {...link} />
      {pending && opening ? (
        <Suspense>
          <OpeningRun access={access} {...opening} list={list} onGo={go} />
        </Suspense>
      ) : null}
    </span>
  );
}

function NeighbourLink({
  way,
  to,
  query,
  list,
  onFollow,
}: {
  way: keyof typeof WAYS;
  /** Null at an end, and while it is not known. */
  to: Run | null;
  query: string;
  /** The list it comes from; null for the thread. */
  list: string | null;
  onFollow: (way: keyof typeof WAYS) => void;
}) {
  const { label, key, icon } = WAYS[way];
  const className = `${buttonClass('ghost')} tap w-7 px-0! pointer-coarse:w-11`;
  if (!to) {
    return (
      <button type="button" disabled aria-label={label} title={`No ${label.toLowerCase()}`} className={className}>
        <Icon of={icon} />
      </button>
    );
  }
  const path = routes.run(to.source, to.key);
  const name = `${label}, ${to.id}`;
  return (
    <Link
      href={routes.run(to.source, to.key, query)}
      prefetch={false}
      aria-label={name}
      aria-keyshortcuts={key}
      title={`${name} (${list === null ? 'in this thread' : 'in the list'})`}
      onClick={() => {
        if (list !== null) rememberList(path, list);
      }}
      onNavigate={(event) => {
        event.preventDefault();
        onFollow(way);
      }}
      className={className}
    >
      <Icon of={icon} />
    </Link>
  );
}

/** The same view of another run: its step of the same number where the reader had selected one. */
function queryOf(state: TraceState, { named, position, tab, target, view }: Selection): string {
  const isRun = named && target.step === RUN_ROW;
  const number = named && !isRun ? placeOf(state, target.step) + 1 || null : position;
  return formatTraceViewParams({ step: isRun ? RUN_ROW : null, position: number, call: null, tab, view });
}
