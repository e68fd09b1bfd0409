'use client';

import { ChevronLeft, ChevronRight } from 'lucide';
import Link, { useLinkStatus } from 'next/link';
import { type RefObject, useRef } from 'react';
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
import { useRunNeighbours } from './use-run-neighbours.ts';

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
  const previous = useRef<HTMLAnchorElement>(null);
  const next = useRef<HTMLAnchorElement>(null);
  const from = list === null ? 'in this thread' : 'in the list';
  const command = (way: keyof typeof WAYS): Omit<Command, 'run'> => ({
    id: `${way}-run`,
    keys: [WAYS[way].key],
    does: WAYS[way].label,
    group: 'Previous, next run',
    footer: 'prev, next run',
    enabled: neighbours !== null,
  });
  const follow = (link: HTMLAnchorElement | null, way: string) =>
    link ? link.click() : toast(`No ${way} run ${from}`);
  useCommands([
    { ...command('previous'), run: () => follow(previous.current, 'previous') },
    { ...command('next'), run: () => follow(next.current, 'next') },
  ]);
  if (access.listHref === null && access.threadRunsPath === null) return null;
  const query = queryOf(state, selection);
  return (
    <span className="flex items-center max-desk:-mr-3 max-desk:ml-auto">
      <NeighbourLink way="previous" to={neighbours?.previous ?? null} query={query} list={list} link={previous} />
      <NeighbourLink way="next" to={neighbours?.next ?? null} query={query} list={list} link={next} />
    </span>
  );
}

function NeighbourLink({
  way,
  to,
  query,
  list,
  link,
}: {
  way: keyof typeof WAYS;
  /** Null at an end, and while it is not known. */
  to: Run | null;
  query: string;
  /** The list it comes from; null for the thread. */
  list: string | null;
  link: RefObject<HTMLAnchorElement | null>;
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
      ref={link}
      href={routes.run(to.source, to.key, query)}
      prefetch={false}
      aria-label={name}
      aria-keyshortcuts={key}
      title={`${name} (${list === null ? 'in this thread' : 'in the list'})`}
      onClick={() => {
        if (list !== null) rememberList(path, list);
      }}
      className={className}
    >
      <Icon of={icon} />
      <Progress />
    </Link>
  );
}

/** A run of a slow source opens late: its link pulses until then. */
function Progress() {
  const { pending } = useLinkStatus();
  return pending ? <span className="absolute inset-0 animate-pulse rounded-control bg-accent-soft opacity-60" /> : null;
}

/** The same view of another run: its step of the same number where the reader had selected one. */
function queryOf(state: TraceState, { named, position, tab, target, view }: Selection): string {
  const isRun = named && target.step === RUN_ROW;
  const number = named && !isRun ? placeOf(state, target.step) + 1 || null : position;
  return formatTraceViewParams({ step: isRun ? RUN_ROW : null, position: number, call: null, tab, view });
}
