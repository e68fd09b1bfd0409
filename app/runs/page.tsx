import { dehydrate } from '@tanstack/react-query';
import type { Metadata } from 'next';
import { PackedCache } from '#components/shell/packed-cache.tsx';
import { pack } from '#lib/contract/packed.ts';
import { RunListScreen } from '#components/run-list/run-list-screen.tsx';
import { getQueryClient } from '#lib/client/query-client.ts';
import { RUN_PAGE, runListOptions } from '#lib/client/run-list-queries.ts';
import { sourcesOptions } from '#lib/client/source-queries.ts';
import { parseRunListParams, type RunListParams } from '#lib/contract/run-list-params.ts';
import { sendPageHead } from '#lib/server/http/page-head.ts';
import { listRuns } from '#lib/server/runs/list-runs.ts';
import { listSources } from '#lib/server/sources/list-sources.ts';
import { requirePage } from '#lib/server/auth/require-page.ts';

export const metadata: Metadata = { title: 'Runs' };

/** How long the first page may take, in ms; after that the browser asks again by itself. */
const PATIENCE = 10_000;

/** All runs of all sources: the first page comes with the HTML, groups of them are read by the browser. */
export default async function RunsPage({
  searchParams,
}: {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}) {
  await requirePage('viewer');
  // The list says itself what it cannot read.
  sendPageHead();
  const { state, loadedAt } = await load(parseRunListParams(toQuery(await searchParams)));
  return (
    <PackedCache state={state}>
      <RunListScreen loadedAt={loadedAt} />
    </PackedCache>
  );
}

async function load(params: RunListParams) {
  const client = getQueryClient();
  if (params.group === 'none') {
    await client.prefetchInfiniteQuery({
      ...runListOptions(params),
      queryFn: () => listRuns(params, { limit: RUN_PAGE }, AbortSignal.timeout(PATIENCE)),
      retry: false,
    });
  }
  client.setQueryData(sourcesOptions().queryKey, await listSources());
  return { state: pack(dehydrate(client)), loadedAt: Date.now() };
}

function toQuery(search: Record<string, string | string[] | undefined>): URLSearchParams {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(search)) {
    for (const each of Array.isArray(value) ? value : [value ?? '']) query.append(name, each);
  }
  return query;
}
