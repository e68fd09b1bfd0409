'use client';

import { useSearchParams } from 'next/navigation';
import { useEffect, useRef } from 'react';
import type { RowSelection } from '../table/row-selection.ts';

/** Selecting has to rest for this long before it is written down: browsers refuse many writes (ms). */
const PAUSE = 200;

/** What an entry of the browser's history keeps, beside what the router does. */
interface Kept {
  selected?: unknown;
}

/**
 * Remembers in the browser's history what is selected in a list: who comes back to that entry, or reloads it, has it selected
 * again.
 */
export function useKeptSelection({ ids, restore }: RowSelection): void {
  // A filter that is changed writes the entry anew.
  const query = useSearchParams().toString();
  const begun = useRef(false);
  // Outside React: the browser's history.
  useEffect(() => {
    if (!begun.current) {
      begun.current = true;
      const kept = keptIds();
      if (kept.length > 0) {
        restore(kept);
        return undefined;
      }
    }
    const { pathname } = location;
    const timer = setTimeout(() => {
      // The entry may be that of the next page already.
      if (location.pathname !== pathname || sameAs(ids, keptIds())) return;
      const selected = ids.size > 0 ? [...ids] : undefined;
      history.replaceState({ ...(history.state as Kept | null), selected }, '');
    }, PAUSE);
    return () => clearTimeout(timer);
  }, [ids, query, restore]);
}

function keptIds(): string[] {
  const kept = (history.state as Kept | null)?.selected;
  return Array.isArray(kept) ? kept.filter((id) => typeof id === 'string') : [];
}

function sameAs(ids: ReadonlySet<string>, kept: readonly string[]): boolean {
  return ids.size === kept.length && kept.every((id) => ids.has(id));
}
