'use client';

import { defaultRangeExtractor, type Range, useVirtualizer } from '@tanstack/react-virtual';
import type { KeyboardEvent, MouseEvent, ReactNode } from 'react';
import { useCallback, useLayoutEffect, useMemo, useRef } from 'react';
import { useHydrated } from '../ui/hydrated.ts';
import { usePrinting } from '../ui/use-printing.ts';
import { indexOfItem, type TreeItem, treeMove } from './tree-item.ts';
import { useHeldScroll } from './use-held-scroll.ts';

/** Rows drawn beyond the edges, so that fast scrolling shows none empty. */
const OVERSCAN = 4;
/** So many rows are printed, of longer trees those around the view. */
const PRINTED = 400;

export interface TreeScroller {
  /** The element that scrolls, null until it is there; may hold other things above the tree. */
  element: HTMLElement | null;
  /** Distance from the top of its content to the tree, in pixels. */
  margin: number;
  /** What stays in view at its top, in pixels. */
  padding: number;
  /**
   * When the active row is scrolled to, besides by key: as soon as it is active, also when it comes into being later, or
   * never.
   */
  reveal: 'at-once' | 'late' | 'never';
}

export interface TreeRowView {
  /** Pixels; must not depend on the row's content. */
  height: (index: number) => number;
  /** The height in windows too narrow for `height`: the server does not know the window, and its rows stand as styles say. */
  narrow: (index: number) => number;
  /** Number by which a row is found again: `12`, and for what is inside of it `12.2`. */
  at: (index: number) => string;
  /** What a screen reader says. */
  name: (index: number) => string;
  /** Class names of the row itself. */
  look: (index: number) => string;
  /** Must be hidden from screen readers, which get the name. */
  render: (index: number) => ReactNode;
}

export interface TreeHandlers {
  onSelect: (index: number, by: 'key' | 'pointer') => void;
  onFold: (index: number, expanded: boolean) => void;
  /** Enter, Space or a click on a row that is active already. */
  onOpen: (index: number) => void;
}

/**
 * A tree of any length in one virtual scroller. One row can be focused at a time (roving tabindex): the `active` one, which is
 * also the selected one, or the first where it is not among the rows; the focus goes along with it. Rows that come in above
 * the view do not move it.
 * A child with `data-twist` folds its row when clicked.
 */
