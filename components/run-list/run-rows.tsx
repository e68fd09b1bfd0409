'use client';

import { type RefObject, useMemo } from 'react';
import { useHiddenColumns } from '#lib/client/hidden-columns.ts';
import type { useRunList } from '#lib/client/use-run-list.ts';
import { formatRunListParams, type RunListParams } from '#lib/contract/run-list-params.ts';
import { scaleOf } from '#lib/domain/run-length.ts';
import { EndMarker } from '../table/end-marker.tsx';
import type { RowCursor } from '../table/use-row-cursor.ts';
import { isFiltered, withoutFilters } from './filter-words.ts';
import { useListCommands } from './list-commands.ts';
import { ListViewContext } from './list-view.ts';
import { RunListSkeleton } from './run-list-skeleton.tsx';
import { ListError, NoRuns } from './run-list-states.tsx';
import { RunTable } from './run-table.tsx';

/** Where the rows of a list scroll, and what stands above them (px). */
export interface ListViewport {
  element: RefObject<HTMLElement | null>;
  above: number;
  stays: number;
}

/** The runs that pass the filter as rows, or what stands in their place. `clock` is when they were read, `loadedAt` when the page was. */
export function RunRows({
  list,
  params,
  onChange,
  viewport,
  cursor,
  clock,
  loadedAt,
}: {
  list: ReturnType<typeof useRunList>;
  params: RunListParams;
  onChange: (params: RunListParams) => void;
  viewport: ListViewport;
  cursor: RefObject<RowCursor | null>;
  clock: number;
  loadedAt: number;
}) {
  const { runs, total, query } = list;
  const sources = list.sources.items;
  const hidden = useHiddenColumns();
  const address = formatRunListParams(params);
  const view = useMemo(
    () => ({
      query: address,
      sourceNames: new Map(sources.map((source) => [source.id, source.name])),
      scale: scaleOf(runs, clock),
      loadedAt,
      asOf: list.paused ? query.dataUpdatedAt : null,
    }),
    [address, sources, runs, clock, loadedAt, list.paused, query.dataUpdatedAt],
  );
  useListCommands(cursor, runs);
  const onClear = () => onChange(withoutFilters(params));
  if (query.isError && !query.data) return <ListError error={query.error} onRetry={list.again} onClear={onClear} />;
  if (isWaiting(list, params)) return <RunListSkeleton hidden={hidden} />;
  if (runs.length === 0 && query.isFetchNextPageError) {
    return <ListError error={query.error} onRetry={() => void query.fetchNextPage()} onClear={onClear} />;
  }
  if (runs.length === 0 && query.hasNextPage) {
    // A search that takes long gives what it has by then, and goes on from there.
    return (
      <>
        <EndMarker key={query.data?.pages.length} onNear={list.loadMore} />
        <RunListSkeleton hidden={hidden} />
      </>
    );
  }
  if (runs.length === 0) {
    const nameOf = (kind: 'assistant' | 'source', id: string) =>
      (kind === 'source' ? view.sourceNames.get(id) : undefined) ?? id;
    return <NoRuns {...{ params, onChange, sources, nameOf }} walking={list.walking} />;
  }
  return (
    <ListViewContext value={view}>
      <div aria-busy={query.isPlaceholderData} className={query.isPlaceholderData ? 'opacity-60' : ''}>
        <RunTable runs={runs} total={total} params={params} onChange={onChange} viewport={{ ...viewport, cursor }} />
      </div>
      {query.hasNextPage ? <EndMarker onNear={list.loadMore} /> : null}
      {query.isFetchingNextPage ? <RunListSkeleton more hidden={hidden} /> : null}
    </ListViewContext>
  );
}

/**
 * Whether there is nothing to show yet, because it is being read or a source is being walked. Where runs are known, a filter
 * that none of them passes has its answer, whatever a walk may find yet.
 */
export function isWaiting(list: ReturnType<typeof useRunList>, params: RunListParams): boolean {
  return list.query.isPending || (list.runs.length === 0 && mayYetFind(list, params));
}

/** Whether nothing found does not mean that there is nothing, as a source is still being read. */
export function mayYetFind(
  { walking, askingSources, sources }: ReturnType<typeof useRunList>,
  params: RunListParams,
): boolean {
  const answered = isFiltered(params) && sources.items.some((source) => source.knownRuns > 0);
  return (walking || askingSources) && !answered;
}
