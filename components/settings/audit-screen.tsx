'use client';

import { useInfiniteQuery } from '@tanstack/react-query';
import { useCallback, useMemo } from 'react';
import { auditOptions } from '#lib/client/access-queries.ts';
import { useUrlState } from '#lib/client/use-url-state.ts';
import { type AuditParams, formatAuditParams, parseAuditParams } from '#lib/contract/audit-params.ts';
import { EndMarker } from '../table/end-marker.tsx';
import { Button } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { AuditFilters } from './audit-filters.tsx';
import { AuditTable } from './audit-table.tsx';
import { Loaded } from './loading.tsx';
import { Card, SettingsHead } from './settings-head.tsx';

const ANY: AuditParams = { who: '', action: null, from: null, to: null };

/** Who did what, newest first. `days` is how long entries are kept. */
export function AuditScreen({ days }: { days: number }) {
  const [params, setParams] = useUrlState(parseAuditParams, formatAuditParams);
  const query = useInfiniteQuery(auditOptions(params));
  const { data, hasNextPage, isFetching, fetchNextPage, isPlaceholderData } = query;
  const entries = useMemo(() => data?.pages.flatMap((page) => page.items), [data]);
  const loadMore = useCallback(() => {
    if (hasNextPage && !isFetching) void fetchNextPage();
  }, [hasNextPage, isFetching, fetchNextPage]);
  const filtered = formatAuditParams(params) !== '';
  return (
    <>
      <SettingsHead
        title="Audit trail"
        about={`Sign-ins, share links, exports, imports, deletions, access tokens and everything that was changed at sources, with what came of it. Entries are kept for ${days} days and cannot be changed.`}
      />
      <AuditFilters params={params} onChange={setParams} />
      <Card label="Entries">
        <Loaded query={{ data: entries, error: query.error, refetch: query.refetch as never }} what="The audit trail">
          {(items) =>
            items.length === 0 ? (
              <EmptyState
                title={filtered ? 'No entry fits' : 'Nothing has happened yet'}
                actions={filtered ? <Button onClick={() => setParams(ANY)}>Clear the filter</Button> : null}
              >
                {filtered
                  ? 'Nobody did such a thing in that time, or it is older than what is kept.'
                  : 'Entries appear here as soon as somebody signs in, exports or changes something.'}
              </EmptyState>
            ) : (
              <div aria-busy={isPlaceholderData} className={isPlaceholderData ? 'opacity-60' : ''}>
                <AuditTable entries={items} />
                {hasNextPage ? <EndMarker onNear={loadMore} /> : null}
              </div>
            )
          }
        </Loaded>
      </Card>
    </>
  );
}
