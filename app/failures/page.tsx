import { dehydrate } from '@tanstack/react-query';
import type { Metadata } from 'next';
import { PackedCache } from '#components/shell/packed-cache.tsx';
import { pack } from '#lib/contract/packed.ts';
import { RunListScreen } from '#components/run-list/run-list-screen.tsx';
import { getQueryClient } from '#lib/client/query-client.ts';
import { sourcesOptions } from '#lib/client/source-queries.ts';
import { listSources } from '#lib/server/sources/list-sources.ts';
import { requirePage } from '#lib/server/auth/require-page.ts';

export const metadata: Metadata = { title: 'Failures' };
/** What is known of the sources changes by itself. */
export const dynamic = 'force-dynamic';

/** Failed runs of all sources, those that failed alike together. They are counted when the page is there. */
export default async function FailuresPage() {
  await requirePage('viewer');
  const client = getQueryClient();
  client.setQueryData(sourcesOptions().queryKey, await listSources());
  return (
    <PackedCache state={pack(dehydrate(client))}>
      <RunListScreen loadedAt={clock()} page="failures" />
    </PackedCache>
  );
}

function clock(): number {
  return Date.now();
}
