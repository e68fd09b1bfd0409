'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useMemo } from 'react';
import { ApiError } from '#lib/client/api-error.ts';
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
  useLeaveWhenOver();
  const access = useMemo(() => recipientAccess(token, grant), [token, grant]);
  const { trace, lastPage } = useMemo(() => unpack(opened), [opened]);
  return <SharedRunScreen access={access} snapshot={snapshot} trace={trace} lastPage={lastPage} />;
}

/** Asks for the page again once an answer says that the link is over: it says so once, in place of every part of the run. */
function useLeaveWhenOver(): void {
  const client = useQueryClient();
  // Outside React: the cache of what was read, and the page.
  useEffect(
    () =>
      client.getQueryCache().subscribe(({ query }) => {
        const { error } = query.state;
        if (error instanceof ApiError && error.code === 'share_over') window.location.reload();
      }),
    [client],
  );
}
