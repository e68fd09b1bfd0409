import type { ReactNode } from 'react';
import { Skeleton } from '../ui/skeleton.tsx';
import { trackStyle } from './column-tracks.ts';
import { columnId, shownColumns } from './run-columns.tsx';
import { SkeletonHead } from './skeleton-head.tsx';

const WIDTHS = ['w-[72%]', 'w-[58%]', 'w-[84%]', 'w-[40%]', 'w-[66%]', 'w-[77%]', 'w-[52%]'];
const widthAt = (i: number) => WIDTHS[i % WIDTHS.length] ?? '';

/** What stands in each column of the row `i`, and where. */
const CELLS: { id: string; className: string; bar: (i: number) => ReactNode }[] = [
  { id: 'select', className: 'pl-gutter max-desk:hidden', bar: () => <Skeleton className="size-3.5!" /> },
  { id: 'status', className: 'desk:pl-0.5', bar: () => <Skeleton className="size-3.5! rounded-full!" /> },
  {
    id: 'id',
    className: 'pr-3.5 max-desk:col-start-2 max-desk:row-start-2',
    bar: () => <Skeleton className="w-[92px]" />,
  },
  { id: 'assistant', className: 'pr-3.5 hidden mid:block', bar: () => <Skeleton className="w-[70%]" /> },
  {
    id: 'message',
    className: 'pr-3.5 max-desk:col-span-2 max-desk:col-start-2 max-desk:row-start-1',
    bar: (i) => <Skeleton className={widthAt(i)} />,
  },
  { id: 'model', className: 'pr-3.5 hidden mid:block', bar: () => <Skeleton className="w-[60px]" /> },
  { id: 'source', className: 'pr-3.5 hidden wide:block', bar: () => <Skeleton className="w-[50px]" /> },
  { id: 'started', className: 'pr-3.5 max-desk:hidden', bar: () => <Skeleton className="w-[52px]" /> },
  {
    id: 'duration',
    className: 'pr-3.5 max-desk:col-start-2 max-desk:row-start-3',
    bar: (i) => <Skeleton className={widthAt(i + 3)} />,
  },
  { id: 'steps', className: 'pr-3.5 hidden wide:block', bar: () => <Skeleton className="ml-auto w-3" /> },
  { id: 'tokens', className: 'pr-3.5 hidden mid:block', bar: () => <Skeleton className="ml-auto w-8" /> },
  { id: 'cost', className: 'pr-3.5 max-desk:hidden', bar: () => <Skeleton className="ml-auto w-8" /> },
];

/** Rows that are loading, in the widths of the real columns and below their heads. `more`: after rows that are there. */
export function RunListSkeleton({ hidden, more = false }: { hidden: readonly string[]; more?: boolean }) {
  const columns = shownColumns(hidden);
  const shown = new Set(columns.map(columnId));
  const cells = CELLS.filter(({ id }) => shown.has(id));
  return (
    <div aria-busy style={trackStyle(hidden)} className={more ? 'border-t border-line bg-panel' : 'bg-panel'}>
      <p className="sr-only">Loading runs</p>
      {more ? null : (
        <SkeletonHead columns="run-columns">
          {columns.map(({ header, meta }, i) => (
            <div key={i} className={`min-w-0 ${meta?.head ?? ''}`}>
              <span>{typeof header === 'string' ? header : null}</span>
              {meta?.beside ? <span className="truncate">{meta.beside}</span> : null}
            </div>
          ))}
        </SkeletonHead>
      )}
      {Array.from({ length: more ? 3 : 18 }, (_, i) => (
        <div
          key={i}
          aria-hidden
          className="run-columns items-center border-b border-line max-desk:gap-y-[13px] max-desk:px-gutter max-desk:py-4 desk:h-row"
        >
          {cells.map(({ id, className, bar }) => (
            <span key={id} className={className}>
              {bar(i)}
            </span>
          ))}
        </div>
      ))}
    </div>
  );
}
