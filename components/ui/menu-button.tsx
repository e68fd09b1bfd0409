'use client';

import { ChevronDown } from 'lucide';
import { type ReactNode, type ToggleEvent, useId, useState } from 'react';
import { type ButtonVariant, buttonClass } from './button.tsx';
import { classNames } from './class-names.ts';
import { Icon } from './icon.tsx';

/** Widest menu, distance from the edge of the window and from the button, and height that a menu likes to have (px). */
const WIDTH = 300;
const EDGE = 8;
const GAP = 4;
const ROOM = 280;

/**
 * A button with a menu: the browser's own popover, which closes on Escape and on a press elsewhere and gives the focus back.
 * The menu's items (`MenuItems`) exist only while it is open. It opens where there is room, below or above.
 */
export function MenuButton({
  label,
  icon,
  name,
  variant = 'default',
  onWanted,
  children,
}: {
  /** What the button says; `name` is its whole name where that says more. */
  label: string;
  icon?: ReactNode;
  name?: string;
  variant?: ButtonVariant;
  /** Called when the menu is likely to be opened soon. */
  onWanted?: () => void;
  children: ReactNode;
}) {
  const id = useId();
  const [open, setOpen] = useState(false);
  return (
    <span className="inline-flex flex-none">
      <button
        type="button"
        popoverTarget={id}
        aria-haspopup="menu"
        aria-expanded={open}
        aria-label={name}
        title={icon ? (name ?? label) : undefined}
        onPointerEnter={onWanted}
        onFocus={onWanted}
        className={classNames(buttonClass(variant), 'tap')}
      >
        {icon}
        <span data-word={icon ? '' : undefined}>{label}</span>
        <Icon of={ChevronDown} size={12} />
      </button>
      <div
        id={id}
        popover="auto"
        onBeforeToggle={(event: ToggleEvent<HTMLElement>) => {
          if (event.newState === 'open') place(event.currentTarget);
        }}
        onToggle={(event: ToggleEvent<HTMLElement>) => setOpen(event.newState === 'open')}
        className="fixed inset-auto m-0 max-h-[70dvh] w-[min(300px,calc(100vw-16px))] overflow-auto rounded-pop bg-raised p-[5px] whitespace-normal text-ink shadow-pop"
      >
        {open ? children : null}
      </div>
    </span>
  );
}

/** Puts a menu below its button, or above it where there is more room, inside the window. */
function place(menu: HTMLElement): void {
  const button = menu.parentElement?.getBoundingClientRect();
  if (!button) return;
  const { innerWidth, innerHeight } = window;
  const fits = button.right >= WIDTH + EDGE;
  menu.style.left = fits ? 'auto' : `${EDGE}px`;
  menu.style.right = fits ? `${Math.max(EDGE, innerWidth - button.right)}px` : 'auto';
  const above = innerHeight - button.bottom < ROOM && button.top > innerHeight - button.bottom;
  menu.style.top = above ? 'auto' : `${button.bottom + GAP}px`;
  menu.style.bottom = above ? `${innerHeight - button.top + GAP}px` : 'auto';
}
