'use client';

import { useInfiniteQuery } from '@tanstack/react-query';
import { useCallback, useMemo, useRef } from 'react';
import { toApiError } from '#lib/client/api-error.ts';
import { searchOptions } from '#lib/client/run-find-queries.ts';
import { useUrlState } from '#lib/client/use-url-state.ts';
import { formatSearchParams, parseSearchParams } from '#lib/contract/search-params.ts';
import type { SearchFound } from '#lib/domain/search-hit.ts';
import { KeysFooter } from '../shell/keys-footer.tsx';
import { MAIN_ID } from '../shell/skip-link.tsx';
import { EndMarker } from '../table/end-marker.tsx';
import { Notice } from '../ui/notice.tsx';
import { formatCountOf } from '../ui/format.ts';
import { useKeptPlace } from '../ui/use-kept-place.ts';
import { RunHitsBlock } from './run-hits.tsx';
import { SearchFilters } from './search-filters.tsx';
import { HitSkeleton, HowToSearch, NoHits, SearchError } from './search-states.tsx';
import { ThreadHitsBlock } from './thread-hits.tsx';
import { useHitCommands } from './use-hit-commands.ts';

/** One field over all archived texts; hits by run, or thread where there is none, each leading to its place. */
export function SearchScreen() {
  const [params, setParams] = useUrlState(parseSearchParams, formatSearchParams);
  const query = useInfiniteQuery(searchOptions(params));
  const { data, hasNextPage, isFetching, fetchNextPage, isPlaceholderData } = query;
  const found = useMemo(() => data?.pages.flatMap((page) => page.items) ?? [], [data]);
  const list = useRef<HTMLDivElement>(null);
  const scroller = useRef<HTMLDivElement>(null);
  useKeptPlace(scroller);
  const loadMore = useCallback(() => {
    if (hasNextPage && !isFetching) void fetchNextPage();
  }, [hasNextPage, isFetching, fetchNextPage]);
  useHitCommands(list, found.length > 0);
  const asked = params.q !== '';
  const failed = query.isError && !data ? toApiError(query.error) : null;
  return (
    <main id={MAIN_ID} tabIndex={-1} className="flex min-h-0 min-w-0 flex-col outline-none">
      <div ref={scroller} className="relative min-h-0 flex-1 overflow-x-clip overflow-y-auto">
        <div className="top-0 z-20 border-b border-line bg-canvas desk:sticky">
          <div className="flex min-h-[52px] flex-wrap items-center gap-x-3 px-gutter pt-3 pb-2">
            <h1 className="text-title font-semibold tracking-[-0.02em]">Search</h1>
            {asked && data ? (
              <p role="status" className="text-ink-2">
                {whatHasHits(data.pages.at(-1)?.total ?? null, found, hasNextPage)}
              </p>
            ) : null}
          </div>
          <SearchFilters params={params} onChange={setParams} />
        </div>
        {query.isError && data ? <Notice tone="warn">The search could not be read again.</Notice> : null}
        {!asked ? (
          <HowToSearch />
        ) : failed?.code === 'not_found' ? (
          <NoHits params={params} onChange={setParams} said={failed.message} />
        ) : failed ? (
          <SearchError error={query.error} onRetry={() => void query.refetch()} />
        ) : !data ? (
          <HitSkeleton />
        ) : found.length === 0 && query.isFetchNextPageError ? (
          <SearchError error={query.error} onRetry={() => void fetchNextPage()} />
        ) : found.length === 0 && hasNextPage ? (
          <>
            <EndMarker key={data.pages.length} onNear={loadMore} />
            <HitSkeleton />
          </>
        ) : found.length === 0 ? (
          <NoHits params={params} onChange={setParams} />
        ) : (
          <div ref={list} aria-busy={isPlaceholderData} className={isPlaceholderData ? 'opacity-60' : ''}>
            {found.map((each) => (
              <div key={nameOf(each)} data-place={nameOf(each)}>
                <FoundBlock found={each} />
              </div>
            ))}
            {hasNextPage ? <EndMarker onNear={loadMore} /> : null}
          </div>
        )}
      </div>
      <KeysFooter />
    </main>
  );
}

function FoundBlock({ found }: { found: SearchFound }) {
  return 'run' in found ? <RunHitsBlock found={found} /> : <ThreadHitsBlock found={found} />;
}

function nameOf(found: SearchFound): string {
  if ('run' in found) return `run ${found.run.source} ${found.run.key}`;
  return `thread ${found.thread.source} ${found.thread.id} ${found.message?.id ?? ''}`;
}

/** What was found so far, by kind: `3 runs and 1 message`. */
function whatHasHits(total: number | null, found: readonly SearchFound[], more: boolean): string {
  const kinds = found.map((one) => ('run' in one ? 'run' : one.message ? 'message' : 'thread'));
  const words = (['run', 'message', 'thread'] as const)
    .map((kind) => ({ kind, count: kinds.filter((one) => one === kind).length }))
    .filter(({ kind, count }) => count > 0 || (kind === 'run' && kinds.length === 0))
    .map(({ kind, count }) => formatCountOf(count, kind))
    .join(', ');
  return total === null && more ? `${words} so far, newest first` : `${words}, newest first`;
}
