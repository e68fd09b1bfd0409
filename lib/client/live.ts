'use client';

import { useState } from 'react';

/** How often data that changes is read again, in ms; and how often that may fail before it stops. */
export const LIVE_INTERVAL = 3000;
export const MOST_FAILURES = 5;

interface Tries {
  dataUpdatedAt: number;
  errorUpdateCount: number;
}

/** How many reads in a row failed since the last one that succeeded. Give it the result of a query, at every render. */
export function useFailureStreak({ dataUpdatedAt, errorUpdateCount }: Tries): number {
  const [good, setGood] = useState({ dataUpdatedAt, errorUpdateCount });
  if (good.dataUpdatedAt !== dataUpdatedAt || errorUpdateCount < good.errorUpdateCount) {
    setGood({ dataUpdatedAt, errorUpdateCount });
    return 0;
  }
  return errorUpdateCount - good.errorUpdateCount;
}
