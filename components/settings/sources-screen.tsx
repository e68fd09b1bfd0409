'use client';

import { useQuery } from '@tanstack/react-query';
import { sourcesOptions } from '#lib/client/source-queries.ts';
import { useUrlState } from '#lib/client/use-url-state.ts';
import { formatKnownIds, parseKnownIds } from '#lib/contract/known-ids-params.ts';
import type { Role } from '#lib/domain/role.ts';
import type { SourceSettings } from '#lib/domain/source.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { Notice } from '../ui/notice.tsx';
import { type Installation, InstallationCard } from './installation-card.tsx';
import { KeptSourceCard } from './kept-source-card.tsx';
import { KnownIdsPart } from './known-ids-part.tsx';
import { Loaded } from './loading.tsx';
import { Card, SettingsHead } from './settings-head.tsx';
import { SourceCard } from './source-card.tsx';

/** The configured sources as far as a browser may know them, and how this Runlens is set up. Only what is kept can be deleted here. */
export function SourcesScreen({
  settings,
  installation,
  own,
}: {
  settings: readonly SourceSettings[];
  installation: Installation;
  /** Of the reader. */
  own: Role;
}) {
  const query = useQuery(sourcesOptions());
  const [params, setParams] = useUrlState(parseKnownIds, formatKnownIds);
  return (
    <>
      <SettingsHead
        title="Sources"
        about="Where runs come from. Sources stand in the configuration (RUNLENS_SOURCES or RUNLENS_CONFIG); their keys never leave the server."
      />
      <Loaded query={query} what="The sources">
        {({ items, notices, archive, kept }) => (
          <>
            {notices.length > 0 ? (
              <Card label="Notices">
                {notices.map((notice) => (
                  <Notice key={notice} tone="info">
                    {notice}
                  </Notice>
                ))}
              </Card>
            ) : null}
            {items.length === 0 ? (
              <Card>
                <EmptyState title="No source is configured">
                  Describe one in RUNLENS_SOURCES and start Runlens again. Imports need none.
                </EmptyState>
              </Card>
            ) : null}
            {items.map((source) => (
              <SourceCard
                key={source.id}
                source={source}
                settings={settings.find(({ id }) => id === source.id)}
                ids={
                  archive.state === 'on' || archive.state === 'unwritable' ? (
                    <KnownIdsPart source={source.id} params={params} onChange={setParams} mayDelete={own === 'admin'} />
                  ) : null
                }
              />
            ))}
            {kept.map(({ source, knownBy }) => (
              <KeptSourceCard
                key={source}
                source={source}
                knownBy={knownBy}
                ids={<KnownIdsPart source={source} params={params} onChange={setParams} mayDelete={own === 'admin'} />}
              />
            ))}
            <InstallationCard installation={installation} archive={archive} />
          </>
        )}
      </Loaded>
    </>
  );
}
