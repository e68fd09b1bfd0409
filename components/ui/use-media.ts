'use client';

import { useCallback, useSyncExternalStore } from 'react';

/** Up to 720 px, as `max-desk` in the style sheet. */
const PHONE = '(width < 45.0625rem)';

/** Whether a media query holds; false on the server and while the page takes over its HTML. */
export function useMedia(query: string): boolean {
  const subscribe = useCallback(
    (listener: () => void) => {
      const media = window.matchMedia?.(query);
      media?.addEventListener('change', listener);
      return () => media?.removeEventListener('change', listener);
    },
    [query],
  );
  return useSyncExternalStore(
    subscribe,
    () => window.matchMedia?.(query).matches ?? false,
    () => false,
  );
}

/** Whether the window is as narrow as a phone; false where `useMedia` is. */
export function usePhone(): boolean {
  return useMedia(PHONE);
}
