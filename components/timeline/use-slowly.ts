'use client';

import { startTransition, useEffect, useRef, useState } from 'react';

const NOTHING = () => [];

/**
 * The value, taken over at most once in `every` milliseconds while it changes; the last one always arrives. With 0 it is
 * taken over at once; `every` may change. What follows from it is drawn in pieces, so that input comes in between. What takes
 * long is worked out `ahead`, each piece in a task of its own, and must be kept where drawing finds it: what is drawn in
 * pieces begins anew whenever something more urgent is drawn.
 */
export function useSlowly<T>(value: T, every: number, ahead: (value: T) => readonly (() => void)[] = NOTHING): T {
  const [kept, setKept] = useState<{ value: T } | null>(null);
  const last = useRef(Number.NEGATIVE_INFINITY);
  const aheadNow = useRef(ahead);
  // Outside React: the timer below.
  useEffect(() => {
    aheadNow.current = ahead;
  });
  // Outside React: a timer.
  useEffect(() => {
    if (every === 0 || (kept && Object.is(value, kept.value))) return;
    const goOn = (pieces: readonly (() => void)[]) => {
      const [piece, ...others] = pieces;
      if (piece) {
        piece();
        timer = setTimeout(goOn, 0, others);
        return;
      }
      last.current = performance.now();
      startTransition(() => setKept({ value }));
    };
    const wait = Math.max(0, last.current + every - performance.now());
    let timer = setTimeout(() => goOn(aheadNow.current(value)), wait);
    return () => clearTimeout(timer);
  }, [every, kept, value]);
  return every === 0 || !kept ? value : kept.value;
}
