'use client';

import { createContext, useContext, useSyncExternalStore } from 'react';
import { type Milliseconds, ms } from '#lib/domain/time.ts';
import { onEverySecond } from '../ui/clock.ts';

/** The clock of a page that shows another time than now (ms since 1970); null for the clock itself. */
export const PageClock = createContext<number | null>(null);

const still = () => () => {};

/**
 * The clock, second by second while `ticking`, or every so many milliseconds; `initial` is what the server read, so that its
 * HTML fits.
 */
export function useNow(initial: number, ticking: boolean, every = 1000): Milliseconds {
  const fixed = useContext(PageClock);
  const now = useSyncExternalStore(
    ticking && fixed === null ? onEverySecond : still,
    () => (ticking ? Math.floor(Date.now() / every) * every : initial),
    () => initial,
  );
  return ms(fixed ?? now);
}
