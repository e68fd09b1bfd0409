'use client';

import { type RefObject, useEffect, useEffectEvent } from 'react';

/**
 * Space plays and pauses whatever was clicked last: a row that has the focus leaves it to the player (Enter opens the row
 * still), and a speed chosen with the pointer takes no focus, so that Space does not choose it again.
 */
export function useSpace(bar: RefObject<HTMLElement | null>, toggle: () => void): void {
  const play = useEffectEvent(toggle);
  // Outside React: keys of rows, which would answer first, and where the focus goes.
  useEffect(() => {
    const leave = new AbortController();
    const { signal } = leave;
    const onKeyDown = (event: KeyboardEvent) => {
      const { key, target, ctrlKey, metaKey, altKey, shiftKey, repeat } = event;
      if (key !== ' ' || ctrlKey || metaKey || altKey || shiftKey) return;
      if (!(target instanceof Element) || !target.matches('[role="treeitem"]')) return;
      event.preventDefault();
      event.stopPropagation();
      if (!repeat) play();
    };
    const onMouseDown = (event: MouseEvent) => {
      if (event.target instanceof Element && event.target.closest('[aria-pressed]')) event.preventDefault();
    };
    document.addEventListener('keydown', onKeyDown, { signal, capture: true });
    bar.current?.addEventListener('mousedown', onMouseDown, { signal });
    return () => leave.abort();
  }, [bar]);
}
