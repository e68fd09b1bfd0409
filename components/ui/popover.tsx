'use client';

import { type ReactNode, type ToggleEvent, useState } from 'react';

/** Width of a menu in px. */
const WIDTH = 248;

/**
 * A box that a button opens below itself by `popoverTarget={id}`. It is the browser's own popover: it closes on Escape and
 * on a press elsewhere, and gives the focus back. Put it beside its button; children exist only while it is open.
 */
export function Popover({
  id,
  label,
  onOpenChange,
  width = WIDTH,
  children,
}: {
  id: string;
  label: string;
  onOpenChange?: (open: boolean) => void;
  width?: number;
  children: ReactNode;
}) {
  const [open, setOpen] = useState(false);
  return (
    <div
      id={id}
      popover="auto"
      role="dialog"
      aria-label={label}
      onBeforeToggle={(event: ToggleEvent<HTMLElement>) => {
        if (event.newState === 'open') place(event.currentTarget, width);
      }}
      onToggle={(event: ToggleEvent<HTMLElement>) => {
        setOpen(event.newState === 'open');
        onOpenChange?.(event.newState === 'open');
      }}
      style={{ width: `min(${width}px, calc(100vw - 16px))` }}
      className="fixed inset-auto m-0 max-h-[min(420px,70dvh)] overflow-auto rounded-pop bg-raised p-[5px] text-ink shadow-pop"
    >
      {open ? children : null}
    </div>
  );
}

/** Puts a box below what it belongs to, inside the window. */
function place(box: HTMLElement, width: number): void {
  const owner = box.parentElement?.getBoundingClientRect();
  if (!owner) return;
  box.style.left = `${Math.max(8, Math.min(owner.left, window.innerWidth - width - 8))}px`;
  box.style.top = `${owner.bottom + 4}px`;
}
