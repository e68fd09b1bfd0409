import type { ReactNode } from 'react';
import { classNames } from '../../ui/class-names.ts';

/** One entry beside the line of time: when it began in the gutter (not on phones), and what it holds. */
export function Turn({ at, selected, children }: { at: ReactNode; selected: boolean; children: ReactNode }) {
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] max-desk:px-gutter desk:grid-cols-[72px_minmax(0,680px)_minmax(10px,1fr)]">
      <div
        className={classNames(
          'relative pr-[18px] text-right text-micro leading-5 whitespace-nowrap max-desk:hidden',
          'before:absolute before:inset-y-0 before:right-[7px] before:w-px before:bg-line',
          'after:absolute after:top-[7px] after:right-1 after:size-[7px] after:rounded-full after:border-[1.5px]',
          selected
            ? 'text-accent after:border-accent after:bg-accent'
            : 'text-ink-3 after:border-line-strong after:bg-panel',
        )}
      >
        {at}
      </div>
      <div className="min-w-0 pb-5 desk:pl-2.5">{children}</div>
    </div>
  );
}

/** Who an entry is by. */
export function Who({ icon, children, note }: { icon: ReactNode; children: ReactNode; note?: ReactNode }) {
  return (
    <h3 className="mb-[5px] flex min-w-0 items-center gap-[7px] font-semibold">
      <span className="flex-none text-ink-2">{icon}</span>
      <span className="min-w-0 truncate">{children}</span>
      {note ? <span className="min-w-0 flex-1 truncate text-meta font-normal text-ink-3">{note}</span> : null}
    </h3>
  );
}
