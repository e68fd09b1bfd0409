'use client';

import { createColumnHelper, metaHelper, rowSortingFeature, tableFeatures } from '@tanstack/react-table';
import type { Run } from '#lib/domain/run.ts';
import { StatusGlyph } from '../status/status.tsx';
import {
  AssistantCell,
  CostCell,
  DurationCell,
  MessageCell,
  ModelCell,
  ReasonCell,
  RunLink,
  SourceCell,
  StartedCell,
  StepsCell,
  TokensCell,
} from './cells.tsx';
import { FIXED_COLUMNS } from './column-tracks.ts';
import { SelectAll, SelectCell } from './select-cells.tsx';
import { runLength } from '#lib/domain/run-length.ts';

/** `cell` places a cell at every width (columns go as the window narrows; phones have three lines); `head` is for its head. */
export interface RunColumnMeta {
  cell: string;
  head: string;
  /** What the head says beside its name. */
  beside?: string;
}

/** The server sorts and filters; the table keeps columns, rows and the order asked for. */
export const runFeatures = tableFeatures({ rowSortingFeature, columnMeta: metaHelper<RunColumnMeta>() });

const column = createColumnHelper<typeof runFeatures, Run>();

const from = { desk: 'pr-3.5', mid: 'hidden pr-3.5 mid:block', wide: 'hidden pr-3.5 wide:block' };
const both = (name: string): RunColumnMeta => ({ cell: name, head: name });

/** Columns of the list, in order. Ids of those that can be sorted are the words of the address. */
export const runColumns = column.columns([
  column.display({
    id: 'select',
    header: () => <SelectAll />,
    cell: ({ row }) => <SelectCell run={row.original} />,
    meta: {
      cell: 'pl-[15px] max-desk:col-start-1 max-desk:row-span-2 max-desk:row-start-2 max-desk:self-start max-desk:-ml-1 max-desk:pl-0',
      head: 'pl-[15px]',
    },
  }),
  column.accessor('status', {
    header: () => <span className="sr-only">Status</span>,
    cell: ({ getValue }) => (
      <span className="relative z-1 flex">
        <StatusGlyph status={getValue()} />
      </span>
    ),
    sortDescFirst: false,
    meta: { cell: 'pl-0.5 max-desk:col-start-1 max-desk:row-start-1 max-desk:pl-0', head: 'pl-0.5' },
  }),
  column.accessor('id', {
    header: 'Run',
    cell: ({ row }) => <RunLink run={row.original} />,
    enableSorting: false,
    meta: { cell: `${from.desk} max-desk:col-start-2 max-desk:row-start-2`, head: from.desk },
  }),
  column.accessor((run) => run.assistantName ?? run.assistantId, {
    id: 'assistant',
    header: 'Assistant',
    cell: ({ row }) => <AssistantCell run={row.original} />,
    sortDescFirst: false,
    meta: both(`${from.mid} truncate`),
  }),
  column.display({
    id: 'message',
    header: 'First user message',
    cell: () => <MessageCell />,
    meta: {
      cell: 'truncate pr-3.5 text-ink-2 max-desk:col-span-2 max-desk:col-start-2 max-desk:row-start-1 max-desk:pr-0 max-desk:text-ink',
      head: `${from.desk} truncate`,
    },
  }),
  column.accessor('model', {
    header: 'Model',
    cell: ({ row }) => <ModelCell run={row.original} />,
    sortDescFirst: false,
    meta: { cell: `${from.mid} truncate text-ink-2`, head: from.mid },
  }),
  column.accessor('source', {
    header: 'Source',
    cell: ({ row }) => <SourceCell run={row.original} />,
    sortDescFirst: false,
    meta: { cell: `${from.wide} truncate text-ink-2`, head: from.wide },
  }),
  column.accessor('createdAt', {
    id: 'started',
    header: 'Started',
    cell: ({ row }) => <StartedCell run={row.original} />,
    sortDescFirst: true,
    meta: {
      cell: 'pr-3.5 whitespace-nowrap text-ink-2 max-desk:col-start-3 max-desk:row-start-2 max-desk:pr-0',
      head: from.desk,
    },
  }),
  column.accessor((run) => runLength(run, 0), {
    id: 'duration',
    header: 'Duration',
    cell: ({ row }) => <DurationCell run={row.original} />,
    sortDescFirst: true,
    meta: {
      cell: 'pr-3.5 max-desk:col-span-2 max-desk:col-start-2 max-desk:row-start-3 max-desk:pr-0',
      head: 'grid grid-cols-[70px_minmax(0,1fr)] items-center gap-2.5 pr-3.5 [&>:first-child]:justify-self-end',
      beside: 'Where it went',
    },
  }),
  column.display({
    id: 'steps',
    header: 'Steps',
    cell: () => <StepsCell />,
    meta: { cell: `${from.wide} text-right text-ink-2`, head: `${from.wide} text-right` },
  }),
  column.accessor((run) => run.usage?.totalTokens, {
    id: 'tokens',
    header: 'Tokens',
    cell: ({ row }) => <TokensCell run={row.original} />,
    sortDescFirst: true,
    meta: { cell: `${from.mid} text-right text-ink-2`, head: `${from.mid} text-right` },
  }),
  column.display({
    id: 'cost',
    header: 'Est. cost',
    cell: () => <CostCell />,
    meta: both('pr-3.5 text-right whitespace-nowrap max-desk:hidden'),
  }),
  column.display({
    id: 'reason',
    header: 'Reason',
    cell: ({ row }) => <ReasonCell run={row.original} />,
    meta: {
      cell: 'truncate pr-3.5 max-desk:col-span-2 max-desk:col-start-2 max-desk:row-start-4 max-desk:pr-0 max-desk:empty:hidden',
      head: from.desk,
    },
  }),
]);

/** The id of a column; those that show a field of the run have its name. */
export function columnId(of: (typeof runColumns)[number]): string {
  return of.id ?? ('accessorKey' in of ? String(of.accessorKey) : '');
}

/** The columns that somebody has not hidden. */
export function shownColumns(hidden: readonly string[]) {
  return runColumns.filter((one) => {
    const id = columnId(one);
    return FIXED_COLUMNS.has(id) || !hidden.includes(id);
  });
}
