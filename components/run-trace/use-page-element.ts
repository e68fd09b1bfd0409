'use client';

import { useSyncExternalStore } from 'react';
import { MAIN_ID } from '../shell/skip-link.tsx';

/** The page's element, or null where there is none (yet). */
export function pageElement(): HTMLElement | null {
  return document.getElementById(MAIN_ID);
}

const never = () => () => {};

/** The page's element, which scrolls on phones; null until the part that asks stands in it. */
export function usePageElement(): HTMLElement | null {
  return useSyncExternalStore(never, pageElement, () => null);
}
