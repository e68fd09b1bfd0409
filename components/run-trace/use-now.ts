'use client';

import { useSyncExternalStore } from 'react';
import { type Milliseconds, ms } from '#lib/domain/time.ts';
import { onEverySecond } from '../ui/clock.ts';

const still = () => () => {};

/** The clock, second by second while `ticking`; `initial` is what the server read, so that its HTML fits. */
export function useNow(initial: number, ticking: boolean): Milliseconds {
  const now = useSyncExternalStore(
    ticking ? onEverySecond : still,
    () => (ticking ? Math.floor(Date.now() / 1000) * 1000 : initial),
    () => initial,
  );
  return ms(now);
}
