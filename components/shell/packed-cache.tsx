'use client';

import { type DehydratedState, HydrationBoundary } from '@tanstack/react-query';
import { type ReactNode, useMemo } from 'react';
import { type Packed, unpack } from '#lib/contract/packed.ts';

/** Puts what came with the page into the browser's cache of answers. */
export function PackedCache({ state, children }: { state: Packed<DehydratedState>; children: ReactNode }) {
  const unpacked = useMemo(() => unpack(state), [state]);
  return <HydrationBoundary state={unpacked}>{children}</HydrationBoundary>;
}
