'use client';

import { ChevronDown, X } from 'lucide-react';
import { type KeyboardEvent, type ReactNode, type ToggleEvent, useId, useState } from 'react';
import { classNames } from '../ui/class-names.ts';
import { Icon } from '../ui/icon.tsx';

const MENU_WIDTH = 248;

/**
 * A filter: its name and value, and a menu that opens below it. While it is set it has a cross, and Backspace takes it away.
 * The menu is the browser's own popover: it closes on Escape and on a press elsewhere, and gives the focus back.
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
  /** The menu. Exists only while it is open. */
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
        <div
          id={id}
          popover="auto"
          role="dialog"
          aria-label={name}
          onBeforeToggle={(event: ToggleEvent<HTMLElement>) => {
            if (event.newState === 'open') place(event.currentTarget);
          }}
          onToggle={(event: ToggleEvent<HTMLElement>) => setOpen(event.newState === 'open')}
          style={{ width: MENU_WIDTH }}
          className="fixed inset-auto m-0 max-h-[min(420px,70dvh)] overflow-auto rounded-pop bg-raised p-[5px] text-ink shadow-pop"
        >
          {open ? children : null}
        </div>
      ) : null}
    </span>
  );
}

/** Puts a menu below its chip, inside the window. */
function place(menu: HTMLElement): void {
  const chip = menu.parentElement?.getBoundingClientRect();
  if (!chip) return;
  menu.style.left = `${Math.max(8, Math.min(chip.left, window.innerWidth - MENU_WIDTH - 8))}px`;
  menu.style.top = `${chip.bottom + 4}px`;
}
