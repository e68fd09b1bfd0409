import { formatCount } from '../ui/format.ts';
import type { HistogramBar, HistogramSeries } from './histogram-data.ts';
import { totalOf } from './bar-paths.ts';
import { lengthWords, timeWords } from './time-ticks.ts';

/** What fell into the bar under the pointer. It says nothing that the sliders and the legend do not say, and is not read aloud. */
export function BarCard({
  bar,
  series,
  place,
  noun,
  estimated,
}: {
  bar: HistogramBar;
  series: readonly HistogramSeries[];
  /** Middle of the bar, as a share of the width. */
  place: number;
  noun: (count: number) => string;
  estimated: boolean;
}) {
  const length = bar.end - bar.start;
  const shift = place < 0.2 ? '-24px' : place > 0.8 ? 'calc(-100% + 24px)' : '-50%';
  const about = estimated ? '≈ ' : '';
  return (
    <div
      aria-hidden
      className="pointer-events-none absolute top-full z-40 mt-1.5 w-[206px] rounded-card bg-raised px-3 py-2 text-meta text-ink shadow-pop max-desk:hidden"
      style={{ left: `${place * 100}%`, transform: `translateX(${shift})` }}
    >
      <div className="mb-1 flex justify-between gap-3">
        <b className="font-medium">
          {timeWords(bar.start, length * 96)} – {timeWords(bar.end, Math.min(length * 96, 23 * 3_600_000))}
        </b>
        <span className="text-ink-2">{lengthWords(length)}</span>
      </div>
      {series.map((each, i) => (
        <div key={each.name} className="flex items-center gap-1.5 text-ink-2">
          <span className={`w-3 ${each.ink}`}>{each.icon}</span>
          <span className="flex-1">{each.name}</span>
          <span className="text-ink">
            {about}
            {formatCount(bar.counts[i] ?? 0)}
          </span>
        </div>
      ))}
      <div className="mt-1 border-t border-line pt-1 text-ink-2">
        {about}
        {noun(totalOf(bar))}
      </div>
    </div>
  );
}
