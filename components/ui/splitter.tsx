'use client';

import { type KeyboardEvent, type PointerEvent, useEffect, useRef, useState } from 'react';
import { classNames } from './class-names.ts';

/** What an arrow key moves, and with Shift (pixels). */
const STEP = 16;
const LONG_STEP = 64;

export interface SplitPane {
  /** The pane's name, as in `Width of the detail`. */
  label: string;
  /** The pane; null while it is not there. */
  element: () => HTMLElement | null;
  /** Which side of the splitter the pane is on. */
  side: 'left' | 'right';
  /** Pixels. */
  min: number;
  max: () => number;
}

/**
 * The edge between two panes: dragged, or moved by arrow keys (16 px, with Shift 64 px), Home and End. A double click gives
 * the pane its own width again: `onResize(null)`.
 */
export function Splitter({
  pane,
  onResize,
  className,
}: {
  pane: SplitPane;
  onResize: (width: number | null) => void;
  className?: string;
}) {
  const { label, element, side, min, max } = pane;
  const drag = useRef<{ x: number; width: number } | null>(null);
  // Known in the browser only, so that the page begins as the server sent it.
  const [[now = min, most = min], setSizes] = useState<readonly number[]>([]);
  const sign = side === 'left' ? 1 : -1;
  // Outside React: the width that the pane has taken.
  useEffect(() => {
    const target = element();
    if (!target || typeof ResizeObserver === 'undefined') return;
    const observer = new ResizeObserver(() => setSizes([target.getBoundingClientRect().width, max()].map(Math.round)));
    observer.observe(target);
    return () => observer.disconnect();
  }, [element, max]);

  const width = () => element()?.getBoundingClientRect().width ?? min;
  const resize = (next: number) => onResize(Math.round(Math.max(min, Math.min(max(), next))));
  const onPointerDown = (event: PointerEvent<HTMLElement>) => {
    if (event.button !== 0) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    drag.current = { x: event.clientX, width: width() };
  };
  const onPointerMove = (event: PointerEvent<HTMLElement>) => {
    if (drag.current) resize(drag.current.width + sign * (event.clientX - drag.current.x));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const step = event.shiftKey ? LONG_STEP : STEP;
    const next = {
      ArrowLeft: () => width() - sign * step,
      ArrowRight: () => width() + sign * step,
      Home: () => min,
      End: max,
    }[event.key];
    if (!next || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    resize(next());
  };
  return (
    <div
      role="separator"
      aria-orientation="vertical"
      aria-label={label}
      aria-valuemin={min}
      aria-valuemax={Math.max(now, most)}
      aria-valuenow={now}
      tabIndex={0}
      onPointerDown={onPointerDown}
      onPointerMove={onPointerMove}
      onPointerUp={() => {
        drag.current = null;
      }}
      onPointerCancel={() => {
        drag.current = null;
      }}
      onDoubleClick={() => onResize(null)}
      onKeyDown={onKeyDown}
      className={classNames('cursor-col-resize touch-none select-none', className)}
    />
  );
}
