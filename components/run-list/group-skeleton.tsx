import type { RunGrouping } from '#lib/contract/run-list-params.ts';
import { Skeleton } from '../ui/skeleton.tsx';
import { GroupHead } from './group-head.tsx';
import { SkeletonHead } from './skeleton-head.tsx';

const WIDTHS = ['w-[62%]', 'w-[44%]', 'w-[71%]', 'w-[38%]', 'w-[55%]'];

/** Groups that are loading, in the widths of their columns. */
export function GroupSkeleton({ by }: { by: RunGrouping }) {
  return (
    <div aria-busy className="bg-panel">
      <p className="sr-only">Loading groups</p>
      <SkeletonHead columns="group-columns">
        <GroupHead by={by} />
      </SkeletonHead>
      {Array.from({ length: 12 }, (_, i) => (
        <div
          key={i}
          aria-hidden
          className="group-columns items-center border-b border-line max-desk:gap-y-[13px] max-desk:px-gutter max-desk:py-4 desk:h-row"
        >
          <span className="pr-3.5 desk:pl-gutter">
            <Skeleton className={WIDTHS[i % WIDTHS.length] ?? ''} />
          </span>
          {['ml-auto w-6', 'ml-auto w-6', 'w-14', 'w-14', 'w-24'].map((width, at) => (
            <span key={at} className="pr-3.5 max-desk:hidden">
              <Skeleton className={width} />
            </span>
          ))}
        </div>
      ))}
    </div>
  );
}
