'use client';

import { useEffect, useLayoutEffect } from 'react';
import { pageElement } from './use-page-element.ts';

/** Where the focus goes that was in another view: the selected row or entry, else what scrolls. */
const PLACES = [
  '[role="treeitem"][tabindex="0"]',
  '[role="feed"] > [aria-current="true"]',
  '[role="region"][tabindex="0"]',
];

/** The run whose view went last, where that may have had the focus. */
let lost: string | null = null;

/** Stands before a view: gives it the focus that another view of the run took with it. Focus outside of them stays where it is. */
export function KeptFocus({ run }: { run: string }) {
  // Outside React: the focus, which is still in a view while what stands before it goes.
  useLayoutEffect(
    () => () => {
      lost = document.activeElement === document.body ? null : run;
    },
    [run],
  );
  // Outside React: the focus. Rows are there once the view knows its size.
  useEffect(() => {
    const mine = lost === run;
    lost = null;
    if (!mine) return;
    const frame = requestAnimationFrame(findFocus);
    return () => cancelAnimationFrame(frame);
  }, [run]);
  return null;
}

/** Gives a view the focus where nothing else has it. */
export function findFocus(): void {
  if (document.activeElement !== document.body) return;
  const page = pageElement();
  const found = PLACES.map((place) => page?.querySelector<HTMLElement>(place)).find(Boolean);
  found?.focus({ preventScroll: true });
}
