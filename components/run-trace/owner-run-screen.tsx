'use client';

import { lazy, useMemo, useState } from 'react';
import { ownerAccess } from '#lib/client/trace-access.ts';
import { type Packed, unpack } from '#lib/contract/packed.ts';
import type { Operations } from '#lib/domain/operations.ts';
import type { Page } from '#lib/domain/page.ts';
import type { RunTrace } from '#lib/domain/run-trace.ts';
import type { Sharing } from '#lib/domain/share.ts';
import type { Step } from '#lib/domain/step.ts';
import { Later } from '../ui/later.tsx';
import { FoundWordsProvider } from '../conversation/found-words.tsx';
import { RunTraceScreen } from './run-trace-screen.tsx';
import { NOT_SHARING, ShareContext } from './share/share-state.ts';

const SharePreview = lazy(async () => ({ default: (await import('./share/share-preview.tsx')).SharePreview }));

/** A run as those see it who run Runlens; or, while they look at what they would share, as a recipient does. */
export function OwnerRunScreen({
  source,
  runKey,
  operate = null,
  sharing = null,
  opened,
  now,
}: {
  source: string;
  runKey: string;
  operate?: Operations | null;
  sharing?: Sharing | null;
  opened: Packed<{ trace: RunTrace; lastPage: Page<Step> | null }>;
  now: number;
}) {
  const access = useMemo(() => ownerAccess(source, runKey, { operate, sharing }), [source, runKey, operate, sharing]);
  const { trace, lastPage } = useMemo(() => unpack(opened), [opened]);
  const share = useState(NOT_SHARING);
  return (
    <ShareContext value={share}>
      <FoundWordsProvider>
        {share[0].shows === 'preview' ? (
          <Later fallback={null}>
            <SharePreview source={source} runKey={runKey} />
          </Later>
        ) : (
          <RunTraceScreen key={access.cacheKey} access={access} trace={trace} lastPage={lastPage} now={now} />
        )}
      </FoundWordsProvider>
    </ShareContext>
  );
}
