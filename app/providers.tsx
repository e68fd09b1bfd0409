'use client';

import { QueryClientProvider } from '@tanstack/react-query';
import { type ReactNode, useEffect } from 'react';
import { Commands } from '#components/commands/commands.tsx';
import { getQueryClient } from '#lib/client/query-client.ts';
import { PAGE_LISTENS } from '#lib/contract/page-listens.ts';

/** What the screens of the browser share. */
export function Providers({ children }: { children: ReactNode }) {
  // Outside React: what was clicked before is repeated now (lib/scripts/late-scripts.ts).
  useEffect(() => {
    window.dispatchEvent(new Event(PAGE_LISTENS));
  }, []);
  return (
    <QueryClientProvider client={getQueryClient()}>
      <Commands>{children}</Commands>
    </QueryClientProvider>
  );
}
