'use client';

import type { Virtualizer } from '@tanstack/react-virtual';
import { useCallback, useLayoutEffect, useReducer, useRef } from 'react';
import { indexOfItem, survivor, type TreeItem } from './tree-item.ts';

/** A row that must not move on the screen, and where it began when the rows were last drawn. */
interface Hold {
  items: readonly TreeItem[];
  index: number;
  start: number;
}

/**
 * Keeps what the reader looks at in its place while rows come and go above it: the active row where it is in view, else the
 * first visible one, else (its parent was folded) the nearest row above that is still there. Gives a function that scrolls to
 * a row. Row heights are known, so both are exact; the virtualizer's own scroll commands would go on correcting for some
 * frames and lose the place when rows come in meanwhile.
 */
export function useHeldScroll(
  virtualizer: Virtualizer<HTMLElement, Element>,
  items: readonly TreeItem[],
  activeIndex: number,
): (index: number, align: 'auto' | 'center') => void {
  const [, redraw] = useReducer((count: number) => count + 1, 0);
  const hold = useRef<Hold | null>(null);

  // Outside React: the scroll position of an element of the page.
  useLayoutEffect(() => {
    const before = hold.current;
    const offset = virtualizer.scrollOffset ?? 0;
    if (before && before.items !== items && offset > 0) {
      const id = before.items[before.index]?.id;
      const same = indexOfItem(items, id);
      const index = same === -1 ? survivor(before.items, before.index, items) : same;
      const start = index === null ? null : startOf(virtualizer, index);
      if (start !== null && scrollTo(virtualizer, offset + start - before.start)) redraw();
    }
  }, [items, virtualizer]);

  // Outside React: where the virtualizer has drawn the rows.
  useLayoutEffect(() => {
    hold.current = holdOf(virtualizer, items, activeIndex);
  });

  return useCallback(
    (index, align) => {
      const found = virtualizer.getOffsetForIndex(index, align);
      if (found && scrollTo(virtualizer, found[0])) redraw();
    },
    [virtualizer],
  );
}

/** Scrolls, and gives whether that changed anything. */
function scrollTo(virtualizer: Virtualizer<HTMLElement, Element>, offset: number): boolean {
  const element = virtualizer.scrollElement;
  if (!element || Math.round(offset) === Math.round(element.scrollTop)) return false;
  element.scrollTop = offset;
  // Told at once: with the scroll event alone the rows of the old place would be on screen for a frame.
  virtualizer.scrollOffset = element.scrollTop;
  return true;
}

function holdOf(
  virtualizer: Virtualizer<HTMLElement, Element>,
  items: readonly TreeItem[],
  activeIndex: number,
): Hold | null {
  const { range } = virtualizer;
  if (!range) return null;
  const inView = activeIndex >= range.startIndex && activeIndex <= range.endIndex;
  const index = inView ? activeIndex : range.startIndex;
  const start = startOf(virtualizer, index);
  return start === null ? null : { items, index, start };
}

/** Where a row begins below the top of the tree, in pixels. */
function startOf(virtualizer: Virtualizer<HTMLElement, Element>, index: number): number | null {
  const found = virtualizer.measurementsCache[index];
  return found ? found.start - virtualizer.options.scrollMargin : null;
}
