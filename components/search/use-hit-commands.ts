'use client';

import type { RefObject } from 'react';
import { useCommands } from '../commands/commands.tsx';

/** J and K go from hit to hit; they are links, so Enter opens the one that has the focus. */
export function useHitCommands(list: RefObject<HTMLElement | null>, enabled: boolean): void {
  const go = (by: 1 | -1) => () => {
    const hits = [...(list.current?.querySelectorAll<HTMLElement>('[data-hit]') ?? [])];
    const at = hits.findIndex((hit) => hit === document.activeElement);
    const next = hits[at === -1 ? 0 : Math.max(0, Math.min(hits.length - 1, at + by))];
    next?.focus();
    next?.scrollIntoView?.({ block: 'nearest' });
  };
  const group = 'Next, previous row';
  useCommands([
    { id: 'next-row', keys: ['J', 'ArrowDown'], does: 'Next hit', group, footer: 'move', enabled, run: go(1) },
    { id: 'previous-row', keys: ['K', 'ArrowUp'], does: 'Previous hit', group, footer: 'move', enabled, run: go(-1) },
  ]);
}
