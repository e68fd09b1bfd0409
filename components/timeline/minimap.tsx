'use client';

import { memo, useMemo } from 'react';
import { Tears } from './gap-tears.tsx';
import { LINE, type MinimapRows, minimapPaths } from './minimap-lines.ts';
import { gapsInView, type TimeScale } from './time-scale.ts';
import type { TimelineView } from './timeline-view.ts';
import { useSlowly } from './use-slowly.ts';
import { useWholeScale } from './use-layout.ts';

/** Inner height (pixels). */
const MINIMAP_HEIGHT = 46;
/** What changes all the time, as rows that come in one by one, is drawn again at most this often (milliseconds). */
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
  const scale = useWholeScale(timeline);
  const picture = useMemo(() => once(() => scale && pictureOf(rows, scale, looks)), [rows, scale, looks]);
  const drawn = useSlowly(picture, REDRAW_EVERY, (next) => [next])();
  if (!drawn) return null;
  return (
    <span className="pointer-events-none absolute inset-0 overflow-hidden rounded-chip will-change-transform">
      <svg aria-hidden className="absolute inset-0 size-full" shapeRendering="crispEdges">
        {drawn.paths.map(({ look, path }) => (
          <path key={look} d={path} strokeWidth={LINE} className={`fill-none ${look}`} />
        ))}
      </svg>
      <Tears middles={drawn.tears} />
    </span>
  );
});

function pictureOf(rows: MinimapRows, scale: TimeScale, looks: readonly string[]) {
  const paths = minimapPaths(rows, scale, MINIMAP_HEIGHT, looks);
  return { paths, tears: gapsInView(scale).map(({ left, right }) => (left + right) / 2) };
}

/** Worked out when it is asked for, and only then. */
function once<R>(work: () => R): () => R {
  let done: { result: R } | null = null;
  return () => (done ??= { result: work() }).result;
}
