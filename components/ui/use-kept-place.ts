'use client';

import { type RefObject, useEffect } from 'react';

/** The row at the upper edge of a list: what it is called, its number, and how far it stands from the edge (px). */
interface Place {
  name: string;
  index: number;
  far: number;
}

/** Longest time for the row, or for more rows above it, to be there again, in ms. */
const PATIENCE = 10_000;
/** Scrolling has to rest for this long before it is written down: browsers refuse many writes (ms). */
const PAUSE = 200;
const READING = ['wheel', 'touchstart', 'pointerdown', 'keydown'] as const;

/** What an entry of the browser's history keeps, beside what the router does. */
interface Kept {
  place?: Place | undefined;
}

/**
 * Remembers in the browser's history where a list is scrolled to: who comes back to that entry is there again, also after a
 * reload of what came between. Rows have a `data-index` and a link, or a `data-place` that names them. A list that a link or
 * a changed filter leads to is an entry without a place, and begins at its top.
 */
export function useKeptPlace(scroller: RefObject<HTMLElement | null>): void {
  // Outside React: the scroller and the browser's history.
  useEffect(() => {
    const list = scroller.current;
    if (!list) return undefined;
    const { pathname } = location;
    const kept = (history.state as Kept | null)?.place;
    let restoring = kept !== undefined;
    const stop = kept ? bringBack(list, kept, () => (restoring = false)) : () => {};
    let timer: ReturnType<typeof setTimeout> | undefined;
    const write = () => {
      clearTimeout(timer);
      // The entry may be that of the next page already.
      if (timer === undefined || location.pathname !== pathname) return;
      timer = undefined;
      const place = list.scrollTop === 0 ? undefined : topOf(list);
      history.replaceState({ ...(history.state as Kept | null), place }, '');
    };
    const later = () => {
      if (restoring) return;
      clearTimeout(timer);
      timer = setTimeout(write, PAUSE);
    };
    list.addEventListener('scroll', later, { passive: true });
    // What is clicked may lead away.
    document.addEventListener('click', write, true);
    return () => {
      stop();
      clearTimeout(timer);
      list.removeEventListener('scroll', later);
      document.removeEventListener('click', write, true);
    };
  }, [scroller]);
}

/**
 * Scrolls until the row stands where it stood: rows that are not drawn yet are only guessed, and those behind the first page
 * come when the list is scrolled to its end. Ends as soon as somebody reads, and tells `done`. Gives what breaks it off.
 */
function bringBack(list: HTMLElement, place: Place, done: () => void): () => void {
  let until = performance.now() + PATIENCE;
  let furthest = 0;
  let good = 0;
  let frame = 0;
  const stop = () => {
    cancelAnimationFrame(frame);
    for (const name of READING) document.removeEventListener(name, stop);
    done();
  };
  const step = () => {
    const rows = rowsOf(list);
    const [first, last] = [rows[0], rows.at(-1)];
    const same = rows.find(({ name }) => name === place.name);
    let by = 0;
    if (same) by = same.far - place.far;
    else if (first && last)
      by = first.far + (place.index - first.index) * ((last.far - first.far) / Math.max(1, last.index - first.index));
    if (last && last.index > furthest) {
      furthest = last.index;
      until = performance.now() + PATIENCE;
    }
    if (Math.abs(by) >= 1) list.scrollTop += by;
    good = same && Math.abs(by) < 1 ? good + 1 : 0;
    if (good > 3 || performance.now() > until) stop();
    else frame = requestAnimationFrame(step);
  };
  for (const name of READING) document.addEventListener(name, stop, { passive: true });
  step();
  return stop;
}

/** The first row that begins below the upper edge; the last where none does. */
function topOf(list: HTMLElement): Place | undefined {
  const rows = rowsOf(list);
  return rows.find(({ far }) => far >= 0) ?? rows.at(-1);
}

/** Rows that are drawn. */
function rowsOf(list: HTMLElement): Place[] {
  const edge = list.getBoundingClientRect().top;
  return [...list.querySelectorAll<HTMLElement>('[data-index], [data-place]')].flatMap((row, i) => {
    const name = row.dataset.place ?? row.querySelector('a')?.getAttribute('href');
    const far = row.getBoundingClientRect().top - edge;
    return name ? [{ name, index: Number(row.dataset.index ?? i), far }] : [];
  });
}
