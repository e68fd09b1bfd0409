'use client';

import { FlexRender, functionalUpdate, type SortingState, useTable } from '@tanstack/react-table';
import { useMemo } from 'react';
import { useHiddenColumns } from '#lib/client/hidden-columns.ts';
import { RUN_SORTS, type RunListParams } from '#lib/contract/run-list-params.ts';
import type { Run } from '#lib/domain/run.ts';
import { ariaSort, SortButton } from '../table/sort-button.tsx';
import { type GridViewport, VirtualGrid } from '../table/virtual-grid.tsx';
import { trackStyle } from './column-tracks.ts';
import { runFeatures, shownColumns } from './run-columns.tsx';
import { runId } from './run-id.ts';
import { RunRow } from './run-row.tsx';

/** The runs read so far as a grid. `total` counts those that are not read yet, too. */
export function RunTable({
  runs,
  total,
  params,
  onChange,
  viewport,
}: {
  runs: Run[];
  total: number | null;
  params: RunListParams;
  onChange: (params: RunListParams) => void;
  viewport: GridViewport;
}) {
  const hidden = useHiddenColumns();
  const columns = useMemo(() => shownColumns(hidden), [hidden]);
  const sorting = useMemo((): SortingState => [{ id: params.sort, desc: params.dir === 'desc' }], [params]);
  const table = useTable({
    features: runFeatures,
    columns,
    data: runs,
    getRowId: runId,
    manualSorting: true,
    enableSortingRemoval: false,
    enableMultiSort: false,
    state: { sorting },
    onSortingChange: (update) => {
      const [next] = functionalUpdate(update, sorting);
      const sort = RUN_SORTS.find((name) => name === next?.id);
      if (next && sort) onChange({ ...params, sort, dir: next.desc ? 'desc' : 'asc' });
    },
  });
  const { rows } = table.getRowModel();
  const ids = useMemo(() => rows.map((row) => row.id), [rows]);
  const heads = table.getFlatHeaders().map((header) => {
    const { column } = header;
    const sorted = column.getIsSorted();
    const name = <FlexRender header={header} />;
    return (
      <div
        key={header.id}
        role="columnheader"
        aria-sort={column.getCanSort() ? ariaSort(sorted) : undefined}
        className={`min-w-0 ${column.columnDef.meta?.head ?? ''}`}
      >
        {column.getCanSort() ? (
          <SortButton sorted={sorted} onSort={() => column.toggleSorting()}>
            {name}
          </SortButton>
        ) : (
          name
        )}
        {column.columnDef.meta?.beside ? <span className="truncate">{column.columnDef.meta.beside}</span> : null}
      </div>
    );
  });
  return (
    <div style={trackStyle(hidden)}>
      <VirtualGrid
        label="Runs"
        ids={ids}
        total={total}
        columns="run-columns"
        head={heads}
        renderRow={(index, inView) => {
          const row = rows[index];
          return row ? <RunRow row={row} inView={inView} /> : null;
        }}
        viewport={viewport}
      />
    </div>
  );
}
