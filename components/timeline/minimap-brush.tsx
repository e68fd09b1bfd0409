'use client';

import { type KeyboardEvent, type PointerEvent, type ReactNode, useRef } from 'react';
import type { Box } from './axis-ticks.ts';
import { type BrushGrip, draggedBrush, gripAt, LEAST_DRAG } from './brush-drag.ts';
import { project, type TimeScale, unproject } from './time-scale.ts';
import type { TimelineView } from './timeline-view.ts';
import { useLayout, useWholeScale } from './use-layout.ts';

interface Drag {
  grip: BrushGrip;
  from: number;
  before: Box;
  moved: boolean;
}

/** By arrow key, and with Shift (pixels of the minimap). */
const STEP = 8;
const LONG_STEP = 64;

/**
 * The window of a timeline on its minimap, over `children`: inside it a drag moves it, on its ends a drag resizes it, beside
 * it a drag draws a new one; a click moves it there and a double click shows everything. `words` says an end of it aloud.
 */
export function MinimapBrush({
  timeline,
  words,
  children,
}: {
  timeline: TimelineView;
  words: (at: number, end: 'start' | 'end') => string;
  children: ReactNode;
}) {
  const layout = useLayout(timeline);
  const whole = useWholeScale(timeline);
  const drag = useRef<Drag | null>(null);
  const frame = useRef(0);
  const brush = layout && whole ? boxOf(whole, layout.scale) : null;

  const show = (box: Box) => {
    cancelAnimationFrame(frame.current);
    frame.current = requestAnimationFrame(() => {
      const scale = timeline.wholeScale();
      if (scale) timeline.show(unproject(scale, box.left), unproject(scale, box.left + box.width));
    });
  };
  const onPointerDown = (event: PointerEvent<HTMLElement>) => {
    if (event.button !== 0 || !brush || !whole) return;
    const x = within(event);
    drag.current = { grip: gripAt(x, brush, whole.width), from: x, before: brush, moved: false };
    event.currentTarget.setPointerCapture(event.pointerId);
  };
  const onPointerMove = (event: PointerEvent<HTMLElement>) => {
    const held = drag.current;
    if (!held || !whole) return;
    const x = within(event);
    held.moved ||= Math.abs(x - held.from) >= LEAST_DRAG;
    if (held.moved) show(draggedBrush(held.grip, held.from, x, held.before, whole.width));
  };
  const onPointerUp = () => {
    const held = drag.current;
    drag.current = null;
    if (!held || held.moved || held.grip !== 'new' || !whole || timeline.isWhole()) return;
    const { width } = held.before;
    const left = Math.max(0, Math.min(whole.width - width, held.from - width / 2));
    timeline.show(unproject(whole, left), unproject(whole, left + width), true);
  };
  const onKeyDown = (event: KeyboardEvent, end: 'start' | 'end') => {
    if (!brush || !whole) return;
    const by = stepOf(event, whole.width);
    if (by === null) return;
    event.preventDefault();
    // An end that went past the other would be the other, with the focus on the wrong one.
    const room = Math.max(0, brush.width - LEAST_DRAG);
    const to = end === 'start' ? Math.min(by, room) : Math.max(by, -room);
    const { left, width } = draggedBrush(end, 0, to, brush, whole.width);
    timeline.show(unproject(whole, left), unproject(whole, left + width));
  };
  return (
    <div
      className="relative h-[46px] touch-pan-y rounded-chip bg-panel shadow-[inset_0_0_0_1px_var(--color-line)]"
      data-minimap
      onPointerDown={onPointerDown}
      onPointerMove={onPointerMove}
      onPointerUp={onPointerUp}
      onPointerCancel={() => {
        drag.current = null;
      }}
      onDoubleClick={timeline.fit}
    >
      {children}
      {brush && whole && layout ? (
        <>
          <span
            aria-hidden
            className="pointer-events-none absolute -inset-y-px rounded-chip border border-accent bg-accent/7"
            style={{ left: brush.left, width: brush.width }}
          />
          {(['start', 'end'] as const).map((end) => (
            <span
              key={end}
              role="slider"
              tabIndex={0}
              aria-label={end === 'start' ? 'Start of the visible time' : 'End of the visible time'}
              aria-orientation="horizontal"
              aria-valuemin={0}
              aria-valuemax={Math.round(timeline.data().end - timeline.data().start)}
              aria-valuenow={Math.round(layout.scale.view[end] - timeline.data().start)}
              aria-valuetext={words(layout.scale.view[end], end)}
              onKeyDown={(event) => onKeyDown(event, end)}
              className="absolute top-1/2 grid h-7 w-6 -translate-1/2 cursor-ew-resize place-items-center rounded-chip"
              style={{ left: end === 'start' ? brush.left : brush.left + brush.width }}
            >
              <span className="h-5 w-[7px] rounded-[3px] border-[1.5px] border-accent bg-panel" />
            </span>
          ))}
        </>
      ) : null}
    </div>
  );
}

function boxOf(whole: TimeScale, { view }: TimeScale): Box {
  const left = Math.max(0, project(whole, view.start));
  return { left, width: Math.max(0, Math.min(whole.width, project(whole, view.end)) - left) };
}

function within(event: PointerEvent<HTMLElement>): number {
  return event.clientX - event.currentTarget.getBoundingClientRect().left;
}

/** How far a key moves an end; null for other keys. */
function stepOf({ key, shiftKey }: KeyboardEvent, width: number): number | null {
  const step = shiftKey ? LONG_STEP : STEP;
  if (key === 'ArrowLeft' || key === 'ArrowDown') return -step;
  if (key === 'ArrowRight' || key === 'ArrowUp') return step;
  if (key === 'Home') return -width;
  return key === 'End' ? width : null;
}
