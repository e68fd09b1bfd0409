'use client';

import { startTransition, useEffect, useRef, useState } from 'react';

/**
 * The value, taken over at most once in `every` milliseconds while it changes; the last one always arrives. With 0 it is
 * taken over at once; `every` may change. What follows from it is drawn in pieces, so that input comes in between.
 */
export function useSlowly<T>(value: T, every: number): T {
  const [kept, setKept] = useState<{ value: T } | null>(null);
  const last = useRef(Number.NEGATIVE_INFINITY);
  // Outside React: a timer.
  useEffect(() => {
    if (every === 0 || (kept && Object.is(value, kept.value))) return;
    const wait = Math.max(0, last.current + every - performance.now());
    const timer = setTimeout(() => {
      last.current = performance.now();
      startTransition(() => setKept({ value }));
    }, wait);
    return () => clearTimeout(timer);
  }, [every, kept, value]);
  return every === 0 || !kept ? value : kept.value;
}
