'use client';

import { QueryClientProvider } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Commands } from '#components/commands/commands.tsx';
import { getQueryClient } from '#lib/client/query-client.ts';

/** What the screens of the browser share. */
export function Providers({ children }: { children: ReactNode }) {
  return (
    <QueryClientProvider client={getQueryClient()}>
      <Commands>{children}</Commands>
    </QueryClientProvider>
  );
}
