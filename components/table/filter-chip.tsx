'use client';

import { ChevronDown, X } from 'lucide';
import { type KeyboardEvent, type ReactNode, Suspense, useId, useState } from 'react';
import { classNames } from '../ui/class-names.ts';
import { Icon } from '../ui/icon.tsx';
import { Popover } from '../ui/popover.tsx';
import { MenuSkeleton } from './popover-button.tsx';

/**
 * A filter: its name and value, and a menu that opens below it. While it is set it has a cross, and Backspace takes it away.
 */
export function FilterChip({
  name,
  value,
  onClear,
  children,
}: {
  name: string;
  value: ReactNode;
  /** Present while the filter is set. */
  onClear?: (() => void) | undefined;
  /** The menu. Exists only while it is open, and may be fetched then. */
  children?: ReactNode;
}) {
  const id = useId();
  const [open, setOpen] = useState(false);
  const set = onClear !== undefined;
  const text = (
    <>
      {name} <b className="max-w-[200px] truncate font-medium text-ink">{value}</b>
    </>
  );
  const clearByKey = (event: KeyboardEvent) => {
    if (event.key === 'Backspace' && !open) onClear?.();
  };
  return (
    <span
      className={classNames(
        'inline-flex h-control flex-none items-stretch pointer-coarse:h-11 rounded-control border whitespace-nowrap text-ink-2',
        set ? 'border-accent-line bg-accent-soft' : 'border-line-strong bg-panel hover:bg-hover',
      )}
    >
      {children ? (
        <button
          type="button"
          popoverTarget={id}
          aria-haspopup="dialog"
          aria-expanded={open}
          onKeyDown={clearByKey}
          className={classNames(
            'inline-flex cursor-pointer items-center gap-1.5 rounded-control pl-[9px]',
            set ? 'pr-1' : 'pr-[9px]',
          )}
        >
          {text}
          {set ? null : <Icon of={ChevronDown} size={12} />}
        </button>
      ) : (
        <span className="inline-flex items-center gap-1.5 pr-1 pl-[9px]">{text}</span>
      )}
      {set ? (
        <button
          type="button"
          aria-label={`Clear ${name.toLowerCase()}`}
          title={`Clear ${name.toLowerCase()}`}
          onClick={onClear}
          className="inline-flex w-6 cursor-pointer pointer-coarse:w-9 items-center justify-center rounded-control text-ink-2 hover:text-ink"
        >
          <Icon of={X} size={12} />
        </button>
      ) : null}
      {children ? (
        <Popover id={id} label={name} onOpenChange={setOpen}>
          <Suspense fallback={<MenuSkeleton />}>{children}</Suspense>
        </Popover>
      ) : null}
    </span>
  );
}
