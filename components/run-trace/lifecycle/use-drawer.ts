'use client';

import { useCallback, useSyncExternalStore } from 'react';

/** Whether the reader opened or folded the drawer; kept by the browser. Null while they did neither. */
type Choice = 'open' | 'folded' | null;

const KEY = 'runlens-drawer';
/** Lower windows start with the drawer folded (below 820 px). */
const LOW = '(height < 51.25rem)';
const listeners = new Set<() => void>();
/** Of this page, where the browser keeps nothing. */
let chosen: Choice = null;

function readChoice(): Choice {
  try {
    const kept = window.localStorage.getItem(KEY);
    return kept === 'open' || kept === 'folded' ? kept : null;
  } catch {
    return chosen;
  }
}

function subscribe(listener: () => void): () => void {
  const low = window.matchMedia?.(LOW);
  listeners.add(listener);
  low?.addEventListener('change', listener);
  window.addEventListener('storage', listener);
  return () => {
    listeners.delete(listener);
    low?.removeEventListener('change', listener);
    window.removeEventListener('storage', listener);
  };
}

function isOpen(folded: boolean): boolean {
  const choice = readChoice();
  return choice === null ? !folded && !(window.matchMedia?.(LOW).matches ?? false) : choice === 'open';
}

/**
 * Whether the drawer is open, and how to change that. Open on the server, where style sheets fold it in low windows; with
 * `folded` it begins folded everywhere.
 */
export function useDrawer(folded: boolean): { open: boolean; setOpen: (open: boolean) => void } {
  const open = useSyncExternalStore(
    subscribe,
    () => isOpen(folded),
    () => !folded,
  );
  const setOpen = useCallback((next: boolean) => {
    chosen = next ? 'open' : 'folded';
    try {
      window.localStorage.setItem(KEY, chosen);
    } catch {
      // Private windows may keep nothing: then the choice holds for this page.
    }
    for (const listener of listeners) listener();
  }, []);
  return { open, setOpen };
}
