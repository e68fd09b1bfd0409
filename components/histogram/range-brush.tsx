'use client';

import type { ReactNode } from 'react';
import { extentOf, type HistogramData, type TimeRange } from './histogram-data.ts';
import { lengthWords, timeWords } from './time-ticks.ts';
import { useRangeDrag } from './use-range-drag.ts';

const ENDS = ['start', 'end'] as const;

/**
 * Chooses a range of time over the bars in `children`: a drag draws a range, inside it moves it, on its ends resizes it; a
 * press beside it takes one bar, a double click none. Its ends are two sliders.
 */
export function RangeBrush({
  data,
  range,
  onRange,
  onDraft,
  children,
}: {
  data: HistogramData;
  /** Null for all of the time. */
  range: TimeRange | null;
  onRange: (range: TimeRange | null) => void;
  /** Called with the range as it is while it is being drawn, then with null. */
  onDraft: (range: TimeRange | null) => void;
  children: ReactNode;
}) {
  const drag = useRangeDrag(data, range, onRange, onDraft);
  const extent = extentOf(data);
  if (!extent) return children;
  const span = extent.end - extent.start;
  const shown = drag.range ?? extent;
  const left = share(shown.start, extent);
  const right = share(shown.end, extent);
  const words = (at: number) => (data.endsNow && at >= extent.end ? 'now' : timeWords(at, span));
  const set = drag.range !== null;
  return (
    <div {...drag.handlers} className="group/brush absolute inset-0 cursor-crosshair touch-pan-y select-none">
      {children}
      <span
        aria-hidden
        data-brush
        className={`pointer-events-none absolute -top-[18px] bottom-0 rounded-chip border ${set ? 'border-accent bg-accent/7 forced-colors:border-[Highlight]' : 'border-transparent'}`}
        style={{ left: `${left * 100}%`, width: `${(right - left) * 100}%` }}
      />
      {set ? (
        <span
          aria-hidden
          className="pointer-events-none absolute -top-[14px] rounded-chip bg-accent px-2 text-[10.5px] leading-[17px] font-medium whitespace-nowrap text-on-accent"
          style={left <= 0.7 ? { left: `calc(${left * 100}% + 9px)` } : { right: `calc(${(1 - right) * 100}% + 9px)` }}
        >
          {words(shown.start)} – {words(shown.end)}, {lengthWords(shown.end - shown.start)}
        </span>
      ) : null}
      {ENDS.map((end) => (
        <span
          key={end}
          role="slider"
          tabIndex={0}
          aria-label={end === 'start' ? 'Start of the time range' : 'End of the time range'}
          aria-orientation="horizontal"
          aria-valuemin={0}
          aria-valuemax={Math.round(span / 1000)}
          aria-valuenow={Math.round((shown[end] - extent.start) / 1000)}
          aria-valuetext={`${words(shown[end])}, ${set ? `range of ${lengthWords(shown.end - shown.start)}` : 'no range set'}`}
          onKeyDown={(event) => drag.onKeyDown(event, end)}
          className={`absolute top-1/2 mt-[-9px] grid h-7 w-6 -translate-1/2 cursor-ew-resize place-items-center rounded-chip pointer-coarse:w-9 ${set ? '' : 'opacity-0 group-hover/brush:opacity-100 focus-visible:opacity-100'}`}
          style={{ left: `${(end === 'start' ? left : right) * 100}%` }}
        >
          <span className="h-5 w-[7px] rounded-[3px] border-[1.5px] border-accent bg-panel forced-colors:border-[Highlight]" />
        </span>
      ))}
    </div>
  );
}

function share(at: number, extent: TimeRange): number {
  return Math.max(0, Math.min(1, (at - extent.start) / (extent.end - extent.start)));
}
