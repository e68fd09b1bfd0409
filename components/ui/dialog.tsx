'use client';

import { X } from 'lucide';
import type { MouseEvent, ReactNode } from 'react';
import { useEffect, useId, useRef } from 'react';
import { IconButton } from './button.tsx';
import { classNames } from './class-names.ts';
import { Icon } from './icon.tsx';

/**
 * A modal dialog on the browser's own `<dialog>`: it traps and returns focus, closes on Escape and inserts no style
 * element (the content security policy allows none without a nonce). Children exist only while it is open.
 */
export function Dialog({
  open,
  onOpenChange,
  title,
  size = 'md',
  children,
}: {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: string;
  /** 560 px wide, or 760 for forms. */
  size?: 'md' | 'lg';
  children: ReactNode;
}) {
  const dialog = useRef<HTMLDialogElement>(null);
  const name = useId();
  // Outside React: whether the browser shows its modal dialog.
  useEffect(() => {
    const element = dialog.current;
    if (!element) return;
    if (open && !element.open) element.showModal();
    if (!open && element.open) element.close();
  }, [open]);
  const closeOnBackdrop = (event: MouseEvent) => {
    if (event.target === dialog.current) onOpenChange(false);
  };
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions, jsx-a11y/click-events-have-key-events -- Escape is the key for it, by the browser
    <dialog
      ref={dialog}
      aria-labelledby={name}
      onClick={closeOnBackdrop}
      onClose={() => {
        if (open) onOpenChange(false);
      }}
      className={classNames(
        'm-auto max-h-[85vh] overflow-hidden rounded-pop bg-raised p-0 text-ink shadow-pop backdrop:bg-black/35',
        size === 'md' ? 'w-[min(560px,calc(100vw-32px))]' : 'w-[min(760px,calc(100vw-16px))]',
      )}
    >
      {open ? (
        <div className="flex max-h-[85vh] flex-col">
          <div className="flex h-[46px] flex-none items-center gap-2 border-b border-line pr-2 pl-4">
            <h2 id={name} className="min-w-0 flex-1 truncate text-[15px] font-semibold tracking-[-0.012em]">
              {title}
            </h2>
            <IconButton label="Close" onClick={() => onOpenChange(false)}>
              <Icon of={X} />
            </IconButton>
          </div>
          <div className="min-h-0 overflow-auto">{children}</div>
        </div>
      ) : null}
    </dialog>
  );
}
