'use client';

import { useQuery } from '@tanstack/react-query';
import { useMemo, useSyncExternalStore } from 'react';
import { useRegistry } from '../commands/commands.tsx';
import { useUsableCommands } from '../commands/usable-commands.ts';
import { type PaletteItem, paletteItems } from './palette-items.ts';
import { type OpenResults, useOpenResults } from './use-open-results.ts';

export interface Palette {
  items: readonly PaletteItem[];
  state: OpenResults['state'];
  /** What is missing, where nothing can be offered. */
  problem: string | null;
}

const NOTHING: PaletteItem[] = [];

/** What is offered for a text while the palette is open. */
export function usePalette(text: string, open: boolean): Palette {
  const registry = useRegistry();
  const related = useSyncExternalStore(registry.subscribe, registry.related, () => null);
  const near = useQuery({
    queryKey: ['palette', related?.key],
    queryFn: () => related?.load() ?? [],
    enabled: open && related !== null,
    staleTime: 10_000,
    refetchOnWindowFocus: false,
  });
  const commands = useUsableCommands();
  const { state, items: found, problem } = useOpenResults(text);
  const items = useMemo(
    () => (open ? paletteItems(text, found, near.data ?? [], commands) : NOTHING),
    [open, text, found, near.data, commands],
  );
  return { items, state, problem: items.every((item) => item.kind === 'search') ? problem : null };
}
