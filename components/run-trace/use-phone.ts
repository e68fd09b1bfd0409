'use client';

import { useSyncExternalStore } from 'react';

/** The widths at which bars go under labels and the detail becomes a sheet (up to 720 px). */
const PHONE = '(width < 45.0625rem)';

function subscribe(listener: () => void): () => void {
  const query = window.matchMedia?.(PHONE);
  query?.addEventListener('change', listener);
  return () => query?.removeEventListener('change', listener);
}

/** Whether the window is as narrow as a phone. False on the server. */
export function usePhone(): boolean {
  return useSyncExternalStore(
    subscribe,
    () => window.matchMedia?.(PHONE).matches ?? false,
    () => false,
  );
}
