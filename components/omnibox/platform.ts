'use client';

import { useSyncExternalStore } from 'react';

const never = () => () => {};

/** The keys that open the omnibox, as they are written on the reader's keyboard. */
export function useShortcut(): string {
  return useSyncExternalStore(
    never,
    () => (/Mac|iPhone|iPad/.test(navigator.platform) ? '⌘K' : 'Ctrl K'),
    () => 'Ctrl K',
  );
}
