'use client';

import { useSyncExternalStore } from 'react';
import type { TimelineLayout } from './layout.ts';
import type { TimeScale } from './time-scale.ts';
import type { TimelineData } from './timeline-data.ts';
import type { TimelineView } from './timeline-view.ts';

const nothing = () => null;

/** Where things are on a timeline, drawn again whenever that changes; null on the server and before it is measured. */
export function useLayout(timeline: TimelineView): TimelineLayout | null {
  return useSyncExternalStore(timeline.subscribe, timeline.layout, nothing);
}

/** The scale of everything, as a minimap shows it. */
export function useWholeScale(timeline: TimelineView): TimeScale | null {
  return useSyncExternalStore(timeline.subscribe, timeline.wholeScale, nothing);
}

/** Whether the view moves on with now. */
export function useFollows(timeline: TimelineView): boolean {
  return useSyncExternalStore(timeline.subscribe, timeline.follows, timeline.follows);
}

/** Whether idle time is drawn in full. */
export function useShowsIdle(timeline: TimelineView): boolean {
  return useSyncExternalStore(timeline.subscribe, timeline.showsIdle, timeline.showsIdle);
}

/** What the timeline shows. */
export function useTimelineData(timeline: TimelineView): TimelineData {
  return useSyncExternalStore(timeline.subscribe, timeline.data, timeline.data);
}
