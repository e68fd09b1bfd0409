'use client';

import { useInfiniteQuery } from '@tanstack/react-query';
import { useCallback, useMemo, useRef } from 'react';
import { runGroupsOptions } from '#lib/client/run-find-queries.ts';
import { countsInterval } from '#lib/client/use-run-list.ts';
import type { RunListParams } from '#lib/contract/run-list-params.ts';
import type { RunGroup } from '#lib/domain/run-group.ts';
import type { SourceInfo } from '#lib/domain/source.ts';
import { EndMarker } from '../table/end-marker.tsx';
import type { RowCursor } from '../table/use-row-cursor.ts';
import { VirtualGrid } from '../table/virtual-grid.tsx';
import { Button } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { isFiltered, withoutFilters } from './filter-words.ts';
import { GroupCells } from './group-cells.tsx';
import { GroupHead } from './group-head.tsx';
import { GroupSkeleton } from './group-skeleton.tsx';
import { useRowCommands } from './list-commands.ts';
import { ListError } from './run-list-states.tsx';
import type { ListViewport } from './run-rows.tsx';

const NO_GROUPS: RunGroup[] = [];

/** The runs that pass the filter in groups, by thread or by failure. A group leads to its runs. */
export function GroupRows({
  params,
  onChange,
  viewport,
  sources,
  waiting,
}: {
  params: RunListParams;
  onChange: (params: RunListParams) => void;
  viewport: ListViewport;
  sources: readonly SourceInfo[];
  /** Whether there may be groups although none is known yet. */
  waiting: boolean;
}) {
  const cursor = useRef<RowCursor>(null);
  const query = useInfiniteQuery({ ...runGroupsOptions(params), refetchInterval: countsInterval });
  const { data, hasNextPage, isFetching, fetchNextPage } = query;
  const groups = useMemo(() => (data ? eachOnce(data.pages.flatMap((page) => page.items)) : NO_GROUPS), [data]);
  const ids = useMemo(() => groups.map(idOf), [groups]);
  const loadMore = useCallback(() => {
    if (hasNextPage && !isFetching) void fetchNextPage();
  }, [hasNextPage, isFetching, fetchNextPage]);
  const names = useMemo(() => new Map(sources.map(({ id, name }) => [id, name])), [sources]);
  useRowCommands(cursor, groups.length > 0, 'Show the runs of the group');
  if (query.isError && !data) {
    const onClear = () => onChange(withoutFilters(params));
    return <ListError error={query.error} onRetry={() => void query.refetch()} onClear={onClear} />;
  }
  if (!data || (groups.length === 0 && waiting)) return <GroupSkeleton by={params.group} />;
  if (groups.length === 0) return <NoGroups params={params} onChange={onChange} />;
  return (
    <>
      <div aria-busy={query.isPlaceholderData} className={query.isPlaceholderData ? 'opacity-60' : ''}>
        <VirtualGrid
          label={params.group === 'thread' ? 'Threads' : 'Failures'}
          ids={ids}
          total={data.pages.at(-1)?.total ?? (hasNextPage ? null : groups.length)}
          columns="group-columns"
          head={<GroupHead by={params.group} />}
          renderRow={(index) => {
            const group = groups[index];
            return group ? <GroupCells group={group} params={params} names={names} /> : null;
          }}
          viewport={{ ...viewport, cursor }}
        />
      </div>
      {hasNextPage ? <EndMarker onNear={loadMore} /> : null}
    </>
  );
}

function NoGroups({ params, onChange }: { params: RunListParams; onChange: (params: RunListParams) => void }) {
  const filtered = isFiltered(params);
  const clear = filtered ? <Button onClick={() => onChange(withoutFilters(params))}>Clear filters</Button> : null;
  if (params.group === 'thread') {
    return (
      <EmptyState title={filtered ? 'No thread has a run that matches' : 'No threads yet'} actions={clear}>
        Threads stand here as soon as one of their runs is known.
      </EmptyState>
    );
  }
  return (
    <EmptyState title={filtered ? 'No failed run matches' : 'No run has failed'} actions={clear}>
      Failures that are alike stand here together: the same error code, tool and message, numbers and IDs aside.
    </EmptyState>
  );
}

function idOf(group: RunGroup): string {
  return `${group.source ?? ''} ${group.id}`;
}

/** Pages that were read at different times may overlap. */
function eachOnce(groups: readonly RunGroup[]): RunGroup[] {
  return [...new Map(groups.map((group) => [idOf(group), group])).values()];
}
