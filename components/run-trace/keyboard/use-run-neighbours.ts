'use client';

import { useQuery } from '@tanstack/react-query';
import { listNeighboursQuery, type RunNeighbours, threadNeighboursQuery } from '#lib/client/neighbour-queries.ts';
import { useListOf } from '#lib/client/opened-list.ts';
import type { TraceAccess } from '#lib/client/trace-access.ts';
import { routes } from '#lib/contract/routes.ts';
import { isComplete, type TraceState } from '#lib/domain/trace-state.ts';
import { useHydrated } from '../../ui/hydrated.ts';

/** The neighbours of a run, and the list they come from: null for those of the thread. */
export interface NeighboursInView {
  neighbours: RunNeighbours | null;
  list: string | null;
}

/**
 * The runs before and after this one in the list it was opened from, else in its thread by time. Looked for once its steps
 * are there. Null while they are not known, and where neither holds the run.
 */
export function useRunNeighbours(access: TraceAccess, state: TraceState): NeighboursInView {
  const { run } = state;
  const hydrated = useHydrated();
  const ready = hydrated && (isComplete(state) || state.problem !== null);
  const opened = useListOf(routes.run(run.source, run.key));
  const list = access.listHref === null ? null : opened;
  const inList = useQuery({ ...listNeighboursQuery(list, run), enabled: ready && list !== null });
  const elsewhere = list === null || inList.data === null || inList.isError;
  const seen = access.threadRunsPath !== null && run.threadId !== null;
  const inThread = useQuery({ ...threadNeighboursQuery(access, run), enabled: ready && seen && elsewhere });
  if (elsewhere) return { neighbours: inThread.data ?? null, list: null };
  return { neighbours: inList.data ?? null, list };
}
