import { gap, sixPixels } from './random-plot.ts';
import type { TimelineData } from './timeline-data.ts';
import { TimelineView } from './timeline-view.ts';

/** For tests: how wide everything is (pixels). */
const WIDTH = 400;
export const WAIT = gap(10_000, 30_000);
/** For tests: 40 s. */
export const data = (change: Partial<TimelineData> = {}): TimelineData => ({
  start: 0,
  end: 40_000,
  zero: 0,
  live: false,
  orderOnly: false,
  gapsOf: (_, opened) => [{ ...WAIT, expanded: opened.has(WAIT.id) }],
  events: [],
  ...change,
});

/** For tests: a timeline of 40 s that knows its box. */
export function view(change?: Partial<TimelineData>): TimelineView {
  const timeline = new TimelineView(data({ gapsOf: () => [], ...change }));
  timeline.setBox({ width: WIDTH, density: 'compact', measure: sixPixels });
  return timeline;
}

/** For tests: what is in view, in seconds. */
export const seconds = (timeline: TimelineView) => {
  const { start = 0, end = 0 } = timeline.layout()?.scale.view ?? {};
  return [start, end].map((at) => Math.round(at / 100) / 10);
};

/** For tests: a browser that animates at once, in which every box is as wide as the plot. Gives the function that takes it back. */
export function measurePlots(): () => void {
  const box = HTMLElement.prototype;
  const stand: [object, string, unknown][] = [
    [globalThis, 'matchMedia', () => ({ matches: true })],
    [
      globalThis,
      'requestAnimationFrame',
      (frame: () => void) => {
        frame();
        return 0;
      },
    ],
    [globalThis, 'cancelAnimationFrame', () => {}],
    [box, 'getBoundingClientRect', () => new DOMRect(0, 0, WIDTH, 46)],
    [box, 'setPointerCapture', () => {}],
    [box, 'hasPointerCapture', () => true],
  ];
  const before = stand.map(([owner, name]) => Object.getOwnPropertyDescriptor(owner, name));
  for (const [owner, name, value] of stand)
    Object.defineProperty(owner, name, { configurable: true, writable: true, value });
  return () => {
    for (const [i, [owner, name]] of stand.entries()) {
      const own = before[i];
      if (own) Object.defineProperty(owner, name, own);
      else Reflect.deleteProperty(owner, name);
    }
  };
}
