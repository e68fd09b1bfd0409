import { Skeleton } from '../ui/skeleton.tsx';

const WIDTHS = ['w-[72%]', 'w-[58%]', 'w-[84%]', 'w-[40%]', 'w-[66%]', 'w-[77%]', 'w-[52%]'];
const CELL = 'pr-3.5';

/** Rows that are loading, in the widths of the real columns. */
export function RunListSkeleton({ rows = 18 }: { rows?: number }) {
  return (
    <div aria-busy className="border-t border-line bg-panel">
      <p className="sr-only">Loading runs</p>
      {Array.from({ length: rows }, (_, i) => (
        <div
          key={i}
          aria-hidden
          className="run-columns items-center border-b border-line max-desk:gap-y-[13px] max-desk:px-gutter max-desk:py-4 desk:h-row"
        >
          <span className="pl-gutter max-desk:hidden">
            <Skeleton className="size-3.5" />
          </span>
          <span className="desk:pl-0.5">
            <Skeleton className="size-3.5 rounded-full!" />
          </span>
          <span className={`${CELL} max-desk:col-start-2 max-desk:row-start-2`}>
            <Skeleton className="w-[92px]" />
          </span>
          <span className={`${CELL} hidden mid:block`}>
            <Skeleton className="w-[70%]" />
          </span>
          <span className={`${CELL} max-desk:col-span-2 max-desk:col-start-2 max-desk:row-start-1`}>
            <Skeleton className={WIDTHS[i % WIDTHS.length] ?? ''} />
          </span>
          <span className={`${CELL} hidden mid:block`}>
            <Skeleton className="w-[60px]" />
          </span>
          <span className={`${CELL} hidden wide:block`}>
            <Skeleton className="w-[50px]" />
          </span>
          <span className={`${CELL} max-desk:hidden`}>
            <Skeleton className="w-[52px]" />
          </span>
          <span className={`${CELL} max-desk:col-start-2 max-desk:row-start-3`}>
            <Skeleton className={WIDTHS[(i + 3) % WIDTHS.length] ?? ''} />
          </span>
          <span className={`${CELL} hidden wide:block`}>
            <Skeleton className="ml-auto w-3" />
          </span>
          <span className={`${CELL} hidden mid:block`}>
            <Skeleton className="ml-auto w-8" />
          </span>
          <span className={`${CELL} max-desk:hidden`}>
            <Skeleton className="ml-auto w-8" />
          </span>
        </div>
      ))}
    </div>
  );
}
