'use client';

import { type RefObject, useLayoutEffect, useState } from 'react';

/**
 * How far below the top of `page`'s content an element lies, in pixels. Followed while `asked` for, as the first child of
 * the page, which holds all that stands above the element, changes its size.
 */
export function useTopInside(page: HTMLElement | null, element: RefObject<HTMLElement | null>, asked: boolean): number {
  const [top, setTop] = useState(0);
  // Outside React: where the page's layout has put the element.
  useLayoutEffect(() => {
    const target = element.current;
    const above = page?.firstElementChild;
    if (!asked || !page || !target || !above) return;
    const measure = () => {
      const distance = target.getBoundingClientRect().top - page.getBoundingClientRect().top;
      setTop(Math.round(distance + page.scrollTop));
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(above);
    return () => observer.disconnect();
  }, [asked, element, page]);
  return top;
}
