'use client';

import { useSyncExternalStore } from 'react';
import { onEverySecond } from '../../ui/clock.ts';
import { formatDateTime, formatUtc } from '../../ui/format.ts';
import { useHydrated } from '../../ui/hydrated.ts';
import { lifeWords } from './life-words.ts';

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

export function leftWords(left: number): string {
  if (left <= 0) return 'expired';
  return `expires in ${lifeWords(left)}`;
}
