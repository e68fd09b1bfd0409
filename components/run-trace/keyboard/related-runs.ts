import type { QueryClient } from '@tanstack/react-query';
import { threadRunsQuery } from '#lib/client/run-thread-queries.ts';
import type { TraceAccess } from '#lib/client/trace-access.ts';
import { routes } from '#lib/contract/routes.ts';
import type { OpenItem } from '#lib/contract/source-schema.ts';
import type { Run } from '#lib/domain/run.ts';
import { runLength } from '#lib/domain/run-length.ts';
import { statusLabel } from '../../status/status.tsx';
import { formatCount, formatDuration } from '../../ui/format.ts';

/** The thread of a run and the other runs in it, for the palette. */
export async function relatedRuns(client: QueryClient, access: TraceAccess, run: Run): Promise<OpenItem[]> {
  const page = await client.fetchQuery(threadRunsQuery(access, run));
  return itemsOf(access, run, page.items, page.nextCursor !== null);
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
