import { useMemo } from 'react';
import type { Recording, Stall } from '#lib/domain/recording.ts';

/** Stretches of the recording that are told apart. */
const BINS = 240;

/** When something arrived, where it stalled and when the first text came; decoration of the slider that it lies behind. */
export function ReplayTrack({
  recording,
  length,
  stalls,
  firstText,
}: {
  recording: Recording;
  length: number;
  stalls: readonly Stall[];
  firstText: number | null;
}) {
  const path = useMemo(() => arrivals(recording, length), [recording, length]);
  const share = (at: number) => `${length === 0 ? 0 : (at / length) * 100}%`;
  return (
    <div aria-hidden className="pointer-events-none absolute inset-x-2 top-0 h-3">
      <svg viewBox={`0 0 ${BINS} 12`} preserveAspectRatio="none" className="absolute inset-0 size-full">
        <path d={path} className="stroke-accent" strokeWidth={0.6} vectorEffect="none" />
      </svg>
      {stalls.map(({ from, to, kind }) => (
        <span
          key={from}
          className={`absolute top-1 h-1.5 rounded-bar ${kind === 'between' ? 'ph-you' : 'border border-dashed border-idle bg-idle-soft'}`}
          style={{ left: share(from), width: share(to - from) }}
        />
      ))}
      {firstText === null ? null : (
        <span className="absolute -top-px h-[14px] w-0.5 rounded-bar bg-ok" style={{ left: share(firstText) }} />
      )}
    </div>
  );
}

/** A line for every stretch in which something arrived, the higher the more. */
function arrivals({ events }: Recording, length: number): string {
  const counts = Array.from({ length: BINS }, () => 0);
  for (const { at } of events) {
    const bin = Math.min(BINS - 1, Math.floor((at / Math.max(1, length)) * BINS));
    counts[bin] = (counts[bin] ?? 0) + 1;
  }
  const most = Math.log1p(Math.max(...counts));
  return counts
    .map((count, bin) =>
      count === 0 ? '' : `M${bin + 0.5} 12V${(12 - 3 - (9 * Math.log1p(count)) / most).toFixed(1)}`,
    )
    .join('');
}
