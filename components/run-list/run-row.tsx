'use client';

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { FlexRender, type Row } from '@tanstack/react-table';
import { memo, useMemo } from 'react';
import { runSummaryOptions } from '#lib/client/run-list-queries.ts';
import type { Run } from '#lib/domain/run.ts';
import { RowSummaryContext } from './list-view.ts';
import type { runFeatures } from './run-columns.tsx';

/** The cells of a run. What the run object does not hold is read while the row is in view. */
export const RunRow = memo(function RunRow({ row, inView }: { row: Row<typeof runFeatures, Run>; inView: boolean }) {
  const { data, isFetching } = useQuery({
    ...runSummaryOptions(row.original),
    enabled: inView,
    placeholderData: keepPreviousData,
  });
  const value = useMemo(() => ({ pending: isFetching && !data, summary: data ?? null }), [isFetching, data]);
  return (
    <RowSummaryContext value={value}>
      {row.getAllCells().map((cell) => (
        <div key={cell.id} role="gridcell" className={`min-w-0 ${cell.column.columnDef.meta?.cell ?? ''}`}>
          <FlexRender cell={cell} />
        </div>
      ))}
    </RowSummaryContext>
  );
});
