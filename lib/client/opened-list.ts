'use client';

import { useSyncExternalStore } from 'react';

/** Which list every run was opened from, in this tab: pairs of a run's address and the list's query, newest last. */
const NAME = 'runlens.opened-from';
/** Runs that are remembered. */
const MOST = 100;

type Opened = [run: string, query: string];

/** Notes that a run (its page's path) is opened from the list with this query. */
export function rememberList(run: string, query: string): void {
  const others = read().filter(([each]) => each !== run);
  try {
    sessionStorage.setItem(NAME, JSON.stringify([...others, [run, query]].slice(-MOST)));
  } catch {
    // Storage may be forbidden or full; the run's thread is followed then.
  }
}

/** The query of the list that a run was opened from; null where it was opened otherwise. */
export function listOf(run: string): string | null {
  return read().find(([each]) => each === run)?.[1] ?? null;
}

const never = () => () => {};

/** `listOf` in a component; null on the server and while the page takes over its HTML. */
export function useListOf(run: string): string | null {
  return useSyncExternalStore(
    never,
    () => listOf(run),
    () => null,
  );
}

function read(): Opened[] {
  try {
    const stored: unknown = JSON.parse(sessionStorage.getItem(NAME) ?? '[]');
    return Array.isArray(stored) ? stored.filter(isOpened) : [];
  } catch {
    return [];
  }
}

function isOpened(value: unknown): value is Opened {
  return Array.isArray(value) && value.length === 2 && value.every((each) => typeof each === 'string');
}
