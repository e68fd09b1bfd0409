'use client';

import { useEffect, useState } from 'react';
import type { DistantSource, LineSource } from './line-source.ts';

/** A log has to be in view for this long before its whole is asked for (milliseconds). */
const PAUSE = 300;

interface Opened {
  from: DistantSource;
  attempt: number;
  source: LineSource | null;
}

/** The whole of a log that is elsewhere, once it is open. Nothing is opened without `wanted`. */
export function useDistant(
  distant: DistantSource | null,
  wanted: boolean,
): { source: LineSource | null; failed: boolean; again: () => void } {
  const [attempt, setAttempt] = useState(0);
  const [opened, setOpened] = useState<Opened | null>(null);
  // Outside React: the server that holds the log.
  useEffect(() => {
    const open = distant?.open;
    if (!distant || !open || !wanted) return;
    const stop = new AbortController();
    const run = async () => {
      const source = await open(stop.signal).catch(() => null);
      if (!stop.signal.aborted) setOpened({ from: distant, attempt, source });
    };
    const timer = setTimeout(() => void run(), PAUSE);
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [distant, wanted, attempt]);
  const mine = opened?.from === distant && wanted ? opened : null;
  return {
    source: mine?.source ?? null,
    failed: mine !== null && mine.source === null && mine.attempt === attempt,
    again: () => setAttempt(attempt + 1),
  };
}
