'use client';

import { type PointerEvent, type ReactNode, useState } from 'react';
import { classNames } from '../ui/class-names.ts';
import { formatCount } from '../ui/format.ts';
import { usePhone } from '../ui/use-media.ts';
import { BarCard } from './bar-card.tsx';
import { Bars } from './bars.tsx';
import {
  extentOf,
  type HistogramData,
  type HistogramSeries,
  mergedBars,
  sumsOf,
  type TimeRange,
} from './histogram-data.ts';
import { RangeBrush } from './range-brush.tsx';
import { lengthWords } from './time-ticks.ts';

/** Bars of a wide window that a phone shows as one. */
const PHONE_MERGE = 3;

/**
 * How many things fell into which stretch of time, as stacked bars, and the range of time that the reader has drawn on them.
 * Always as high as when it is filled, so that nothing below it moves.
 */
export function Histogram({
  data,
  note,
  series,
  range,
  onRange,
  noun,
}: {
  /** Null while it is read, and where `note` says why there is none. */
  data: HistogramData | null;
  /** In place of the bars. */
  note: ReactNode;
  series: readonly HistogramSeries[];
  range: TimeRange | null;
  onRange: (range: TimeRange | null) => void;
  /** A count with its noun: `4 runs`. Without a count the noun alone, as a title: `Runs`. */
  noun: (count: number | null) => string;
}) {
  const phone = usePhone();
  const [draft, setDraft] = useState<TimeRange | null>(null);
  const [pointed, setPointed] = useState<number | null>(null);
  const bars = phone && data ? mergedBars(data.bars, PHONE_MERGE) : (data?.bars ?? []);
  const estimated = data?.estimated ?? false;
  const shown: HistogramData = { bars, endsNow: data?.endsNow ?? false };
  const extent = extentOf(shown);
  const chosen = draft ?? range;
  const sums = sumsOf(bars, chosen, series.length);
  const [first] = bars;
  const bar = pointed === null || draft ? undefined : bars[pointed];
  const point = (event: PointerEvent<HTMLElement>) => {
    const { left, width } = event.currentTarget.getBoundingClientRect();
    if (event.pointerType === 'touch' || width === 0) return;
    setPointed(Math.max(0, Math.min(bars.length - 1, Math.floor(((event.clientX - left) / width) * bars.length))));
  };
  return (
    <section
      aria-label={`${noun(null)} over time`}
      className="relative mx-gutter mb-3 rounded-card border border-line bg-panel px-3 pt-2 pb-1.5"
    >
      <div className="mb-1 flex h-4 items-center gap-3.5 text-micro whitespace-nowrap text-ink-2 max-desk:gap-3">
        <b className="font-medium text-ink max-desk:hidden">
          {noun(null)}
          {first ? ` per ${lengthWords(first.end - first.start)}` : ''}
          {estimated ? ', estimated' : ''}
        </b>
        {extent ? (
          <span className="min-w-0 truncate text-ink-3 max-desk:hidden">Drag to set the time range</span>
        ) : null}
        <span className="flex gap-3.5 desk:ml-auto max-desk:gap-3">
          {extent
            ? series.map((each, i) =>
                each.quiet && !sums[i] ? null : (
                  <span
                    key={each.name}
                    className={classNames('inline-flex items-center gap-1', each.quiet && 'max-desk:hidden')}
                  >
                    <span className={classNames('inline-flex items-center gap-1.5', each.ink)}>
                      {each.icon}
                      {each.name}
                    </span>
                    {estimated ? '≈ ' : ''}
                    {formatCount(sums[i])}
                  </span>
                ),
              )
            : null}
        </span>
      </div>
      <div className="relative h-[92px]">
        {extent ? (
          <Bars data={shown} series={series} range={chosen} phone={phone}>
            <div
              className="absolute inset-0"
              onPointerMove={point}
              onPointerLeave={() => setPointed(null)}
              role="presentation"
            >
              <RangeBrush data={shown} range={range} onRange={onRange} onDraft={setDraft}>
                {bar ? (
                  <span className="absolute inset-y-0 bg-ink/6" style={placeOf(pointed ?? 0, bars.length)} />
                ) : null}
              </RangeBrush>
              {bar ? (
                <BarCard
                  bar={bar}
                  series={series}
                  noun={noun}
                  estimated={estimated}
                  place={((pointed ?? 0) + 0.5) / bars.length}
                />
              ) : null}
            </div>
          </Bars>
        ) : (
          <Empty>{note}</Empty>
        )}
      </div>
    </section>
  );
}

function Empty({ children }: { children: ReactNode }) {
  if (children) return <p className="grid h-full place-items-center text-center text-meta text-ink-2">{children}</p>;
  return (
    <div aria-busy className="flex h-full flex-col justify-end pb-5 pl-[26px]">
      <span aria-hidden className="h-6 animate-pulse rounded-[3px] bg-idle-soft motion-reduce:animate-none" />
      <p className="sr-only">Counting</p>
    </div>
  );
}

function placeOf(at: number, of: number) {
  return { left: `${(at / of) * 100}%`, width: `${100 / of}%` };
}
