'use client';

import { createContext, useContext, useSyncExternalStore } from 'react';
import type { RunSummary } from '#lib/domain/run-summary.ts';
import { onEverySecond } from '../ui/clock.ts';

/** What the cells of all rows share. */
export interface ListView {
  /** The list as it stands in the address, without `?`. */
  query: string;
  /** Names of the sources by id. */
  sourceNames: ReadonlyMap<string, string>;
  /** Length in ms that fills a phase bar; 0 when no length is known. */
  scale: number;
  /** When the server made the page, ms since 1970: the clock until the browser's own is known. */
  loadedAt: number;
  /** Set when updates have stopped: the clock of what goes on stands at this instant, because nothing later is known. */
  asOf: number | null;
}

export const ListViewContext = createContext<ListView>({
  query: '',
  sourceNames: new Map(),
  scale: 0,
  loadedAt: 0,
  asOf: null,
});

/** What the rows of this list share. */
export function useListView(): ListView {
  return useContext(ListViewContext);
}

/** What a row was found to hold beyond its run; `pending` while it is being read. */
export interface RowSummary {
  pending: boolean;
  summary: RunSummary | null;
}

export const RowSummaryContext = createContext<RowSummary>({ pending: false, summary: null });

/** What the row that asks was found to hold. */
export function useRowSummary(): RowSummary {
  return useContext(RowSummaryContext);
}

const still = () => () => {};
const thisSecond = () => Math.floor(Date.now() / 1000) * 1000;

/** The clock in ms, to the second; it ticks only while `ticking`, and stands while updates have stopped. */
export function useNow(ticking: boolean): number {
  const { loadedAt, asOf } = useListView();
  const now = useSyncExternalStore(ticking && asOf === null ? onEverySecond : still, thisSecond, () => loadedAt);
  return asOf ?? now;
}
