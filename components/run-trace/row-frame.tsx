import type { ReactNode } from 'react';
import { classNames } from '../ui/class-names.ts';

/** How a row looks around its two halves; the run's is `ruled`, and rows with a `bar` have room for it on phones. */
export function rowLook({ selected, ruled, bar }: { selected: boolean; ruled: boolean; bar: boolean }): string {
  return classNames(
    'grid grid-cols-[var(--tree)_minmax(0,1fr)] text-meta max-desk:grid-cols-1 max-desk:border-b max-desk:border-line max-desk:py-1.5',
    selected
      ? 'bg-accent-soft shadow-[inset_2px_0_0_var(--color-accent)] [--row:var(--color-accent-soft)]'
      : 'bg-transparent [--row:var(--color-panel)] hover:bg-hover hover:[--row:var(--color-hover)]',
    ruled && 'border-b border-line',
    bar && 'max-desk:grid-rows-[minmax(0,1fr)_8px]',
  );
}

/** A row's two halves: the cell of the tree and the track of its bar; one below the other on phones. */
export function RowFrame({
  className,
  cell,
  bar,
  branch,
}: {
  className: string;
  cell: ReactNode;
  bar?: ReactNode;
  branch?: 'middle' | 'last';
}) {
  return (
    <>
      <div
        aria-hidden
        className={classNames(
          'relative flex min-w-0 items-center gap-[7px] border-r border-line pr-3 max-desk:border-r-0 max-desk:pr-gutter max-desk:text-[0.8125rem]/5',
          className,
        )}
      >
        {branch ? <Branch last={branch === 'last'} /> : null}
        {cell}
      </div>
      <div
        aria-hidden
        className={classNames(
          'relative mx-3.5 touch-pan-y select-none max-desk:touch-auto',
          bar
            ? 'max-desk:before:absolute max-desk:before:inset-x-0 max-desk:before:inset-y-[3px] max-desk:before:rounded-[1px] max-desk:before:bg-idle-soft'
            : null,
        )}
      >
        {bar}
      </div>
    </>
  );
}

/** The lines that tie a call to its step. */
function Branch({ last }: { last: boolean }) {
  return (
    <span
      className={classNames(
        'absolute inset-y-0 left-[calc(var(--no)+24px)] w-3.5 max-desk:hidden',
        'before:absolute before:top-0 before:left-0 before:border-l before:border-line-strong',
        'after:absolute after:top-1/2 after:left-0 after:w-3.5 after:border-t after:border-line-strong',
        last ? 'before:bottom-1/2' : 'before:bottom-0',
      )}
    />
  );
}
