'use client';

import { useEffect, useRef, useState } from 'react';

/**
 * The value, taken over at most once in `every` milliseconds while it changes; the last one always arrives. With 0 it is
 * taken over at once.
 */
export function useSlowly<T>(value: T, every: number): T {
  const [shown, setShown] = useState(value);
  const last = useRef(0);
  // Outside React: a timer.
  useEffect(() => {
    if (every === 0 || Object.is(value, shown)) return;
    const wait = Math.max(0, last.current + every - performance.now());
    const timer = setTimeout(() => {
      last.current = performance.now();
      setShown(() => value);
    }, wait);
    return () => clearTimeout(timer);
  }, [every, shown, value]);
  return every === 0 ? value : shown;
}
