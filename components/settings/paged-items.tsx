'use client';

import type { InfiniteData, UseInfiniteQueryResult } from '@tanstack/react-query';
import { type ReactNode, useCallback, useMemo } from 'react';
import type { Page } from '#lib/domain/page.ts';
import { EndMarker } from '../table/end-marker.tsx';
import { Loaded } from './loading.tsx';

/** What comes by pages, the next of which is read when the end of the last comes into view; `empty` where there is nothing. */
export function PagedItems<T>({
  query,
  what,
  empty,
  children,
}: {
  query: UseInfiniteQueryResult<InfiniteData<Page<T>>>;
  /** In the words of a failure: `The audit trail`. */
  what: string;
  empty: ReactNode;
  children: (items: T[]) => ReactNode;
}) {
  const { data, hasNextPage, isFetching, fetchNextPage, isPlaceholderData } = query;
  const items = useMemo(() => data?.pages.flatMap((page) => page.items), [data]);
  const loadMore = useCallback(() => {
    if (hasNextPage && !isFetching) void fetchNextPage();
  }, [hasNextPage, isFetching, fetchNextPage]);
  return (
    <Loaded query={{ data: items, error: query.error, refetch: query.refetch }} what={what}>
      {(all) =>
        all.length === 0 ? (
          empty
        ) : (
          <div aria-busy={isPlaceholderData} className={isPlaceholderData ? 'opacity-60' : ''}>
            {children(all)}
            {hasNextPage ? <EndMarker onNear={loadMore} /> : null}
          </div>
        )
      }
    </Loaded>
  );
}
