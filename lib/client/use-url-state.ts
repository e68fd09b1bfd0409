'use client';

import { usePathname, useSearchParams } from 'next/navigation';
import { useCallback, useEffect, useMemo, useState } from 'react';
import { beforeLeaving, isLeaving } from './leaving.ts';

/** Browsers refuse more than about three writes of the address a second, counted over many: milliseconds for each of them. */
const WRITE_EVERY = 350;
/** As many may come at once after a rest. */
const AT_ONCE = 4;
/** When those that were written so far are over, each with its milliseconds. */
let paidUntil = Number.NEGATIVE_INFINITY;

/** A value that is shown already while the address still says something else. */
interface Pending<T> {
  value: T;
  text: string;
  /** What the address may say meanwhile: as it was, and what was written on the way. Anything else is a navigation. */
  over: string[];
}

/**
 * State that lives in the query of the address. Setting it shows at once, replaces the entry of the history at once too (what
 * is written while the page goes is lost where it is reloaded) or, where that was just done often, a moment later, and asks the
 * server for nothing (the router follows `history.replaceState`). A navigation wins over what was set, and is not disturbed
 * by it. What is set may be a function of what was set before.
 * @param parse reads the query; must be a stable function and give defaults for what it cannot read.
 * @param format writes the query without `?`; must be a stable function.
 */
export function useUrlState<T>(
  parse: (query: URLSearchParams) => T,
  format: (value: T) => string,
): [T, (next: T | ((before: T) => T)) => void] {
  const query = useSearchParams().toString();
  const pathname = usePathname();
  const [last, setLast] = useState<Pending<T> | null>(null);
  /**
   * What the address has taken over, or a navigation has overtaken. Not set to null while drawing: React may go by a drawing
   * that is given up for the next change, which would then know neither what was shown nor what was written.
   */
  const [gone] = useState(() => new WeakSet<Pending<T>>());
  const landed = last !== null && (isWritten(last.text, query) || !last.over.includes(query));
  const pending = last === null || landed || gone.has(last) ? null : last;
  const written = useMemo(() => parse(new URLSearchParams(query)), [parse, query]);

  // Outside React: what is shown of a change stays, so that it does not come back with the address.
  useEffect(() => {
    if (last && !pending) gone.add(last);
  }, [gone, last, pending]);

  const text = pending?.text ?? null;
  // Outside React: the address bar.
  useEffect(() => {
    if (text === null) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let done = false;
    const stop = beforeLeaving(write);
    const wait = paidUntil - (AT_ONCE - 1) * WRITE_EVERY - performance.now();
    if (wait > 0) timer = setTimeout(write, wait);
    else write();
    function write() {
      clearTimeout(timer);
      if (done) return;
      if (isLeaving()) {
        timer = setTimeout(write, WRITE_EVERY);
        return;
      }
      paidUntil = Math.max(paidUntil, performance.now()) + WRITE_EVERY;
      done = true;
      window.history.replaceState(null, '', `${pathname}${text && `?${text}`}${window.location.hash}`);
      setLast((now) => (now && !gone.has(now) ? { ...now, over: [...now.over, canonical(text ?? '')] } : now));
    }
    return () => {
      clearTimeout(timer);
      stop();
    };
  }, [gone, pathname, text]);

  const set = useCallback(
    (next: T | ((before: T) => T)) => {
      // Who calls may know the state of a moment ago only: the address is never older than what was drawn.
      const here = canonical(window.location.search);
      setLast((now) => {
        const before = now && !gone.has(now) ? now : null;
        const value = isChange(next) ? next(before ? before.value : parse(new URLSearchParams(here))) : next;
        return { value, text: format(value), over: [...new Set([...(before?.over ?? []), query, here])] };
      });
    },
    [format, gone, parse, query],
  );
  return [pending ? pending.value : written, set];
}

function isChange<T>(next: T | ((before: T) => T)): next is (before: T) => T {
  return typeof next === 'function';
}

/** Whether both the address bar and the router say `text`. */
function isWritten(text: string, query: string): boolean {
  return canonical(text) === query && canonical(window.location.search) === query;
}

/** A query as `useSearchParams` spells it. */
function canonical(text: string): string {
  return new URLSearchParams(text).toString();
}
