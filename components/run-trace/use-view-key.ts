'use client';

import { useEffect } from 'react';
import { otherView, type TraceView } from '#lib/contract/trace-view-params.ts';
import { commandKey } from '../table/typing.ts';

/** T leads from the timeline to the conversation and back. */
export function useViewKey(view: TraceView, setView: (view: TraceView) => void): void {
  // Outside React: keys pressed anywhere on the page.
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (commandKey(event)?.toLowerCase() === 't') setView(otherView(view));
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [view, setView]);
}
