import { gap, sixPixels } from './random-plot.ts';
import type { PlotGap } from './layout.ts';
import type { TimelineChoice, TimelineData } from './timeline-data.ts';
import { TimelineView } from './timeline-view.ts';

/** For tests: when everything begins. */
const ZERO = 1_795_000_000_000;
/** For tests: the instant so many seconds after the beginning. */
export const at = (seconds: number) => ZERO + seconds * 1000;

/** For tests: as the product does it, longer than 2 s and a tenth of the view. */
export function gapsOf(gaps: readonly PlotGap[]): TimelineData['gapsOf'] {
  return (view, opened) =>
    gaps
      .filter((each) => each.end - each.start > Math.max(2_000, (view.length ?? view.end - view.start) / 10))
      .filter((each) => view.start < each.start || view.end > each.end)
      .map((each) => ({ ...each, expanded: opened.has(each.id) }));
}

/** For tests: 22.6 s of waiting. */
export const WAIT = gap(at(11), at(33.6));

/** For tests: 41 s with a wait in them, unless `change` says otherwise. */
export function data(change: Partial<TimelineData> = {}): TimelineData {
  const rest = { start: at(0), end: at(41), zero: ZERO, live: false, orderOnly: false, events: [] };
  return { ...rest, gapsOf: gapsOf([WAIT]), ...change };
}

/** For tests: a timeline that knows its box. */
export function shown(change?: Partial<TimelineData>, choice?: TimelineChoice, width = 536): TimelineView {
  const timeline = new TimelineView(data(change), choice);
  timeline.setBox({ width, density: 'compact', measure: sixPixels });
  return timeline;
}

/** For tests: the scale of a timeline that is laid out. */
export const scaleOf = (timeline: TimelineView) => {
  const scale = timeline.layout()?.scale;
  if (!scale) throw new Error('not laid out');
  return scale;
};
/** For tests: what is in view, in seconds. */
export const viewOf = (timeline: TimelineView) => {
  const { start, end } = scaleOf(timeline).view;
  return [(start - ZERO) / 1000, (end - ZERO) / 1000].map((value) => Math.round(value * 100) / 100);
};
