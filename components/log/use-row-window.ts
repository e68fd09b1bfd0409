'use client';

import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { TEXT_LINE_HEIGHT } from '../ui/text-box.ts';
import { RowSizes } from './row-sizes.ts';
import { follow, type Heights, heightsOf, type Position, positionOf } from './scaled-scroll.ts';

const OVERSCAN = 6;
/** Until the box has been measured (px). */
const FIRST_VIEW = { width: 600, height: 480 };

/** Which rows of very many stand where. Heights and tops in px. */
export interface RowWindow {
  first: number;
  /** Exclusive. */
  last: number;
  /** Top of the first row in the element that stands for all of them. */
  top: number;
  /** Height of that element. */
  height: number;
}

/**
 * A window onto rows of a box that scrolls: any number of them, all of one height or, when `measured`, each of its own. The
 * element with `data-log-row` children is `content`; the one around it, as high as all rows, is its parent.
 */
export function useRowWindow(count: number, measured: boolean) {
  const box = useRef<HTMLDivElement>(null);
  const content = useRef<HTMLDivElement>(null);
  const [view, setView] = useState(FIRST_VIEW);
  // Heights hold for one width of the box.
  const width = measured ? view.width : 0;
  const { sizes } = useMemo(() => ({ sizes: new RowSizes(count, TEXT_LINE_HEIGHT), width }), [count, width]);
  const at = useRef<Position>({ top: 0, base: 0 });
  const anchor = useRef({ row: 0, offset: 0 });
  /** A row that is still being brought into view while heights become known. */
  const wanted = useRef<number | null>(null);
  const [shown, setShown] = useState<RowWindow>(() => {
    const height = heightsOf(sizes.total, view.height).element;
    return { first: 0, last: Math.min(count, Math.ceil(view.height / TEXT_LINE_HEIGHT) + OVERSCAN), top: 0, height };
  });

  const apply = useCallback(
    (position: Position, heights: Heights) => {
      const element = box.current;
      if (!element) return;
      // The element must be as high as the position asks before the browser takes it.
      if (content.current?.parentElement) content.current.parentElement.style.height = `${heights.element}px`;
      if (element.scrollTop !== position.top) element.scrollTop = position.top;
      at.current = { top: element.scrollTop, base: position.base };
      const place = at.current.top + at.current.base;
      const row = sizes.rowAt(place);
      anchor.current = { row, offset: place - sizes.topOf(row) };
      const first = Math.max(0, row - OVERSCAN);
      const last = Math.min(count, sizes.rowAt(place + heights.view) + 1 + OVERSCAN);
      const next = { first, last, top: sizes.topOf(first) - at.current.base, height: heights.element };
      setShown((before) => (sameWindow(before, next) ? before : next));
    },
    [count, sizes],
  );
  const heights = useCallback(() => heightsOf(sizes.total, view.height), [sizes, view.height]);

  const onScroll = useCallback(() => {
    const top = box.current?.scrollTop ?? 0;
    // The browser also tells of positions that were set here.
    if (top === at.current.top) return;
    wanted.current = null;
    const now = heights();
    apply(follow(now, at.current, top), now);
  }, [apply, heights]);

  const reveal = useCallback(
    (row: number) => {
      const now = heights();
      const top = sizes.topOf(row);
      const place = at.current.top + at.current.base;
      if (top >= place && top + TEXT_LINE_HEIGHT <= place + now.view) return;
      wanted.current = row;
      apply(positionOf(now, top - (now.view - TEXT_LINE_HEIGHT) / 2), now);
    },
    [apply, heights, sizes],
  );

  // Outside React: the size of the box on the screen.
  useEffect(() => {
    const element = box.current;
    if (!element) return;
    const note = () => {
      const { clientWidth, clientHeight } = element;
      if (clientHeight > 0) {
        setView((before) =>
          before.width === clientWidth && before.height === clientHeight
            ? before
            : { width: clientWidth, height: clientHeight },
        );
      }
    };
    note();
    if (typeof ResizeObserver === 'undefined') return;
    const observer = new ResizeObserver(note);
    observer.observe(element);
    return () => observer.disconnect();
  }, []);

  // Outside React: the scroll position, which keeps the first row in view when there are more rows or other heights.
  useLayoutEffect(() => {
    const now = heights();
    apply(positionOf(now, sizes.topOf(anchor.current.row) + anchor.current.offset), now);
  }, [apply, heights, sizes]);

  // Outside React: the heights of rows on the screen, after each drawing.
  useLayoutEffect(() => {
    if (!measured || !content.current) return;
    let changed = false;
    for (const element of content.current.querySelectorAll<HTMLElement>(':scope > [data-log-row]')) {
      if (sizes.set(Number(element.dataset.logRow), element.offsetHeight) !== 0) changed = true;
    }
    if (!changed) {
      wanted.current = null;
      return;
    }
    const now = heights();
    const goal = wanted.current;
    const place =
      goal === null
        ? sizes.topOf(anchor.current.row) + anchor.current.offset
        : sizes.topOf(goal) - (now.view - TEXT_LINE_HEIGHT) / 2;
    apply(positionOf(now, place), now);
  });

  return { box, content, shown, onScroll, reveal };
}

function sameWindow(a: RowWindow, b: RowWindow): boolean {
  return a.first === b.first && a.last === b.last && a.top === b.top && a.height === b.height;
}
