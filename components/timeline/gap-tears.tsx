'use client';

import { useId } from 'react';
import { TEAR_WIDTH } from './row-layout.ts';
import type { TimelineView } from './timeline-view.ts';
import { useLayout } from './use-layout.ts';

/** The double zig-zag of every gap, through all rows. */
export function GapTears({ timeline }: { timeline: TimelineView }) {
  const layout = useLayout(timeline);
  return layout ? <Tears middles={layout.tears} /> : null;
}

/** Double zig-zags of full height at pixels from the left. */
export function Tears({ middles }: { middles: readonly number[] }) {
  const id = useId();
  if (middles.length === 0) return null;
  return (
    <svg aria-hidden className="absolute inset-0 size-full overflow-visible">
      <defs>
        {/* One tooth of both edges: what lies between them has the colour of the panel. */}
        <pattern id={id} width={TEAR_WIDTH} height="8" patternUnits="userSpaceOnUse">
          <path d="M3 0l4 4l-4 4h6l4-4l-4-4z" className="fill-panel" />
          <path d="M3 0l4 4l-4 4M9 0l4 4l-4 4" className="fill-none stroke-line-strong" />
        </pattern>
      </defs>
      {middles.map((middle) => (
        <g key={middle} transform={`translate(${middle - TEAR_WIDTH / 2} 0)`}>
          <rect width={TEAR_WIDTH} height="100%" fill={`url(#${id})`} />
        </g>
      ))}
    </svg>
  );
}
