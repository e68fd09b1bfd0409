'use client';

import { useDeferredValue, useEffect, useMemo, useState } from 'react';
import type { Finding, LineSource, LogHit, LogHits } from './line-source.ts';
import { useToldFind } from './use-told-find.ts';

/** Typing has to pause for this long before a distant log is asked (milliseconds). */
const PAUSE = 250;
const NONE: LogHits = { list: [], count: 0 };

export interface Find {
  /** As they stand in the field. */
  words: string;
  setWords: (words: string) => void;
  /** To be called when the field is left. */
  settle: () => void;
  /** What the hits belong to. */
  found: string;
  hits: LogHits;
  /** Index of the current hit; 0 for none. */
  at: number;
  current: LogHit | null;
  step: (by: 1 | -1) => void;
  state: 'done' | 'looking' | 'failed';
}

/**
 * A search in a log: at once where its lines are here, after a pause where they are elsewhere. `finding` remembers what is looked
 * for.
 */
export function useFind(source: LineSource, finding?: Finding): Find {
  const { sought, type, go, settle } = useToldFind(finding);
  const { words } = sought;
  const wanted = useDeferredValue(words);
  const here = source.lines !== undefined;
  const near = useMemo(() => {
    if (!here || wanted === '') return NONE;
    const hits = source.find(wanted, new AbortController().signal);
    return hits instanceof Promise ? NONE : hits;
  }, [here, source, wanted]);
  const [distant, setDistant] = useState<{ source: LineSource; words: string; hits: LogHits | null } | null>(null);
  // Outside React: the server that searches a log that is not here.
  useEffect(() => {
    if (here || words === '') return;
    const stop = new AbortController();
    const look = async () => {
      const hits = await Promise.resolve(source.find(words, stop.signal)).catch(() => null);
      if (!stop.signal.aborted) setDistant({ source, words, hits });
    };
    const timer = setTimeout(() => void look(), PAUSE);
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [here, source, words]);
  const answered = distant?.source === source && distant.words === words ? distant : null;
  const hits = here ? near : ((words === '' ? null : answered?.hits) ?? NONE);
  const at = sought.hit < hits.list.length ? sought.hit : 0;
  // A new object for every step, so that one that leads to the same hit brings it into view again.
  const current = useMemo(() => {
    const hit = hits.list[sought.hit] ?? hits.list[0];
    return hit ? { ...hit } : null;
  }, [hits, sought]);
  return {
    words,
    setWords: type,
    settle,
    found: here ? wanted : answered ? words : '',
    hits,
    at,
    current,
    step: (by) => go((at + by + hits.list.length) % Math.max(1, hits.list.length)),
    state: here || words === '' || answered?.hits ? 'done' : answered ? 'failed' : 'looking',
  };
}
