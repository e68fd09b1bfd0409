'use client';

import { useVirtualizer } from '@tanstack/react-virtual';
import type { IconNode } from 'lucide';
import { type MouseEvent, useLayoutEffect, useState } from 'react';
import { StatusGlyph } from '../status/status.tsx';
import { classNames } from '../ui/class-names.ts';
import { Icon } from '../ui/icon.tsx';

const ROW = 29;

/** One line of the outline. */
export interface OutlineRow {
  title: string;
  /** Null where the status stands in its place. */
  icon: IconNode | null;
  status: string;
  /** When it began; empty where that is not known. */
  at: string;
  failed: boolean;
  href: string;
}

/** What a view of the run holds, as a list of links of any length. Not on phones. */
export function Outline({
  count,
  active,
  keyOf,
  row,
  onGo,
}: {
  count: number;
  /** Place of what is selected; −1 for none. */
  active: number;
  /** Tells lines apart while others come and go; must be a stable function. */
  keyOf: (index: number) => string;
  row: (index: number) => OutlineRow | null;
  onGo: (index: number) => void;
}) {
  const [box, setBox] = useState<HTMLElement | null>(null);
  const virtualizer = useVirtualizer({
    count,
    getScrollElement: () => box,
    estimateSize: () => ROW,
    getItemKey: keyOf,
    overscan: 6,
    initialRect: { width: 216, height: 800 },
  });
  // Outside React: the scroll position that keeps the selected line in view.
  useLayoutEffect(() => {
    if (active >= 0 && box) virtualizer.scrollToIndex(active, { align: 'auto' });
  }, [active, box, virtualizer]);
  const go = (event: MouseEvent, index: number) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    onGo(index);
  };
  return (
    <nav
      aria-label="Outline"
      className="flex min-h-0 w-[200px] flex-none flex-col border-r border-line px-2.5 pt-3.5 text-meta max-desk:hidden mid:w-[236px]"
    >
      <h2 className="flex-none px-2 py-1 text-micro font-medium text-ink-3">This run</h2>
      <div ref={setBox} data-top="outline" className="min-h-0 flex-1 overflow-auto pb-3 [scrollbar-width:thin]">
        <ol className="relative" style={{ height: virtualizer.getTotalSize() }}>
          {virtualizer.getVirtualItems().map(({ index, key, start }) => {
            const shown = row(index);
            if (!shown) return null;
            return (
              <li
                key={key}
                data-index={index}
                aria-setsize={count}
                aria-posinset={index + 1}
                className="absolute inset-x-0"
                style={{ top: start }}
              >
                <a
                  href={shown.href}
                  aria-current={index === active ? 'true' : undefined}
                  onClick={(event) => go(event, index)}
                  className={classNames(
                    'grid h-7 grid-cols-[16px_minmax(0,1fr)_auto] items-center gap-[7px] rounded-control px-2 focus-visible:outline-offset-[-2px]',
                    index === active ? 'bg-accent-soft text-ink' : 'text-ink-2 hover:bg-hover',
                  )}
                >
                  <Line row={shown} />
                </a>
              </li>
            );
          })}
        </ol>
      </div>
    </nav>
  );
}

function Line({ row: { title, icon, status, at, failed } }: { row: OutlineRow }) {
  return (
    <>
      {icon ? (
        <Icon of={icon} size={14} className={failed ? 'text-fail' : undefined} />
      ) : (
        <StatusGlyph status={status} size={14} />
      )}
      <span className={classNames('truncate', failed && icon !== null && 'text-fail')}>
        {title}
        {failed && icon ? <span className="sr-only">, failed</span> : null}
      </span>
      <span className="text-micro text-ink-3">{at}</span>
    </>
  );
}
