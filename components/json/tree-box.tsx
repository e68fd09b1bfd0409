'use client';

import { useVirtualizer } from '@tanstack/react-virtual';
import type { CSSProperties, KeyboardEvent, MouseEvent } from 'react';
import { useEffect, useId, useRef } from 'react';
import { classNames } from '../ui/class-names.ts';
import { usePrinting } from '../ui/use-printing.ts';
import { TreeLine } from './tree-line.tsx';
import type { TreeRow } from './tree-rows.ts';

/** More rows than this are laid out only where they are seen, or the trees of a call would be most of the page. */
const VIRTUAL_OVER = 100;
/** On paper there is nothing to scroll. */
const PRINTED = 2_000;
const ROW_HEIGHT = 20;
const INDENT = 16;
/** Deeper rows are not moved further to the right. */
const INDENT_LIMIT = 24;

/** The corner that points down or to the right, drawn without an element of its own. */
const CORNER =
  'before:absolute before:size-[5.5px] before:border-r-[1.25px] before:border-b-[1.25px] before:border-ink-3';
const TWIST = {
  open: `${CORNER} before:top-[5.25px] before:left-[calc(var(--indent)+4.25px)] before:rotate-45`,
  folded: `${CORNER} before:top-[7.25px] before:left-[calc(var(--indent)+2.25px)] before:-rotate-45`,
};

interface TreeBoxProps {
  rows: readonly TreeRow[];
  label: string;
  /** Index of the chosen row, -1 for none. */
  active: number;
  /** Whether the chosen row is brought into view. */
  brought: boolean;
  /** Whether a string is shown whole. */
  isWhole: (row: TreeRow) => boolean;
  onRow: (row: TreeRow, event: MouseEvent) => void;
  onKey: (event: KeyboardEvent) => void;
}

/** The box of a tree: all rows of a small one, of a large one those in view. */
export function TreeBox({ rows, label, active, brought, isWhole, onRow, onKey }: TreeBoxProps) {
  const idBase = useId();
  const box = useRef<HTMLDivElement>(null);
  const large = rows.length > (usePrinting() ? PRINTED : VIRTUAL_OVER);
  const virtual = useVirtualizer({
    count: rows.length,
    enabled: large,
    getScrollElement: () => box.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: 6,
    initialRect: { width: 600, height: 480 },
  });
  // Outside React: the scroll positions that keep the chosen row in view.
  useEffect(() => {
    if (active < 0 || !brought) return;
    const show = () => {
      box.current?.querySelector('[aria-selected="true"]')?.scrollIntoView?.({ block: 'nearest' });
    };
    if (!large) {
      show();
      return;
    }
    virtual.scrollToIndex(active, { align: 'auto' });
    // The row exists once the box has scrolled; then the box itself may still be out of view.
    const frame = requestAnimationFrame(show);
    return () => cancelAnimationFrame(frame);
  }, [active, brought, large, virtual]);
  const items = large ? virtual.getVirtualItems() : null;
  const shown = items ? items.map((item) => item.index) : rows.map((_, i) => i);
  return (
    <div
      ref={box}
      role="tree"
      data-top="text"
      aria-label={label}
      aria-activedescendant={shown.includes(active) ? `${idBase}${active}` : undefined}
      tabIndex={0}
      onKeyDown={onKey}
      onClick={(event) => {
        const clicked = event.target instanceof Element ? event.target.closest('[data-index]') : null;
        const row = clicked ? rows[Number(clicked.getAttribute('data-index'))] : undefined;
        if (row) onRow(row, event);
      }}
      className={classNames(
        'bg-inset py-2 pr-3 pl-2 font-mono text-meta leading-5 tracking-[-0.02em] text-ink',
        large && 'max-h-[min(60vh,640px)] overflow-auto',
      )}
    >
      <div role="none" style={items ? { height: virtual.getTotalSize() } : undefined}>
        <div role="none" style={items ? { transform: `translateY(${items[0]?.start ?? 0}px)` } : undefined}>
          {shown.map((index) => {
            const row = rows[index];
            if (!row) return null;
            const whole = isWhole(row);
            return (
              <div
                key={index}
                data-index={index}
                {...(items ? { ref: virtual.measureElement } : {})}
                {...(row.kind === 'item'
                  ? itemProps(row, `${idBase}${index}`, index === active)
                  : { 'aria-hidden': true })}
                style={guides(row.depth)}
                className={classNames(
                  'relative min-h-5 bg-no-repeat pl-[calc(var(--indent)+14px)] text-ink-3',
                  whole ? 'wrap-anywhere whitespace-pre-wrap' : 'truncate',
                  row.open !== null && 'cursor-pointer',
                  row.open !== null && row.kind === 'item' && (row.open ? TWIST.open : TWIST.folded),
                  index === active && row.kind === 'item' ? 'bg-accent-soft' : 'hover:bg-hover',
                )}
              >
                <TreeLine row={row} whole={whole} />
              </div>
            );
          })}
        </div>
      </div>
    </div>
  );
}

function itemProps(row: TreeRow, id: string, active: boolean) {
  return {
    id,
    role: 'treeitem',
    'aria-level': row.depth + 1,
    'aria-posinset': row.index + 1,
    'aria-setsize': row.siblings,
    'aria-expanded': row.open ?? undefined,
    'aria-selected': active,
  };
}

/** Moves a row to its depth and draws a line for every level above it. */
function guides(depth: number): CSSProperties {
  const width = Math.min(depth, INDENT_LIMIT) * INDENT;
  return {
    '--indent': `${width}px`,
    backgroundImage: `repeating-linear-gradient(to right, transparent 0 6px, var(--color-line) 6px 7px, transparent 7px ${INDENT}px)`,
    backgroundSize: `${width}px 100%`,
  } as CSSProperties;
}
