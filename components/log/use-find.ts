'use client';

import { useDeferredValue, useEffect, useMemo, useState } from 'react';
import type { Finding, LineSource, LogHit, LogHits } from './line-source.ts';
import { useToldFind } from './use-told-find.ts';

/** Typing has to pause for this long before a log is searched that takes its time (milliseconds). */
const PAUSE = 250;
/** Hits whose places are here at a time; those of another stretch are asked for when the reader comes there. */
const STRETCH = 1_000;
const NONE: LogHits = { first: 0, list: [], count: 0 };

export interface Find {
  /** As they stand in the field. */
  words: string;
  setWords: (words: string) => void;
  /** To be called when the field is left. */
  settle: () => void;
  /** What the hits belong to. */
  found: string;
  /** Of all hits; null while it is not known. */
  count: number | null;
  /** Number of the current hit, from 0; 0 for none. One that is waited for is not counted yet. */
  at: number;
  /** Null for none, and while its place is not known. */
  current: LogHit | null;
  /** To the next hit or the one before, round the ends; where there was no answer, asks again instead. */
  step: (by: 1 | -1) => void;
  state: 'done' | 'looking' | 'failed';
}

/** One question to a log that takes its time. */
interface Asked {
  source: LineSource;
  words: string;
  /** Number of the first hit of the stretch. */
  first: number;
  attempt: number;
}

/**
 * A search in a log: at once where its lines are here, after a pause where they are elsewhere or too many. `finding` remembers
 * what is looked for. While the rest of the log is `coming`, a hit further down is waited for.
 */
export function useFind(source: LineSource, finding: Finding | undefined, coming: boolean): Find {
  const { sought, type, go, settle } = useToldFind(finding);
  const { words } = sought;
  const wanted = useDeferredValue(words);
  const { findNow } = source;
  const near = useMemo(() => {
    if (!findNow) return null;
    if (wanted === '') return NONE;
    const hits = findNow(wanted, sought.hit, 1);
    return hits.list.length > 0 ? hits : findNow(wanted, 0, 1);
  }, [findNow, wanted, sought.hit]);
  const [answer, setAnswer] = useState<{ to: Asked; hits: LogHits } | null>(null);
  const [failed, setFailed] = useState<Asked | null>(null);
  const [attempt, setAttempt] = useState(0);
  const answered = answer?.to.source === source && answer.to.words === words ? answer.hits : null;
  const hits = near ?? (words === '' ? NONE : answered);
  const count = hits?.count ?? null;
  const at = count !== null && sought.hit >= count && !(coming && count > 0) ? 0 : sought.hit;
  const listed = hits?.list[at - hits.first];
  const first = near || words === '' || listed || count === 0 ? null : at - (at % STRETCH);
  const pause = answered ? 0 : PAUSE;
  // Outside React: the server that searches a log that is not here, or the time between two slices of a search.
  useEffect(() => {
    if (first === null) return;
    const stop = new AbortController();
    const asked = { source, words, first, attempt };
    const look = async () => {
      const got = await source.find(words, first, STRETCH, stop.signal).catch(() => null);
      if (stop.signal.aborted) return;
      if (got) setAnswer({ to: asked, hits: got });
      else setFailed(asked);
    };
    const timer = setTimeout(() => void look(), pause);
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [source, words, first, attempt, pause]);
  const isFailed =
    failed?.source === source && failed.words === words && failed.first === first && failed.attempt === attempt;
  // A new object for every step, so that one that leads to the same hit brings it into view again.
  const current = useMemo(() => (listed && sought ? { ...listed } : null), [listed, sought]);
  return {
    words,
    setWords: type,
    settle,
    found: near ? wanted : answered ? words : '',
    count,
    at,
    current,
    step: (by) => {
      if (isFailed) setAttempt(attempt + 1);
      else if (count !== null && at < count) go((at + by + count) % count);
    },
    state: first === null ? 'done' : isFailed ? 'failed' : 'looking',
  };
}
