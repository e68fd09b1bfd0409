'use client';

import { type RefObject, useEffect, useState } from 'react';
import { useCommands } from '../../commands/commands.tsx';
import { type Hovered, listenToPointer } from '../../timeline/hover.ts';
import { listenToGestures } from '../../timeline/plot-gestures.ts';
import { PointerLine } from '../../timeline/pointer-line.ts';
import { timelineKeys } from '../../timeline/timeline-keys.ts';
import type { TimelineView } from '../../timeline/timeline-view.ts';
import { useTimelineData } from '../../timeline/use-layout.ts';
import { timelineCommands } from '../keyboard/timeline-commands.ts';
import { crosshairText } from './time-words.ts';

/**
 * Crosshair, gestures and keys of a timeline, and what the pointer rests on. Not on phones, where the page scrolls. `onFollow` is
 * called when the reader wants to follow what goes on, or no longer.
 */
export function useTimelinePointer(
  timeline: TimelineView,
  scroller: HTMLElement | null,
  track: RefObject<HTMLElement | null>,
  { phone, onFollow }: { phone: boolean; onFollow: (follows: boolean) => void },
): { pointer: PointerLine; hovered: Hovered | null } {
  const [pointer] = useState(
    () => new PointerLine(timeline, (at, pxPerMs) => crosshairText(at, pxPerMs, timeline.data().zero)),
  );
  const [hovered, setHovered] = useState<Hovered | null>(null);
  const [keys] = useState(() => timelineKeys(timeline, pointer.px));
  const { live, orderOnly } = useTimelineData(timeline);
  useCommands(timelineCommands(keys, { times: !orderOnly, live, controls: !phone }, onFollow));
  // Outside React: pointers and wheels over the plot.
  useEffect(() => {
    const place = scroller && track.current ? { scroller, track: track.current } : null;
    if (!place || phone) return;
    const stops = [listenToGestures(timeline, place), listenToPointer(timeline, place, pointer, setHovered)];
    return () => {
      for (const stop of stops) stop();
    };
  }, [phone, pointer, scroller, timeline, track]);
  return { pointer, hovered };
}
