import type { KeyboardEvent, ReactNode } from 'react';
import { classNames } from '../ui/class-names.ts';
import { formatCount } from '../ui/format.ts';

/** How the numbers of lines are chosen; null where they are only numbers. */
export interface Choosing {
  /** `further` extends what was chosen before to this line. */
  onChoose: (line: number, further: boolean) => void;
  /** The number that the Tab key stops at. */
  stop: number;
}

/** One row of a log: the number of its line (from 1; null for later parts of a long one) and text. */
export function LogRow({
  row,
  number,
  chosen,
  wrap,
  choosing,
  children,
}: {
  row: number;
  number: number | null;
  chosen: boolean;
  wrap: boolean;
  choosing: Choosing | null;
  children: ReactNode;
}) {
  return (
    <div
      data-log-row={row}
      data-line={number ?? ''}
      data-here={chosen || undefined}
      className={classNames(
        'relative min-h-[19px] pr-3 pl-(--gutter) [unicode-bidi:isolate]',
        wrap ? 'wrap-anywhere whitespace-pre-wrap' : 'whitespace-pre',
        chosen ? 'scroll-my-24 bg-accent-soft shadow-[inset_2px_0_0_var(--color-accent)]' : 'bg-inset hover:bg-hover',
      )}
    >
      <LineNumber number={number} chosen={chosen} choosing={choosing} />
      {children}
    </div>
  );
}

/** Stays in view when the text is scrolled sideways, and out of what is copied. */
function LineNumber({
  number,
  chosen,
  choosing,
}: {
  number: number | null;
  chosen: boolean;
  choosing: Choosing | null;
}) {
  const look = classNames(
    'sticky left-0 float-left -ml-(--gutter) h-full min-h-[19px] w-(--gutter) bg-inherit pr-3 text-right text-[11px] leading-[19px] select-none before:content-[attr(data-number)]',
    chosen ? 'font-medium text-accent shadow-[inset_2px_0_0_var(--color-accent)]' : 'text-ink-3',
  );
  if (number === null || !choosing) return <span aria-hidden data-number={number ?? ''} className={look} />;
  return (
    <button
      type="button"
      data-number={number}
      aria-label={`Line ${formatCount(number)}`}
      aria-pressed={chosen}
      tabIndex={number === choosing.stop ? 0 : -1}
      onClick={(event) => choosing.onChoose(number, event.shiftKey)}
      onKeyDown={(event) => walk(event, number, choosing)}
      className={classNames(look, 'cursor-pointer leading-[19px] outline-offset-[-2px] hover:text-ink')}
    />
  );
}

/** Arrows go from number to number; with Shift they take the lines along. */
function walk(event: KeyboardEvent<HTMLButtonElement>, number: number, choosing: Choosing): void {
  const by = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
  if (by === 0 || event.ctrlKey || event.metaKey || event.altKey) return;
  event.preventDefault();
  event.stopPropagation();
  const box = event.currentTarget.closest('[role="group"]');
  const next = box?.querySelector<HTMLButtonElement>(`button[data-number="${number + by}"]`);
  if (!next) return;
  next.focus();
  if (event.shiftKey) choosing.onChoose(number + by, true);
}
