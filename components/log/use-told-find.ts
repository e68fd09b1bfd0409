'use client';

import { useEffect, useEffectEvent, useState } from 'react';
import type { Finding } from './line-source.ts';

/** Typing has to pause for this long before its words are told (milliseconds). */
const PAUSE = 250;

/** What stands in a find field, and which hit is the current one. */
export interface Sought {
  words: string;
  hit: number;
}

const NOTHING: Sought = { words: '', hit: 0 };

/**
 * What is looked for, here at once and remembered by whoever shows the log: words once typing pauses or `settle` is called,
 * steps at once. What is remembered otherwise than it was told from here is taken over.
 */
export function useToldFind(finding: Finding | undefined): {
  sought: Sought;
  type: (words: string) => void;
  go: (hit: number) => void;
  settle: () => void;
} {
  const given = finding ?? NOTHING;
  const [sought, setSought] = useState<Sought>({ words: given.words, hit: given.hit });
  /** What the other side has said last, and what it was told last. */
  const [said, setSaid] = useState(keyOf(given));
  const [told, setTold] = useState(said);
  if (keyOf(given) !== said) {
    setSaid(keyOf(given));
    if (keyOf(given) !== told) {
      setTold(keyOf(given));
      setSought({ words: given.words, hit: given.hit });
    }
  }
  const tell = (next: Sought) => {
    if (!finding || keyOf(next) === told) return;
    setTold(keyOf(next));
    finding.onChange(next.words, next.hit);
  };
  const tellLatest = useEffectEvent(tell);
  // Outside React: the timer of a pause in typing.
  useEffect(() => {
    const timer = setTimeout(() => tellLatest(sought), PAUSE);
    return () => clearTimeout(timer);
  }, [sought]);
  return {
    sought,
    type: (words) => setSought({ words, hit: 0 }),
    go: (hit) => {
      const next = { words: sought.words, hit };
      setSought(next);
      tell(next);
    },
    settle: () => tell(sought),
  };
}

function keyOf({ words, hit }: Sought): string {
  return words === '' ? '' : `${hit} ${words}`;
}
