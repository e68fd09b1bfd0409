'use client';

import { defaultRangeExtractor, type Range, useVirtualizer, type Virtualizer } from '@tanstack/react-virtual';
import { useCallback, useLayoutEffect, useReducer, useRef, useState } from 'react';
import { usePrinting } from '../ui/use-printing.ts';

/** Room above the first entry and below the last, in pixels. */
const ABOVE = 22;
const BELOW = 60;
/** Paper has no window: so many entries are printed, of longer runs those around the view. */
const PRINTED = 400;

export interface FlowScroller {
  /** What scrolls, null until it is there. */
  element: HTMLElement | null;
  /** Distance from the top of its content to the entries, in pixels. */
  margin: number;
}

export interface FlowOptions {
  /** Place of the selected entry, which is scrolled to when that changes; −1 for none. */
  active: number;
  /** Whether it is scrolled to as well when other entries move it, because nobody has scrolled yet. */
  follow: boolean;
  scroller: FlowScroller;
  /** Height of an entry before it is measured, in pixels; must be a stable function. */
  estimate: (index: number) => number;
  /** Entries drawn beyond the edges. */
  overscan: number;
}

export interface Flow {
  virtualizer: Virtualizer<HTMLElement, Element>;
  /** Brings an entry into view and, when asked, puts the focus on it. */
  show: (index: number, focus?: boolean) => void;
  /** Leaves the scroll position alone when this entry becomes the selected one: the reader selected it where it is. */
  hold: (id: string) => void;
  /** Entries carry their place as `data-entry`. The one that holds the focus stays while it is scrolled out of view. */
  onFocus: (index: number) => void;
}

/** The entries in view, whatever their heights. What comes in or grows above the view does not move it. */
export function useFlow(entries: readonly { id: string }[], options: FlowOptions): Flow {
  const { active, follow, scroller, estimate, overscan } = options;
  const [focused, setFocused] = useState(-1);
  const shown = useRef({ id: '', index: -1 });
  const printing = usePrinting();
  const rangeExtractor = useCallback(
    (range: Range) => {
      if (printing && range.count <= PRINTED) return Array.from({ length: range.count }, (_, index) => index);
      const indexes = new Set(defaultRangeExtractor(range));
      for (const kept of [active, focused]) if (kept >= 0 && kept < range.count) indexes.add(kept);
      return [...indexes].sort((a, b) => a - b);
    },
    [active, focused, printing],
  );
  const virtualizer = useVirtualizer({
    count: entries.length,
    getScrollElement: () => scroller.element,
    getItemKey: useCallback((index: number) => entries[index]?.id ?? index, [entries]),
    estimateSize: estimate,
    overscan,
    rangeExtractor,
    scrollMargin: scroller.margin,
    paddingStart: ABOVE,
    paddingEnd: BELOW,
    initialRect: { width: 700, height: 800 },
  });
  useHeldEntry(virtualizer, entries);

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
    const before = shown.current;
    if (!scroller.element || (before.id === id && (!follow || before.index === active))) return;
    shown.current = { id, index: active };
    if (id !== '') show(active);
  }, [active, entries, follow, scroller.element, show]);

  const hold = useCallback((id: string) => {
    shown.current = { id, index: -1 };
  }, []);
  return { virtualizer, show, hold, onFocus: setFocused };
}

/** Keeps the first entry in view where it is on the screen while others come and go above it. */
function useHeldEntry(virtualizer: Virtualizer<HTMLElement, Element>, entries: readonly { id: string }[]): void {
  const [, redraw] = useReducer((count: number) => count + 1, 0);
  const held = useRef<{ entries: readonly { id: string }[]; id: string; start: number } | null>(null);

  // Outside React: the scroll position of an element of the page.
  useLayoutEffect(() => {
    const before = held.current;
    const element = virtualizer.scrollElement;
    if (!before || before.entries === entries || !element || (virtualizer.scrollOffset ?? 0) <= ABOVE) return;
    const index = entries.findIndex((entry) => entry.id === before.id);
    const start = virtualizer.measurementsCache[index]?.start ?? before.start;
    if (start === before.start) return;
    moveBy(virtualizer, element, start - before.start);
    redraw();
  }, [entries, virtualizer]);

  // Outside React: where the virtualizer has drawn the entries.
  useLayoutEffect(() => {
    const first = virtualizer.range?.startIndex ?? -1;
    const item = virtualizer.measurementsCache[first];
    const id = entries[first]?.id;
    held.current = item && id !== undefined ? { entries, id, start: item.start } : null;
  });
}

function moveBy(virtualizer: Virtualizer<HTMLElement, Element>, element: HTMLElement, distance: number): void {
  element.scrollTop += distance;
  // Told at once: with the scroll event alone the entries of the old place would be on screen for a frame.
  virtualizer.scrollOffset = element.scrollTop;
}
