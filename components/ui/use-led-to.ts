import { type RefObject, useEffect, useRef } from 'react';

/**
 * A place that a link of the page led to, while `here`: it comes into view, and takes the focus where the pane around it has
 * that. Gives the ref for its element.
 */
export function useLedTo<E extends HTMLElement>(here: boolean): RefObject<E | null> {
  const place = useRef<E>(null);
  // Outside React: the scroll position and the focus.
  useEffect(() => {
    const element = here ? place.current : null;
    element?.scrollIntoView?.({ block: 'nearest' });
    if (element?.closest('[role="region"]') === document.activeElement) element?.focus({ preventScroll: true });
  }, [here]);
  return place;
}
