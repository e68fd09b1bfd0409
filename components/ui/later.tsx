'use client';

import { type ReactNode, Suspense, useState } from 'react';
import { useHydrated } from './hydrated.ts';

/**
 * Holds a part whose code is fetched when it is needed. What a page opens with stands in its HTML, and the page waits for its
 * code to work; what is shown later has a placeholder meanwhile. Give each part a `key` of its own.
 */
export function Later({ fallback, children }: { fallback: ReactNode; children: ReactNode }) {
  const hydrated = useHydrated();
  const [late] = useState(hydrated);
  return late ? <Suspense fallback={fallback}>{children}</Suspense> : children;
}
