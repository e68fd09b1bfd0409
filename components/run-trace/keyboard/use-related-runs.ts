'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useMemo, useRef } from 'react';
import type { TraceAccess } from '#lib/client/trace-access.ts';
import type { Run } from '#lib/domain/run.ts';
import { useRelated } from '../../commands/commands.tsx';

/** Offers the palette the run's thread and the other runs in it; what looks for them is fetched when it is first asked. */
export function useRelatedRuns(access: TraceAccess, run: Run): void {
  const client = useQueryClient();
  const newest = useRef(run);
  // Outside React: the palette asks later, for the run as it is then.
  useEffect(() => {
    newest.current = run;
  });
  const seen = access.threadRunsPath !== null && run.threadId !== null;
  useRelated(
    useMemo(() => {
      if (!seen) return null;
      const load = async () => (await import('./related-runs.ts')).relatedRuns(client, access, newest.current);
      return { key: access.cacheKey, load };
    }, [access, client, seen]),
  );
}