export function VirtualTree({
  label,
  items,
  active,
  row,
  on,
  scroller,
}: {
  label: string;
  items: readonly TreeItem[];
  active: string;
  row: TreeRowView;
  on: TreeHandlers;
  scroller: TreeScroller;
}) {
  const tree = useRef<HTMLDivElement>(null);
  const hydrated = useHydrated();
  /** Id of the row that a key has chosen, until it is the active one: the tree may be drawn before that. */
  const takeFocus = useRef<string | null>(null);
  /** Whether a row has the focus, also while the one that had it has gone. */
  const hasFocus = useRef(false);
  const revealed = useRef('');
  const activeIndex = useMemo(() => indexOfItem(items, active), [active, items]);
  const tabIndex = Math.max(0, activeIndex);
  const printing = usePrinting();
  const rangeExtractor = useCallback(
    (range: Range) => {
      if (printing && range.count <= PRINTED) return Array.from({ length: range.count }, (_, index) => index);
      const indexes = defaultRangeExtractor(range);
      if (tabIndex >= range.count || indexes.includes(tabIndex)) return indexes;
      return [...indexes, tabIndex].sort((a, b) => a - b);
    },
    [printing, tabIndex],
  );
  const virtualizer = useVirtualizer({
    count: items.length,
    getScrollElement: () => scroller.element,
    estimateSize: row.height,
    getItemKey: useCallback((index: number) => items[index]?.id ?? index, [items]),
    overscan: OVERSCAN,
    rangeExtractor,
    scrollMargin: scroller.margin,
    scrollPaddingStart: scroller.padding,
    initialRect: { width: 1000, height: 560 },
  });

  // Outside React: the virtualizer keeps heights until it is told to ask again.
  useLayoutEffect(() => virtualizer.measure(), [row.height, virtualizer]);

  const scrollTo = useHeldScroll(virtualizer, items, activeIndex);

  // Outside React: scroll position and focus follow the active row.
  useLayoutEffect(() => {
    if (!scroller.element) return;
    if (activeIndex === -1) {
      if (scroller.reveal !== 'late') revealed.current = active;
      return;
    }
    const byKey = takeFocus.current === active;
    if (byKey) takeFocus.current = null;
    if (revealed.current === active && !byKey) return;
    revealed.current = active;
    const { range } = virtualizer;
    const near = byKey || (range !== null && activeIndex > range.startIndex && activeIndex < range.endIndex);
    if (byKey || scroller.reveal !== 'never') {
      scrollTo(activeIndex, near ? 'auto' : 'center');
    }
    if (byKey || hasFocus.current)
      tree.current?.querySelector<HTMLElement>('[role="treeitem"][tabindex="0"]')?.focus({ preventScroll: true });
  });

  const rowAt = (target: EventTarget) => {
    const element = target instanceof Element ? target.closest<HTMLElement>('[role="treeitem"]') : null;
    return element ? indexOfItem(items, element.dataset.row) : -1;
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const view = scroller.element?.clientHeight ?? 0;
    const page = Math.max(1, Math.floor(view / Math.max(1, row.height(tabIndex))) - 2);
    const focused = rowAt(event.target);
    const move = treeMove(items, focused === -1 ? tabIndex : focused, event.key, page);
    if (!move) return;
    event.preventDefault();
    if (move.type === 'fold') return on.onFold(move.index, move.expanded);
    if (move.type === 'open') return on.onOpen(move.index);
    const chosen = items[move.index]?.id ?? null;
    if (chosen !== active) takeFocus.current = chosen;
    on.onSelect(move.index, 'key');
  };
  const onClick = (event: MouseEvent) => {
    const index = rowAt(event.target);
    const item = items[index];
    if (!item || !(event.target instanceof Element)) return;
    const twist = event.target.closest('[data-twist]') !== null && item.expanded !== null;
    if (twist) on.onFold(index, !item.expanded);
    else if (item.id === active) on.onOpen(index);
    else on.onSelect(index, 'pointer');
  };

  return (
    // oxlint-disable-next-line jsx-a11y/interactive-supports-focus -- the rows take the focus, by a roving tabindex
    <div
      ref={tree}
      role="tree"
      data-top=""
      aria-label={label}
      className={hydrated ? 'relative' : 'relative max-desk:h-auto!'}
      style={{ height: virtualizer.getTotalSize() }}
      onFocus={() => {
        hasFocus.current = true;
      }}
      onBlur={() => {
        hasFocus.current = false;
      }}
      onKeyDown={onKeyDown}
      onClick={onClick}
    >
      {virtualizer.getVirtualItems().map(({ index, key, start, size }) => {
        const item = items[index];
        if (!item) return null;
        const style = { top: start - scroller.margin, height: size, '--narrow': `${row.narrow(index)}px` };
        const place = hydrated ? 'absolute inset-x-0' : 'absolute inset-x-0 max-desk:static! max-desk:h-(--narrow)!';
        if (item.inert) {
          return (
            <div key={key} aria-hidden className={`${place} ${row.look(index)}`} style={style}>
              {row.render(index)}
            </div>
          );
        }
        return (
          <div
            key={key}
            role="treeitem"
            data-row={item.id}
            data-at={row.at(index)}
            aria-level={item.level}
            aria-setsize={item.setSize}
            aria-posinset={item.position ?? undefined}
            aria-expanded={item.expanded ?? undefined}
            aria-selected={index === activeIndex}
            tabIndex={index === tabIndex ? 0 : -1}
            className={`${place} cursor-pointer focus-visible:outline-offset-[-2px] ${row.look(index)}`}
            style={style}
          >
            {/* The name says in words what is drawn in short (1.2k, ≈ 2 s). */}
            <span className="sr-only">{row.name(index)}</span>
            {row.render(index)}
          </div>
        );
      })}
    </div>
  );
}
