import type { MouseEvent, ReactNode } from 'react';
import { ALL_TIME } from '#lib/contract/trace-time-params.ts';
import { formatTraceViewParams } from '#lib/contract/trace-view-params.ts';
import type { Place } from './ledger-evidence.ts';

/** A link to a place of this run: goes there on this page, and opens it elsewhere when the reader asks for a new tab. */
export function PlaceLink({
  to,
  onOpen,
  title,
  className = 'underline decoration-1 underline-offset-4 hover:text-accent',
  children,
}: {
  to: Place;
  onOpen: (to: Place) => void;
  title?: string | undefined;
  className?: string;
  children: ReactNode;
}) {
  const time = to.time && { ...ALL_TIME, ...to.time };
  const query = formatTraceViewParams({ ...to.target, tab: 'rendered', time });
  const open = (event: MouseEvent) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0) return;
    event.preventDefault();
    onOpen(to);
  };
  return (
    <a href={`?${query}`} title={title} onClick={open} className={className}>
      {children}
    </a>
  );
}
