'use client';

import { type RefObject, useEffect } from 'react';

/** The row at the upper edge of a list: the address that it leads to, its number, and how far it stands from the edge (px). */
interface Place {
  href: string;
  index: number;
  far: number;
}

/** Longest time for the rows to be there again, in ms. */
const PATIENCE = 3_000;
const READING = ['wheel', 'touchstart', 'pointerdown', 'keydown'] as const;

/** Where lists were left, by their address. */
const places = new Map<string, Place>();
/** The address that the way back or forward has led to, until its list is where it was: it may come in more than one attempt. */
let returned: string | null = null;
if (typeof window !== 'undefined') window.addEventListener('popstate', () => (returned = here()));

/** Remembers for the life of the page where a list is scrolled to; who comes back to it by the browser's way is there again. */
export function useKeptPlace(scroller: RefObject<HTMLElement | null>): void {
  // Outside React: the scroller and the browser's history.
  useEffect(() => {
    const list = scroller.current;
    if (!list) return undefined;
    const address = here();
    const place = returned === address ? places.get(address) : undefined;
    const stop = place ? bringBack(list, place) : () => {};
    const note = () => {
      const first = rowsOf(list)[0];
      if (list.scrollTop === 0) places.delete(here());
      else if (first) places.set(here(), first);
    };
    list.addEventListener('scroll', note, { passive: true });
    return () => {
      stop();
      list.removeEventListener('scroll', note);
    };
  }, [scroller]);
}

/**
 * Scrolls until the row stands where it stood, as rows that are not drawn yet are only guessed; ends as soon as somebody reads.
 * Gives what breaks it off.
 */
function bringBack(list: HTMLElement, place: Place): () => void {
  const until = performance.now() + PATIENCE;
  let good = 0;
  let frame = 0;
  const stop = () => {
    cancelAnimationFrame(frame);
    for (const name of READING) document.removeEventListener(name, end);
  };
  const end = () => {
    stop();
    returned = null;
  };
  const step = () => {
    const rows = rowsOf(list, true);
    const [first, last] = [rows[0], rows.at(-1)];
    const same = rows.find(({ href }) => href === place.href);
    let by = 0;
    if (same) by = same.far - place.far;
    else if (first && last)
      by = first.far + (place.index - first.index) * ((last.far - first.far) / Math.max(1, last.index - first.index));
    const before = list.scrollTop;
    if (Math.abs(by) >= 1) list.scrollTop += by;
    good = first && Math.abs(list.scrollTop - before) < 1 ? good + 1 : 0;
    if (good > 3 || performance.now() > until) end();
    else frame = requestAnimationFrame(step);
  };
  for (const name of READING) document.addEventListener(name, end, { passive: true });
  step();
  return stop;
}

/** Rows with a link, from the first that begins below the upper edge on, or all that are drawn. */
function rowsOf(list: HTMLElement, all = false): Place[] {
  const edge = list.getBoundingClientRect().top;
  return [...list.querySelectorAll<HTMLElement>('[data-index]')].flatMap((row) => {
    const href = row.querySelector('a')?.getAttribute('href');
    const far = row.getBoundingClientRect().top - edge;
    return href && (all || far >= 0) ? [{ href, index: Number(row.dataset.index), far }] : [];
  });
}

function here(): string {
  return location.pathname + location.search;
}
