'use client';

import { useMemo } from 'react';
import { recipientAccess } from '#lib/client/shared-access.ts';
import { type Packed, unpack } from '#lib/contract/packed.ts';
import type { Page } from '#lib/domain/page.ts';
import type { RunTrace } from '#lib/domain/run-trace.ts';
import type { SnapshotFacts } from '#lib/domain/share.ts';
import type { Step } from '#lib/domain/step.ts';
import { SharedRunScreen } from './shared-run-screen.tsx';

/** A run as the holder of a link sees it; `grant` came with the page. */
export function RecipientScreen({
  token,
  grant,
  snapshot,
  opened,
}: {
  token: string;
  grant: string | null;
  snapshot: SnapshotFacts;
  opened: Packed<{ trace: RunTrace; lastPage: Page<Step> | null }>;
}) {
  const access = useMemo(() => recipientAccess(token, grant), [token, grant]);
  const { trace, lastPage } = useMemo(() => unpack(opened), [opened]);
  return <SharedRunScreen access={access} snapshot={snapshot} trace={trace} lastPage={lastPage} />;
}
