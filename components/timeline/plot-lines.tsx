'use client';

import type { TimelineView } from './timeline-view.ts';
import { useLayout } from './use-layout.ts';

/** Lines below the bars of a plot: one at each tick, and those of events, which look as their owner says. */
export function PlotLines({ timeline }: { timeline: TimelineView }) {
  const layout = useLayout(timeline);
  if (!layout) return null;
  return (
    <>
      {layout.ticks.map((tick) => (
        <span key={tick.at} className="absolute inset-y-0 w-px bg-line opacity-75" style={{ left: tick.x }} />
      ))}
      {layout.lines.map((line) => (
        <span
          key={`${line.x} ${line.look}`}
          data-event
          className={`absolute inset-y-0 w-0 ${line.look}`}
          style={{ left: line.x }}
        />
      ))}
    </>
  );
}
