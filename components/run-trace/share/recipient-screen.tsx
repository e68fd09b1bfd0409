'use client';

import { type ComponentProps, useMemo } from 'react';
import { recipientAccess } from '#lib/client/shared-access.ts';
import { SharedRunScreen } from './shared-run-screen.tsx';

/** A run as the holder of a link sees it; `grant` came with the page. */
export function RecipientScreen({
  token,
  grant,
  ...read
}: { token: string; grant: string | null } & Omit<ComponentProps<typeof SharedRunScreen>, 'access'>) {
  const access = useMemo(() => recipientAccess(token, grant), [token, grant]);
  return <SharedRunScreen access={access} {...read} />;
}
