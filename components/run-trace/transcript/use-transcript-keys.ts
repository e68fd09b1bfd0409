'use client';

import { useEffect, useEffectEvent } from 'react';
import { commandKey } from '../../table/typing.ts';

/** What the keys of the conversation do. `place` counts entries from the selected one. */
export interface TranscriptCommands {
  /** J and K: goes on or back by one entry. */
  move: (by: 1 | -1) => void;
  /** O: opens or folds the card of the selected call. */
  toggle: () => void;
  /** Enter on an entry itself: shows it in the timeline. */
  leave: () => void;
}

/** Listens to the keys of the conversation while it is on the page. */
export function useTranscriptKeys({ move, toggle, leave }: TranscriptCommands): void {
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    const key = commandKey(event)?.toLowerCase();
    const onEntry = event.target instanceof HTMLElement && event.target.tagName === 'ARTICLE';
    if (key === 'j') move(1);
    else if (key === 'k') move(-1);
    else if (key === 'o') toggle();
    else if (key === 'enter' && onEntry) leave();
    else return;
    event.preventDefault();
  });
  // Outside React: keys pressed anywhere on the page.
  useEffect(() => {
    const listener = (event: KeyboardEvent) => onKey(event);
    document.addEventListener('keydown', listener);
    return () => document.removeEventListener('keydown', listener);
  }, []);
}
