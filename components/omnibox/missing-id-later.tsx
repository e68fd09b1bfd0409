'use client';

import { lazy, type ReactNode } from 'react';

const Missing = lazy(async () => ({ default: (await import('./missing-id.tsx')).MissingId }));

/** `MissingId`, whose script only those pages fetch that miss something. */
export function MissingIdLater({ children }: { children: ReactNode }) {
  return <Missing>{children}</Missing>;
}
