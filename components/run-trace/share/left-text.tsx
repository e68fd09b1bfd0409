'use client';

import { useSyncExternalStore } from 'react';
import { onEverySecond } from '../../ui/clock.ts';
import { formatCountOf, formatDateTime, formatUtc } from '../../ui/format.ts';
import { useHydrated } from '../../ui/hydrated.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** How long a link can still be read: `expires in 6 days`. The instant (ms since 1970) stands in the title. */
export function LeftText({ until }: { until: number }) {
  const hydrated = useHydrated();
  // Counted to the minute, so that it is drawn again only when it says something else.
  const text = useSyncExternalStore(
    onEverySecond,
    () => leftWords(until - Date.now()),
    () => `expires ${formatUtc(until)}`,
  );
  return (
    <time dateTime={new Date(until).toISOString()} title={hydrated ? formatDateTime(until) : formatUtc(until)}>
      {text}
    </time>
  );
}

/** Whole units, rounded up, so that nothing ends before it says so. */
export function leftWords(left: number): string {
  if (left <= 0) return 'expired';
  const [unit, name] = left > 2 * DAY ? [DAY, 'day'] : left > 2 * HOUR ? [HOUR, 'hour'] : [MINUTE, 'minute'];
  const count = Math.ceil(left / unit);
  return `expires in ${formatCountOf(count, name)}`;
}
