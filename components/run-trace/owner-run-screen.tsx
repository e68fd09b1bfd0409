'use client';

import { useMemo } from 'react';
import { ownerAccess } from '#lib/client/trace-access.ts';
import type { Operations } from '#lib/domain/operations.ts';
import type { Page } from '#lib/domain/page.ts';
import type { RunTrace } from '#lib/domain/run-trace.ts';
import type { Step } from '#lib/domain/step.ts';
import { FoundWordsProvider } from './found-words.tsx';
import { RunTraceScreen } from './run-trace-screen.tsx';

/** A run as those see it who run Runlens. */
export function OwnerRunScreen({
  source,
  runKey,
  operate = null,
  ...read
}: {
  source: string;
  runKey: string;
  operate?: Operations | null;
  trace: RunTrace;
  lastPage: Page<Step> | null;
  now: number;
}) {
  const access = useMemo(() => ownerAccess(source, runKey, operate), [source, runKey, operate]);
  return (
    <FoundWordsProvider>
      <RunTraceScreen key={access.cacheKey} access={access} {...read} />
    </FoundWordsProvider>
  );
}
