'use client';

import { lazy, Suspense, useContext } from 'react';
import type { Selection } from '../use-selection.ts';
import { ReplayContext } from './replay-context.ts';

const ReplayPlace = lazy(async () => ({ default: (await import('./replay-place.tsx')).ReplayPlace }));

/** Where a replay is shown that the address asks for; nothing otherwise. */
export function ReplaySlot({ selection }: { selection: Selection }) {
  const replay = useContext(ReplayContext);
  if (replay === null) return null;
  return (
    <Suspense>
      <ReplayPlace replay={replay} selection={selection} />
    </Suspense>
  );
}
