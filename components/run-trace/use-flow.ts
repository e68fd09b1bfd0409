'use client';

import { defaultRangeExtractor, type Range, useVirtualizer, type Virtualizer } from '@tanstack/react-virtual';
import { useCallback, useLayoutEffect, useRef, useState } from 'react';

/** Room above the first entry and below the last, in pixels. */
const ABOVE = 22;
const BELOW = 60;
const OVERSCAN = 4;

export interface FlowScroller {
  /** What scrolls, null until it is there. */
  element: HTMLElement | null;
  /** Distance from the top of its content to the entries, in pixels. */
  margin: number;
}

export interface Flow {
  virtualizer: Virtualizer<HTMLElement, Element>;
  /** Brings an entry into view and, when asked, puts the focus on it. */
  show: (index: number, focus?: boolean) => void;
  /** Leaves the scroll position alone when this entry becomes the selected one: the reader selected it where it is. */
  hold: (id: string) => void;
  /** Entries carry their place as `data-entry`. The one that holds the focus stays where it is while it is scrolled out of view. */
  onFocus: (index: number) => void;
}

/**
 * The entries in view, whatever their heights. `active` is scrolled to when it changes (−1 for none), unless it is held.
 * `estimate` is the height of an entry before it is measured, in pixels. Entries that grow above the view do not move it.
 */
export function useFlow(
  entries: readonly { id: string }[],
  active: number,
  scroller: FlowScroller,
  estimate: (index: number) => number,
): Flow {
  const [focused, setFocused] = useState(-1);
  const shown = useRef('');
  const rangeExtractor = useCallback(
    (range: Range) => {
      const indexes = new Set(defaultRangeExtractor(range));
      for (const kept of [active, focused]) if (kept >= 0 && kept < range.count) indexes.add(kept);
      return [...indexes].sort((a, b) => a - b);
    },
    [active, focused],
  );
  const virtualizer = useVirtualizer({
    count: entries.length,
    getScrollElement: () => scroller.element,
    getItemKey: useCallback((index: number) => entries[index]?.id ?? index, [entries]),
    estimateSize: estimate,
    overscan: OVERSCAN,
    rangeExtractor,
    scrollMargin: scroller.margin,
    paddingStart: ABOVE,
    paddingEnd: BELOW,
    initialRect: { width: 700, height: 800 },
  });

  const show = useCallback(
    (index: number, focus = false) => {
      const item = virtualizer.measurementsCache[index];
      const offset = virtualizer.scrollOffset ?? 0;
      const height = virtualizer.scrollRect?.height ?? 0;
      const inView = item && item.start >= offset && item.end <= offset + height;
      if (!inView) virtualizer.scrollToIndex(index, { align: 'start' });
      if (!focus) return;
      setFocused(index);
      requestAnimationFrame(() => {
        const element = virtualizer.scrollElement?.querySelector<HTMLElement>(`[data-entry="${index}"]`);
        element?.focus({ preventScroll: true });
      });
    },
    [virtualizer],
  );

  // Outside React: the scroll position follows what is selected.
  useLayoutEffect(() => {
    const id = entries[active]?.id ?? '';
    if (!scroller.element || shown.current === id) return;
    shown.current = id;
    if (id !== '') show(active);
  }, [active, entries, scroller.element, show]);

  const hold = useCallback((id: string) => {
    shown.current = id;
  }, []);
  return { virtualizer, show, hold, onFocus: setFocused };
}
