'use client';

import { useSyncExternalStore } from 'react';
import { onEverySecond } from '../ui/clock.ts';
import { formatDuration } from '../ui/format.ts';
import { useHydrated } from '../ui/hydrated.ts';
import { useSaid } from '../ui/use-said.ts';

/** What is left is said aloud when it falls below a minute (ms). */
const SOON = 60_000;

const thisSecond = () => Math.floor(Date.now() / 1000) * 1000;

/** How long a run still waits, counted down. `at` in ms since 1970, by the source's clock. */
export function Expiry({ at }: { at: number }) {
  const hydrated = useHydrated();
  const now = useSyncExternalStore(onEverySecond, thisSecond, () => at);
  const left = at - now;
  const words = !hydrated ? '' : left <= 0 ? 'its time has run out' : `expires in ${leftWords(left)}`;
  useSaid(hydrated && left > 0 && left < SOON ? 'Less than a minute is left to answer' : '', 'expiry');
  return (
    <span role="timer" aria-live="off" className={left < SOON && hydrated ? 'font-medium text-fail' : ''}>
      {words}
    </span>
  );
}

/** In whole seconds, so that the text does not change its form every second. */
function leftWords(left: number): string {
  return left < SOON ? `${Math.ceil(left / 1000)}\u202fs` : formatDuration(left);
}
