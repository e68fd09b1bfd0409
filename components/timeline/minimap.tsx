'use client';

import { memo, useDeferredValue, useMemo } from 'react';
import { Tears } from './gap-tears.tsx';
import { LINE, type MinimapRows, minimapPaths } from './minimap-lines.ts';
import { gapsInView } from './time-scale.ts';
import type { TimelineView } from './timeline-view.ts';
import { useSlowly } from './use-slowly.ts';
import { useWholeScale } from './use-layout.ts';

/** Inner height (pixels). */
const MINIMAP_HEIGHT = 46;
/** Rows that come in one by one are drawn again at most this often (milliseconds). */
const REDRAW_EVERY = 250;

/** Every row of a timeline as a line of 2 px, with the gaps torn out. `looks` are classes that set a stroke; the last one shows wherever it is. */
export const MinimapLines = memo(function MinimapLines({
  timeline,
  rows,
  looks,
}: {
  timeline: TimelineView;
  rows: MinimapRows;
  looks: readonly string[];
}) {
  const scale = useDeferredValue(useWholeScale(timeline));
  const drawn = useSlowly(rows, REDRAW_EVERY);
  const paths = useMemo(() => (scale ? minimapPaths(drawn, scale, MINIMAP_HEIGHT, looks) : []), [drawn, scale, looks]);
  if (!scale) return null;
  const tears = gapsInView(scale).map(({ left, right }) => (left + right) / 2);
  return (
    <span className="pointer-events-none absolute inset-0 overflow-hidden rounded-chip will-change-transform">
      <svg aria-hidden className="absolute inset-0 size-full" shapeRendering="crispEdges">
        {paths.map(({ look, path }) => (
          <path key={look} d={path} strokeWidth={LINE} className={`fill-none ${look}`} />
        ))}
      </svg>
      <Tears middles={tears} />
    </span>
  );
});
