'use client';

import { lazy } from 'react';

const Missing = lazy(async () => ({ default: (await import('./missing-id.tsx')).MissingId }));

/** `MissingId`, whose script only those pages fetch that miss something. */
export function MissingIdLater() {
  return <Missing />;
}
