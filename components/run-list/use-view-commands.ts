'use client';

import { useEffect, useEffectEvent } from 'react';
import { takeFirstView, useSavedViews } from '#lib/client/saved-views.ts';
import { parseRunListParams, type RunListParams } from '#lib/contract/run-list-params.ts';
import { useCommands } from '../commands/commands.tsx';

/** Offers the saved views to the palette, and opens the list with the first of them where the address asks for nothing. */
export function useViewCommands(onOpen: (params: RunListParams) => void): void {
  const { views } = useSavedViews();
  const open = (query: string) => onOpen(parseRunListParams(new URLSearchParams(query)));
  useCommands(
    views.map(({ name, query }) => ({
      id: `view ${name}`,
      keys: [],
      does: `Show the view ${name}`,
      group: 'Saved views',
      run: () => open(query),
    })),
  );
  const openFirst = useEffectEvent(() => {
    const query = window.location.search === '' ? takeFirstView() : null;
    if (query !== null) open(query);
  });
  // Outside React: the address, and what the browser has kept.
  useEffect(() => openFirst(), []);
}
