import { dehydrate } from '@tanstack/react-query';
import type { Metadata } from 'next';
import { PackedCache } from '#components/shell/packed-cache.tsx';
import { pack } from '#lib/contract/packed.ts';
import { SourcesScreen } from '#components/settings/sources-screen.tsx';
import { getQueryClient } from '#lib/client/query-client.ts';
import { sourcesOptions } from '#lib/client/source-queries.ts';
import { requirePage } from '#lib/server/auth/require-page.ts';
import { listSources } from '#lib/server/sources/list-sources.ts';
import { installationSettings, sourceSettings } from '#lib/server/sources/source-settings.ts';

export const metadata: Metadata = { title: 'Sources' };
/** What is known of the sources changes by itself. */
export const dynamic = 'force-dynamic';

/** The configured sources without their secrets, and how this Runlens is set up. */
export default async function SourcesSettingsPage() {
  const { role } = await requirePage('viewer');
  const client = getQueryClient();
  client.setQueryData(sourcesOptions().queryKey, await listSources());
  return (
    <PackedCache state={pack(dehydrate(client))}>
      <SourcesScreen settings={sourceSettings()} installation={installationSettings()} own={role} />
    </PackedCache>
  );
}
