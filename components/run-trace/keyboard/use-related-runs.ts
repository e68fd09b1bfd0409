'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useMemo, useRef } from 'react';
import { threadRunsQuery } from '#lib/client/run-thread-queries.ts';
import type { TraceAccess } from '#lib/client/trace-access.ts';
import { routes } from '#lib/contract/routes.ts';
import type { OpenItem } from '#lib/contract/source-schema.ts';
import type { Run } from '#lib/domain/run.ts';
import { runLength } from '#lib/domain/run-length.ts';
import { useRelated } from '../../commands/commands.tsx';
import { statusLabel } from '../../status/status.tsx';
import { formatCount, formatDuration } from '../../ui/format.ts';

/** Offers the palette the run's thread and the other runs in it. */
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
      const load = async () => {
        const page = await client.fetchQuery(threadRunsQuery(access, newest.current));
        return itemsOf(access, newest.current, page.items, page.nextCursor !== null);
      };
      return { key: access.cacheKey, load };
    }, [access, client, seen]),
  );
}

function itemsOf(access: TraceAccess, current: Run, runs: readonly Run[], more: boolean): OpenItem[] {
  const { source, threadId } = current;
  const href = threadId === null ? undefined : access.threadHref?.(threadId);
  const count = `${formatCount(runs.length)}${more ? '+' : ''} ${runs.length === 1 ? 'run' : 'runs'}`;
  const thread = { kind: 'thread' as const, id: threadId ?? '', label: count, status: null, source };
  const others = runs.filter((run) => run.key !== current.key).map(itemOf);
  return [...(href ? [{ ...thread, href }] : []), ...others];
}

function itemOf(run: Run): OpenItem {
  const { id, source, status } = run;
  const length = formatDuration(runLength(run, Date.now()), { approximate: run.timeResolution >= 1000 });
  const who = run.assistantName ?? run.assistantId ?? 'Run';
  const label = `${who}, ${statusLabel(status).toLowerCase()}, ${length}`;
  return { kind: 'run', id, label, status, source, href: routes.run(source, run.key) };
}
