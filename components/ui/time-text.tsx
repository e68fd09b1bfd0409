'use client';

import { useSyncExternalStore } from 'react';
import { onEverySecond } from './clock.ts';
import { formatAgo, formatClock, formatDateTime, formatTime, formatUtc } from './format.ts';
import { useHydrated } from './hydrated.ts';

type Mode = 'ago' | 'clock' | 'time' | 'full';

const still = () => () => {};

/**
 * An instant. `at` in milliseconds since 1970. The server knows neither the reader's zone nor clock, so it writes UTC and the browser
 * rewrites it: `ago` counts, `clock` is the time of day, `time` the same to the minute, `full` is date and time. The title holds local time and UTC.
 */
export function TimeText({ at, mode }: { at: number; mode: Mode }) {
  const hydrated = useHydrated();
  const text = useSyncExternalStore(
    mode === 'ago' ? onEverySecond : still,
    () => localText(at, mode),
    () => utcText(at, mode),
  );
  const title = hydrated ? `${formatDateTime(at)}, ${formatUtc(at)}` : formatUtc(at);
  return (
    <time dateTime={isoText(at)} title={title} className="whitespace-nowrap">
      {text}
    </time>
  );
}

function localText(at: number, mode: Mode): string {
  if (mode === 'ago') return formatAgo(at, Date.now());
  if (mode === 'time') return formatTime(at);
  return mode === 'clock' ? formatClock(at) : formatDateTime(at);
}

function utcText(at: number, mode: Mode): string {
  return mode === 'full' ? formatUtc(at) : formatClock(at, 'utc');
}

function isoText(at: number): string | undefined {
  const date = new Date(at);
  return Number.isNaN(date.getTime()) ? undefined : date.toISOString();
}
