'use client';

import { useSyncExternalStore } from 'react';

/** How this browser hears of what goes on. */
export interface Transport {
  /**
   * `off`: nothing is listened to. `connecting`: not yet known. `events`: the server's events arrive. `polling`: they cannot
   * be had, `why` says it, so pages ask again and again. `unreachable`: the server does not answer and is tried again.
   */
  mode: 'off' | 'connecting' | 'events' | 'polling' | 'unreachable';
  why: string | null;
  /** Since when it is so, by this machine's clock (ms since 1970). */
  since: number;
  /** Names of the runs whose every event arrives, as `runName` has them. */
  runs: readonly string[];
}

/** What is known of the following of one run. Times are of this browser's clock (ms since 1970). */
export interface RunNews {
  /** When something new was last heard. */
  changedAt: number | null;
  /** When text last arrived piece by piece, which only streams bring that pass through Runlens. */
  streamedAt: number | null;
  /** Why following broke off; null while it goes on. */
  problem: string | null;
}

export const OFF: Transport = { mode: 'off', why: null, since: 0, runs: [] };
export const NO_NEWS: RunNews = { changedAt: null, streamedAt: null, problem: null };

let transport = OFF;
const news = new Map<string, RunNews>();
const listeners = new Set<() => void>();

/** What events call a run. */
export function runName(source: string, key: string): string {
  return `${source}/${key}`;
}

/** Notes how this browser hears of what goes on now. */
export function setTransport(next: Transport): void {
  transport = next;
  for (const listener of listeners) listener();
}

/** Notes what was heard of a run; null forgets it. */
export function setRunNews(name: string, change: Partial<RunNews> | null): void {
  if (change === null) news.delete(name);
  else news.set(name, { ...(news.get(name) ?? NO_NEWS), ...change });
  for (const listener of listeners) listener();
}

/** Whether pages have to ask for themselves how a run stands, because its events cannot be had; null means the list. */
export function needsPolling(run: string | null): boolean {
  const { mode, runs } = transport;
  return mode === 'polling' || (mode === 'events' && run !== null && !runs.includes(run));
}

function currentTransport(): Transport {
  return transport;
}

/** How this tab hears of what goes on. */
export function useTransport(): Transport {
  return useSyncExternalStore(onLiveState, currentTransport, () => OFF);
}

/** What was heard of a run. */
export function useRunNews(name: string): RunNews {
  return useSyncExternalStore(
    onLiveState,
    () => news.get(name) ?? NO_NEWS,
    () => NO_NEWS,
  );
}

/** Calls `listener` at every change until the returned function is called. */
function onLiveState(listener: () => void): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}
