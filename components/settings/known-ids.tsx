import { useInfiniteQuery } from '@tanstack/react-query';
import { useCallback, useMemo } from 'react';
import { knownIdsOptions } from '#lib/client/access-queries.ts';
import type { KnownFilter } from '#lib/domain/known-id.ts';
import { EndMarker } from '../table/end-marker.tsx';
import { Button } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { KnownIdsFilters } from './known-ids-filters.tsx';
import { KnownIdsTable } from './known-ids-table.tsx';
import { Loaded } from './loading.tsx';

/** The ids that are known of a source, each with how it came and when it was met first and last. */
export function KnownIds({
  source,
  filter,
  onChange,
}: {
  source: string;
  filter: KnownFilter;
  onChange: (filter: KnownFilter) => void;
}) {
  const query = useInfiniteQuery(knownIdsOptions(source, filter));
  const { data, hasNextPage, isFetching, fetchNextPage, isPlaceholderData } = query;
  const ids = useMemo(() => data?.pages.flatMap((page) => page.items), [data]);
  const loadMore = useCallback(() => {
    if (hasNextPage && !isFetching) void fetchNextPage();
  }, [hasNextPage, isFetching, fetchNextPage]);
  const filtered = filter.way !== null || filter.text !== '';
  return (
    <>
      <KnownIdsFilters filter={filter} onChange={onChange} />
      <Loaded query={{ data: ids, error: query.error, refetch: query.refetch as never }} what="The known ids">
        {(items) =>
          items.length === 0 ? (
            <EmptyState
              title={filtered ? 'No known id fits' : `No ${filter.kind} of this source is known yet`}
              actions={
                filtered ? (
                  <Button onClick={() => onChange({ ...filter, way: null, text: '' })}>Clear the filter</Button>
                ) : null
              }
            >
              {filtered
                ? 'Ids are compared without regard to capital letters.'
                : 'Ids appear here once one was opened, listed, imported, pasted or seen by the pass-through.'}
            </EmptyState>
          ) : (
            <div aria-busy={isPlaceholderData} className={isPlaceholderData ? 'opacity-60' : ''}>
              <KnownIdsTable ids={items} />
              {hasNextPage ? <EndMarker onNear={loadMore} /> : null}
            </div>
          )
        }
      </Loaded>
    </>
  );
}
