'use client';

import { type KeyboardEvent, type PointerEvent, useEffect, useEffectEvent, useRef, useState } from 'react';
import { type BrushGrip, draggedBrush, gripAt, LEAST_DRAG } from '../timeline/brush-drag.ts';
import { extentOf, type HistogramData, type TimeRange } from './histogram-data.ts';
import { keyedRange, snapped } from './range-moves.ts';

interface Drag {
  grip: BrushGrip;
  from: number;
  /** The range at the press, and its box in px. */
  before: { left: number; width: number };
  width: number;
  moved: boolean;
}

/** A pause between keys after which the range they have drawn counts (milliseconds). */
const SETTLES_AFTER = 350;

/** How a range is drawn: by the pointer, which counts when it is let go, and by keys, which count after a pause. */
export function useRangeDrag(
  data: HistogramData,
  range: TimeRange | null,
  onRange: (range: TimeRange | null) => void,
  onDraft: (range: TimeRange | null) => void,
) {
  const drag = useRef<Drag | null>(null);
  const [draft, setDraft] = useState<TimeRange | null>(null);
  const [keyed, setKeyed] = useState(0);
  const extent = extentOf(data);
  const current = draft ?? range;

  const sketch = (next: TimeRange | null) => {
    setDraft(next);
    onDraft(next);
  };
  const settle = (next: TimeRange | null) => {
    sketch(null);
    const whole = next && extent && next.start <= extent.start && next.end >= extent.end;
    onRange(whole ? null : next);
  };
  const settleLatest = useEffectEvent(() => {
    if (draft && !drag.current) settle(draft);
  });
  // Outside React: the timer of a pause between keys.
  useEffect(() => {
    if (keyed === 0) return undefined;
    const timer = setTimeout(() => settleLatest(), SETTLES_AFTER);
    return () => clearTimeout(timer);
  }, [keyed]);

  const rangeOf = (held: Drag, x: number): TimeRange | null => {
    if (!extent) return null;
    const at = (px: number) => extent.start + (px / held.width) * (extent.end - extent.start);
    if (!held.moved) return held.grip === 'new' ? snapped(data.bars, at(x), at(x)) : range;
    const box = draggedBrush(held.grip, held.from, x, held.before, held.width);
    return snapped(data.bars, at(box.left), at(box.left + box.width));
  };

  const handlers = {
    onPointerDown: (event: PointerEvent<HTMLElement>) => {
      if (event.button !== 0 || !extent) return;
      const { width } = event.currentTarget.getBoundingClientRect();
      if (width === 0) return;
      const px = (at: number) => ((at - extent.start) / (extent.end - extent.start)) * width;
      const shown = current ?? extent;
      const left = Math.max(0, px(shown.start));
      const before = { left, width: Math.min(width, px(shown.end)) - left };
      const x = within(event);
      drag.current = { grip: gripAt(x, before, width), from: x, before, width, moved: false };
      event.currentTarget.setPointerCapture?.(event.pointerId);
    },
    onPointerMove: (event: PointerEvent<HTMLElement>) => {
      const held = drag.current;
      if (!held) return;
      const x = within(event);
      held.moved ||= Math.abs(x - held.from) >= LEAST_DRAG;
      if (held.moved) sketch(rangeOf(held, x));
    },
    onPointerUp: (event: PointerEvent<HTMLElement>) => {
      const held = drag.current;
      drag.current = null;
      if (held && (held.moved || held.grip === 'new')) settle(rangeOf(held, within(event)));
    },
    onPointerCancel: () => {
      drag.current = null;
      sketch(null);
    },
    onDoubleClick: () => settle(null),
  };

  const onKeyDown = (event: KeyboardEvent, end: 'start' | 'end') => {
    if (!extent) return;
    if (event.key === 'Escape') {
      if (!draft && !range) return;
      drag.current = null;
      if (draft) sketch(null);
      else settle(null);
    } else {
      const next = keyedRange(data.bars, current ?? extent, end, event);
      if (!next) return;
      sketch(next);
      setKeyed((count) => count + 1);
    }
    event.preventDefault();
    event.stopPropagation();
  };

  return { range: current, handlers, onKeyDown };
}

function within(event: PointerEvent<HTMLElement>): number {
  return event.clientX - event.currentTarget.getBoundingClientRect().left;
}
