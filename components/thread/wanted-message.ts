'use client';

import { useSearchParams } from 'next/navigation';
import { useEffect, useRef } from 'react';
import { parseWantedMessage } from '#lib/contract/wanted-message-params.ts';

/** Pages of the thread that are read in search of a message, before the reader is left to go on. */
const MOST_PAGES = 50;

/** Where a message stands on the page. */
export function messageAnchor(id: string): string {
  return `message-${id}`;
}

/**
 * The message that the address wants to be shown, null where it names none. Brings it into view once it is there; `shown`
 * tells whether it is, and `showMore` reads further while it is not; null where there is no more, or while it is being read.
 */
export function useWantedMessage(shown: (id: string) => boolean, showMore: (() => void) | null): string | null {
  const wanted = parseWantedMessage(useSearchParams());
  const there = wanted !== null && shown(wanted);
  const pages = useRef({ of: wanted, read: 0 });
  // Outside React: the network. Messages come page by page, oldest first.
  useEffect(() => {
    if (wanted === null || there || !showMore) return;
    if (pages.current.of !== wanted) pages.current = { of: wanted, read: 0 };
    if (pages.current.read++ < MOST_PAGES) showMore();
  }, [wanted, there, showMore]);
  // Outside React: the scroll position.
  useEffect(() => {
    if (there) document.getElementById(messageAnchor(wanted))?.scrollIntoView?.({ block: 'center' });
  }, [wanted, there]);
  return wanted;
}
