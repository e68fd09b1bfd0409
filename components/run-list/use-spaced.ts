'use client';

import { useEffect, useRef, useState } from 'react';

/** `value`, but changing at most once in `gap` ms; the last one is never lost. */
export function useSpaced<T>(value: T, gap: number): T {
  const [shown, setShown] = useState(value);
  const changedAt = useRef(0);
  // Outside React: the timer.
  useEffect(() => {
    if (shown === value) return undefined;
    const wait = Math.max(0, changedAt.current + gap - Date.now());
    const timer = setTimeout(() => {
      changedAt.current = Date.now();
      setShown(value);
    }, wait);
    return () => clearTimeout(timer);
  }, [value, shown, gap]);
  return shown;
}
