'use client';

import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { toApiError } from '#lib/client/api-error.ts';
import { runHistogramOptions } from '#lib/client/run-find-queries.ts';
import { countsInterval } from '#lib/client/use-run-list.ts';
import type { RunListParams } from '#lib/contract/run-list-params.ts';
import type { RunHistogram as Counts } from '#lib/domain/run-histogram.ts';
import { Histogram } from '../histogram/histogram.tsx';
import type { HistogramData, HistogramSeries, TimeRange } from '../histogram/histogram-data.ts';
import { Glyph } from '../status/glyph.tsx';
import { type HistogramContext, nextContext, rangeOf, timeOf } from './histogram-context.ts';
import { formatCountOf } from '../ui/format.ts';

/** From the baseline up. In forced colours the parts differ by system colour and outline. */
const SERIES: HistogramSeries[] = [
  {
    name: 'Failed',
    icon: <Glyph status="failed" size={12} />,
    ink: 'text-fail',
    fill: 'fill-fail forced-colors:fill-[CanvasText]',
  },
  {
    name: 'Waiting, incomplete',
    icon: <Glyph status="requires_action" size={12} />,
    ink: 'text-wait',
    fill: 'fill-you forced-colors:fill-[GrayText]',
  },
  {
    name: 'Completed',
    icon: <Glyph status="completed" size={12} />,
    ink: 'text-ok',
    fill: 'fill-ok-quiet forced-colors:fill-[Canvas] forced-colors:stroke-[CanvasText]',
  },
  {
    name: 'Other',
    icon: <span className="mx-0.5 size-2 rounded-bar bg-idle/35 forced-colors:border" />,
    ink: 'text-ink-2',
    fill: 'fill-idle/35 forced-colors:fill-[Canvas] forced-colors:stroke-[GrayText]',
    quiet: true,
  },
];

/** The runs that pass the filter over time; a range drawn on them is the filter's time. `now` is the page's clock in ms. */
export function RunHistogram({
  params,
  onChange,
  now,
}: {
  params: RunListParams;
  onChange: (params: RunListParams) => void;
  now: number;
}) {
  const { from, to } = params;
  const [context, setContext] = useState<HistogramContext>(() => nextContext(null, { from, to }, null, now));
  const { data, error, isPlaceholderData } = useQuery({
    ...runHistogramOptions({ ...params, ...context }),
    refetchInterval: context.to === null ? countsInterval : false,
  });
  const shown: TimeRange | null = data && !isPlaceholderData ? { start: data.from, end: data.to } : null;
  const next = nextContext(context, { from, to }, shown, now);
  if (next.from !== context.from || next.to !== context.to) setContext(next);
  return (
    <Histogram
      data={data?.items ? barsOf(data, data.items, now) : null}
      note={noteOf(data ? null : error, data)}
      series={SERIES}
      range={data ? rangeOf({ from, to }, { start: data.from, end: data.to }) : null}
      onRange={(range) => {
        if (data) onChange({ ...params, ...timeOf(range, { start: data.from, end: data.to }, context) });
      }}
      noun={(count) => (count === null ? 'Runs' : formatCountOf(count, 'run'))}
    />
  );
}

function barsOf(
  { to, bucket, counted: share }: Counts,
  items: NonNullable<Counts['items']>,
  now: number,
): HistogramData {
  const bars = items.map((item) => ({
    start: item.from,
    end: item.from + bucket,
    counts: [item.failed, item.waiting, item.completed, item.other],
  }));
  // The clocks of server and browser may differ, and a list that is not read again stands still.
  return { bars, endsNow: to >= now - 2 * bucket, estimated: share < 1 };
}

function noteOf(error: Error | null, data: Counts | undefined): string | null {
  if (error && toApiError(error).code === 'not_found') return 'No run to show over time.';
  if (error) return 'The runs over time could not be read.';
  if (data && data.items === null)
    return 'Too many runs to count over time. A filter or a shorter time makes it quick.';
  return data?.items?.length === 0 ? 'No run to show over time.' : null;
}
