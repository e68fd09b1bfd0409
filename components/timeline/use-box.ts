'use client';

import { type RefObject, useLayoutEffect } from 'react';
import type { Measure } from './axis-ticks.ts';
import { textMeasure } from './measure-text.ts';
import type { Density } from './row-layout.ts';
import type { TimelineView } from './timeline-view.ts';

/** Width of the plot on paper (pixels): what is left of the page by the steps, which `print.css` makes as wide as it takes. */
const PAPER = 590;

/**
 * Tells a timeline the width of its track and of texts on it, and keeps `--rows` of `scroller` at the height in which rows
 * are seen below `head` pixels.
 */
export function useBox(
  timeline: TimelineView,
  track: RefObject<HTMLElement | null>,
  density: Density,
  scroller: HTMLElement | null,
  head: number,
): void {
  // Outside React: sizes of elements of the page, and the fonts that it loads.
  useLayoutEffect(() => {
    const plot = track.current;
    if (!plot) return;
    let left = false;
    let measure: Measure = textMeasure(plot);
    const update = () => {
      if (left) return;
      if (plot.clientWidth > 0) timeline.setBox({ width: plot.clientWidth, density, measure });
      scroller?.style.setProperty('--rows', `${Math.max(0, scroller.clientHeight - head)}px`);
    };
    update();
    if (document.fonts && document.fonts.status !== 'loaded') {
      void document.fonts.ready.then(() => {
        measure = textMeasure(plot);
        update();
      });
    }
    const print = () => timeline.setBox({ width: PAPER, density, measure });
    window.addEventListener('beforeprint', print);
    window.addEventListener('afterprint', update);
    const observer = typeof ResizeObserver === 'undefined' ? null : new ResizeObserver(update);
    observer?.observe(plot);
    if (scroller) observer?.observe(scroller);
    return () => {
      left = true;
      window.removeEventListener('beforeprint', print);
      window.removeEventListener('afterprint', update);
      observer?.disconnect();
    };
  }, [density, head, scroller, timeline, track]);
}
