import type { ReactNode } from 'react';

/** The heads of columns while their rows are loading, where they stand when the rows are there. A phone has none. */
export function SkeletonHead({ columns, children }: { columns: string; children: ReactNode }) {
  return (
    <div aria-hidden className="border-t border-line desk:border-b">
      <div className={`${columns} h-head items-center text-micro font-medium text-ink-3 max-desk:hidden!`}>
        {children}
      </div>
    </div>
  );
}
