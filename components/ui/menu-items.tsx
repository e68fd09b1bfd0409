'use client';

import type { KeyboardEvent, ReactNode } from 'react';

/** What a menu offers. The first item gets the focus; arrows, Home and End move it, letters go to what begins with them. */
export function MenuItems({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div role="menu" aria-label={label} tabIndex={-1} ref={focusFirst} onKeyDown={move} className="outline-none">
      {children}
    </div>
  );
}

/** One thing to choose, with a line about it. Choosing it closes the menu first. */
export function MenuItem({
  icon,
  label,
  about,
  onChoose,
}: {
  icon: ReactNode;
  label: string;
  about: string;
  onChoose: () => void;
}) {
  return (
    <button
      type="button"
      role="menuitem"
      tabIndex={-1}
      onClick={(event) => {
        const popover = event.currentTarget.closest<HTMLElement>('[popover]');
        popover?.hidePopover?.();
        onChoose();
      }}
      className="grid w-full cursor-pointer grid-cols-[16px_minmax(0,1fr)] gap-x-2.5 rounded-control px-2 py-1.5 text-left hover:bg-hover focus-visible:bg-hover pointer-coarse:py-2.5"
    >
      <span className="mt-0.5 text-ink-2">{icon}</span>
      <span>
        <span className="block text-ui font-medium text-ink">{label}</span>
        <span className="block text-meta text-ink-2">{about}</span>
      </span>
    </button>
  );
}

function itemsOf(menu: Element): HTMLElement[] {
  return [...menu.querySelectorAll<HTMLElement>('[role="menuitem"]')];
}

/** Items that arrive late get the focus only if it has not gone elsewhere. */
function focusFirst(menu: HTMLElement | null): void {
  if (!menu) return;
  const around = menu.closest('[popover]')?.parentElement;
  const { activeElement } = document;
  if (activeElement === document.body || around?.contains(activeElement)) itemsOf(menu)[0]?.focus();
}

function move(event: KeyboardEvent<HTMLElement>): void {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const items = itemsOf(event.currentTarget);
  const at = items.findIndex((item) => item === document.activeElement);
  const next = target(event.key, at, items);
  if (next === null) return;
  event.preventDefault();
  items[next]?.focus();
}

function target(key: string, at: number, items: readonly HTMLElement[]): number | null {
  if (key === 'ArrowDown') return (at + 1) % items.length;
  if (key === 'ArrowUp') return (at - 1 + items.length) % items.length;
  if (key === 'Home') return 0;
  if (key === 'End') return items.length - 1;
  if (!/^\p{L}$/u.test(key)) return null;
  const order = items.map((_, i) => (at + 1 + i) % items.length);
  const begins = (i: number) => items[i]?.textContent.toLowerCase().startsWith(key.toLowerCase()) ?? false;
  return order.find(begins) ?? null;
}
