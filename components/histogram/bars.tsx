import type { ReactNode } from 'react';
import { formatCount } from '../ui/format.ts';
import { barPath, PITCH, topOf } from './bar-paths.ts';
import { extentOf, type HistogramData, type HistogramSeries, isInside, type TimeRange } from './histogram-data.ts';
import { timeTicks, timeWords } from './time-ticks.ts';

/** Height of the plot in px; above it is room for the label of a range, below it for the axis. */
const HEIGHT = 52;
/** Ticks nearer to the end than this share of the width make room for the label of the end. */
const NEAR_END = 0.1;

/** The bars with their axes; `children` lie over the plot. Bars outside `range` are faint. */
export function Bars({
  data,
  series,
  range,
  phone,
  children,
}: {
  data: HistogramData;
  series: readonly HistogramSeries[];
  range: TimeRange | null;
  phone: boolean;
  children: ReactNode;
}) {
  const { bars } = data;
  const extent = extentOf(data);
  if (!extent) return null;
  const span = extent.end - extent.start;
  const top = topOf(bars);
  const ticks = timeTicks(extent.start, extent.end, phone ? 3 : 8).filter(
    ({ at }) =>
      extent.end - at > span * NEAR_END * (phone ? 3 : 1) && at - extent.start > (phone ? span * NEAR_END : -1),
  );
  const scale = { top, height: HEIGHT };
  return (
    <div className="absolute inset-0 text-[10.5px] leading-4 text-ink-3">
      <div className="absolute top-5 right-0 left-[26px] h-[52px] max-desk:left-0">
        {[top, top / 2, 0].map((tick, i) => (
          <span
            key={tick}
            aria-hidden
            className="absolute inset-x-0 border-t border-line"
            style={{ top: `${i * 50}%` }}
          >
            <span className="absolute right-full -translate-y-1/2 pr-1.5 max-desk:hidden">{compact(tick)}</span>
          </span>
        ))}
        <svg
          role="img"
          aria-label={`Stacked bars by ${series.map((each) => each.name.toLowerCase()).join(', ')}; at most ${formatCount(top)} in one`}
          viewBox={`0 0 ${bars.length * PITCH} ${HEIGHT}`}
          preserveAspectRatio="none"
          className="absolute inset-0 size-full overflow-visible"
        >
          {[false, true].map((inside) => (
            <g key={String(inside)} opacity={inside ? undefined : 0.42}>
              {series.map((each, i) => (
                <path
                  key={each.name}
                  className={each.fill}
                  vectorEffect="non-scaling-stroke"
                  d={barPath(bars, i, scale, (bar) => isInside(bar, range) === inside)}
                />
              ))}
            </g>
          ))}
        </svg>
        {ticks.map(({ at, label }) => (
          <span
            key={at}
            aria-hidden
            className="absolute top-full mt-1 -translate-x-1/2 whitespace-nowrap first-letter:uppercase"
            style={{ left: `${Math.max(2, ((at - extent.start) / span) * 100)}%` }}
          >
            {label}
          </span>
        ))}
        <span aria-hidden className="absolute top-full right-0 mt-1 whitespace-nowrap">
          {/* The last bar ends later than now: no time of it would be that of now. */}
          {data.endsNow ? 'Now' : timeWords(extent.end, span)}
        </span>
        {children}
      </div>
    </div>
  );
}

/** A count on the axis: `40`, `1.5k`. */
function compact(count: number): string {
  return count < 1000 ? String(count) : `${count / 1000}k`;
}
