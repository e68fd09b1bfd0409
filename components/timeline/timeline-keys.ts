import type { KeyCommand } from '../ui/key-map.ts';
import type { TimelineView } from './timeline-view.ts';

/** How much closer one press zooms, and how far one press pans as a share of the width. */
export const KEY_ZOOM = 1.5;
const KEY_PAN = 0.2;

/** The keys of a timeline, as data for who listens to keys and lists them. `pointer` gives the pixel to zoom about, null for the middle. */
export function timelineKeys(timeline: TimelineView, pointer: () => number | null = () => null): KeyCommand[] {
  const width = () => timeline.layout()?.scale.width ?? 0;
  const drawn = () => timeline.layout() !== null;
  const timed = () => drawn() && !timeline.data().orderOnly;
  return [
    { keys: ['W', '+'], does: 'zoom in', active: drawn, run: () => timeline.zoom(KEY_ZOOM, pointer(), true) },
    { keys: ['S', '-', '−'], does: 'zoom out', active: drawn, run: () => timeline.zoom(1 / KEY_ZOOM, pointer(), true) },
    { keys: ['A'], does: 'pan left', active: drawn, run: () => timeline.pan(-KEY_PAN * width(), true) },
    { keys: ['D'], does: 'pan right', active: drawn, run: () => timeline.pan(KEY_PAN * width(), true) },
    { keys: ['0'], does: 'fit', active: drawn, run: timeline.fit },
    { keys: ['I'], does: 'skip idle on, off', active: timed, run: timeline.toggleIdle },
    { keys: ['L'], does: 'follow live', active: () => drawn() && timeline.data().live, run: timeline.follow },
  ];
}
