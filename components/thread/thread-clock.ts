'use client';

import { createContext, useContext, useSyncExternalStore } from 'react';
import { onEverySecond } from '../ui/clock.ts';

/** `loadedAt` is the server's clock, until the browser's own is known; the clock stands at `asOf` while updates have stopped. In ms. */
export const ThreadClockContext = createContext<{ loadedAt: number; asOf: number | null }>({ loadedAt: 0, asOf: null });

const still = () => () => {};
const thisSecond = () => Math.floor(Date.now() / 1000) * 1000;

/** The clock in ms, to the second; it ticks only while `ticking`. */
export function useThreadClock(ticking: boolean): number {
  const { loadedAt, asOf } = useContext(ThreadClockContext);
  const now = useSyncExternalStore(ticking && asOf === null ? onEverySecond : still, thisSecond, () => loadedAt);
  return asOf ?? now;
}
