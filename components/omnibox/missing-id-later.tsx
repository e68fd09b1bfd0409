'use client';

import { type ComponentProps, lazy } from 'react';
import type { MissingId } from './missing-id.tsx';

const Missing = lazy(async () => ({ default: (await import('./missing-id.tsx')).MissingId }));

/** `MissingId`, whose script only those pages fetch that miss something. */
export function MissingIdLater(props: ComponentProps<typeof MissingId>) {
  return <Missing {...props} />;
}
