'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { RefreshCw } from 'lucide';
import type { ReactNode } from 'react';
import { useTransport } from '#lib/client/live-state.ts';
import { refreshRunLists } from '#lib/client/run-list-queries.ts';
import { refreshSources, restartWalk } from '#lib/client/source-queries.ts';
import type { SourceInfo } from '#lib/domain/source.ts';
import { IconButton } from '../ui/button.tsx';
import { formatCount, formatCountOf } from '../ui/format.ts';
import { Icon } from '../ui/icon.tsx';
import { LiveDot } from '../ui/live-dot.tsx';

/** How many runs there are. Null counts are not known. */
export interface RunCounts {
  total: number | null;
  failed: number | null;
  /** Counting them all would take too long. */
  tooMany: boolean;
  /** Still being read for the first time: none is known yet. */
  pending: boolean;
}

/** Title, counts, how many runs go on, and the button that has all sources read again; `children` stand at the right. */
export function PageHead({
  title,
  counts,
  active,
  sources,
  children,
}: {
  title: string;
  counts: RunCounts;
  active: number;
  sources: readonly SourceInfo[];
  children?: ReactNode;
}) {
  const client = useQueryClient();
  const again = useMutation({
    mutationFn: () => Promise.allSettled(sources.map((source) => restartWalk(source.id))),
    onSettled: () => Promise.all([refreshSources(client), refreshRunLists(client)]),
  });
  return (
    <div className="flex min-h-[52px] flex-wrap items-center gap-x-3 gap-y-1 px-gutter pt-3 pb-2">
      <h1 className="text-title font-semibold tracking-[-0.02em]">{title}</h1>
      {counts.pending ? null : <Counts counts={counts} />}
      <span className="flex-1" />
      {active > 0 ? <LiveCount active={active} /> : null}
      <span className="inline-flex items-center gap-x-3">
        {children}
        <IconButton label="Read the sources again" disabled={again.isPending} onClick={() => again.mutate()}>
          <Icon of={RefreshCw} />
        </IconButton>
      </span>
    </div>
  );
}

/** How many runs go on, and how this page hears of them. */
function LiveCount({ active }: { active: number }) {
  const { mode, why } = useTransport();
  const heard = mode === 'events';
  const how = {
    off: 'Not connected yet',
    connecting: 'Not connected yet',
    events: 'New runs and changes are told by the Runlens server',
    polling: `Read again every 3 seconds, because events cannot be had. ${why ?? ''}`,
    unreachable: 'The Runlens server does not answer; it is tried again',
  }[mode];
  return (
    <span
      title={how}
      className={`inline-flex h-[22px] items-center gap-2 rounded-chip px-2 text-meta font-medium ${mode === 'unreachable' ? 'bg-wait-soft text-wait' : 'bg-live-soft text-live'}`}
    >
      <LiveDot still={!heard} />
      {mode === 'unreachable' ? 'Reconnecting' : mode === 'polling' ? 'Asking again' : 'Live'}, {formatCount(active)}{' '}
      active
      <span className="sr-only">. {how}</span>
    </span>
  );
}

function Counts({ counts: { total, failed, tooMany } }: { counts: RunCounts }) {
  const all = tooMany ? 'Too many runs to count at once' : total === null ? null : formatCountOf(total, 'run');
  if (all === null && !failed) return null;
  return (
    <p className="text-ink-2">
      {all}
      {failed ? (
        <>
          {all === null ? null : ', '}
          <b className="font-medium text-fail">{formatCount(failed)} failed</b>
        </>
      ) : null}
    </p>
  );
}
