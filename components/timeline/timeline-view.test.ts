import { describe, expect, test, vi } from 'vitest';
import { gap, randomFrom, sixPixels } from './random-plot.ts';
import { at, data, gapsOf, scaleOf, shown, viewOf } from './shown-timeline.ts';
import { project, type TimeSpan, unproject } from './time-scale.ts';
import { NO_CHOICE, SLOT, type TimelineChoice } from './timeline-data.ts';
import { TimelineView } from './timeline-view.ts';

describe('a timeline', () => {
  test('has no layout before its box is known', () => {
    const timeline = new TimelineView(data());
    expect(timeline.layout()).toBeNull();
    expect(timeline.wholeScale()).toBeNull();
    timeline.zoom(2, 0);
    timeline.fit();
    expect(timeline.choice()).toEqual(NO_CHOICE);
  });

  test('shows everything, with long gaps cut out', () => {
    const timeline = shown();
    expect(viewOf(timeline)).toEqual([0, 41]);
    expect(timeline.isWhole()).toBe(true);
    expect(timeline.layout()?.chips.map(({ text }) => text)).toEqual(['22.6 s']);
    expect(timeline.layout()).toBe(timeline.layout());
  });

  test('says what changed, and only to those who still listen', () => {
    const timeline = shown();
    const listener = vi.fn();
    const stop = timeline.subscribe(listener);
    const before = timeline.layout();
    timeline.zoom(2, 100);
    expect(listener).toHaveBeenCalledTimes(1);
    expect(timeline.layout()).not.toBe(before);
    timeline.setBox({ width: 536, density: 'compact', measure: sixPixels });
    stop();
    timeline.fit();
    expect(listener).toHaveBeenCalledTimes(1);
  });

  test('keeps the instant under the pointer while zooming', () => {
    const random = randomFrom(7);
    for (let i = 0; i < 100; i++) {
      const timeline = shown();
      for (let turn = 0; turn < 4; turn++) {
        const px = random() * 536;
        const instant = unproject(scaleOf(timeline), px);
        timeline.zoom(1 + random() * 2, px);
        expect(project(scaleOf(timeline), instant)).toBeCloseTo(px, 0);
      }
    }
  });

  test('zooms no closer than 20 ms and no farther than everything', () => {
    const timeline = shown();
    for (let i = 0; i < 40; i++) timeline.zoom(3, 20);
    expect(scaleOf(timeline).view.end - scaleOf(timeline).view.start).toBeCloseTo(20, 3);
    for (let i = 0; i < 40; i++) timeline.zoom(1 / 3, 20);
    expect(viewOf(timeline)).toEqual([0, 41]);
    expect(timeline.isWhole()).toBe(true);
  });

  test('can always be zoomed closer, also where that cuts more gaps', () => {
    const waits = [2, 7, 12, 17, 22, 27, 32, 37].map((from) => gap(at(from), at(from + 4)));
    const timeline = shown({ gapsOf: gapsOf(waits) }, undefined, 900);
    let before = scaleOf(timeline).pxPerMs;
    for (let i = 0; i < 60; i++) {
      timeline.zoom(1.05, 450);
      expect(scaleOf(timeline).pxPerMs).toBeGreaterThan(before * 1.01);
      before = scaleOf(timeline).pxPerMs;
    }
  });

  test('pans at one scale up to the ends, with the same gaps', () => {
    const timeline = shown();
    timeline.zoom(2, 100);
    const { pxPerMs } = scaleOf(timeline);
    timeline.pan(-10_000);
    expect(viewOf(timeline)[0]).toBe(0);
    timeline.pan(10_000);
    expect(viewOf(timeline)[1]).toBe(41);
    expect(scaleOf(timeline).pxPerMs).toBeCloseTo(pxPerMs, 6);
  });

  describe('brings into view', () => {
    const zoomed = (from: number, to: number) => shown({}, { ...NO_CHOICE, from: from * 1000, to: to * 1000 });
    const reveal = (timeline: TimelineView, from: number, to = from) =>
      timeline.reveal({ start: at(from), end: at(to) });

    test('nothing that is in view, also in part', () => {
      const timeline = zoomed(4, 8);
      reveal(timeline, 6);
      reveal(timeline, 8);
      reveal(timeline, 2, 5);
      reveal(timeline, 1, 10);
      expect(viewOf(timeline)).toEqual([4, 8]);
    });

    test('an instant, and a stretch that fits, in the middle at the same scale', () => {
      const timeline = zoomed(0, 4);
      const { pxPerMs } = scaleOf(timeline);
      reveal(timeline, 7, 8);
      expect(viewOf(timeline)).toEqual([5.5, 9.5]);
      reveal(timeline, 38);
      expect(viewOf(timeline)).toEqual([36, 40]);
      expect(scaleOf(timeline).pxPerMs).toBeCloseTo(pxPerMs, 6);
      reveal(timeline, 0.5, 1);
      expect(viewOf(timeline)).toEqual([0, 4]);
    });

    test('the beginning of a stretch that is longer than the view', () => {
      const timeline = zoomed(0, 1);
      reveal(timeline, 3, 9);
      expect(viewOf(timeline)).toEqual([2.9, 3.9]);
    });

    test('a stretch of which next to nothing is in view', () => {
      const timeline = zoomed(0, 4);
      reveal(timeline, 3.99, 5.99);
      expect(viewOf(timeline)).toEqual([2.99, 6.99]);
    });

    test('nothing where everything is shown without an axis', () => {
      const timeline = new TimelineView(data(), { ...NO_CHOICE, from: 0, to: 4_000 });
      timeline.setBox({ width: 536, density: 'bare', measure: sixPixels });
      const before = timeline.choice();
      reveal(timeline, 30, 31);
      expect(timeline.choice()).toEqual(before);
    });
  });

  test('opens one gap or all, and closes them again', () => {
    const timeline = shown({ gapsOf: gapsOf([gap(at(2), at(12)), gap(at(20), at(40))]) });
    const cut = () => scaleOf(timeline).gaps.length;
    expect(cut()).toBe(2);
    timeline.toggleGap(`gap-${at(2)}`);
    expect(cut()).toBe(1);
    expect(timeline.layout()?.chips.map((chip) => chip.gap.expanded)).toEqual([true, false]);
    expect(timeline.choice().opened).toEqual([`gap-${at(2)}`]);
    timeline.toggleGap(`gap-${at(2)}`);
    expect(cut()).toBe(2);
    timeline.toggleIdle();
    expect([cut(), timeline.showsIdle(), timeline.layout()?.chips]).toEqual([0, true, []]);
    timeline.toggleIdle();
    expect(cut()).toBe(2);
  });

  test('cuts nothing while steps are read, and shows everything where nothing leads back to it, without its gaps', () => {
    const timeline = shown({ reading: true });
    expect(scaleOf(timeline).gaps).toEqual([]);
    timeline.setData(data());
    expect(scaleOf(timeline).gaps).toHaveLength(1);
    timeline.zoom(4, 0);
    timeline.setBox({ width: 300, density: 'bare', measure: sixPixels });
    expect([viewOf(timeline), scaleOf(timeline).gaps.length]).toEqual([[0, 41], 1]);
  });

  test('keeps the ends of its view when its width changes', () => {
    const timeline = shown({}, { ...NO_CHOICE, from: 2_000, to: 9_000 });
    timeline.setBox({ width: 300, density: 'compact', measure: sixPixels });
    expect(viewOf(timeline)).toEqual([2, 9]);
  });

  test('knows slots in place of times', () => {
    const timeline = shown({ start: 0, end: 30 * SLOT, zero: 0, orderOnly: true, gapsOf: () => [] });
    for (let i = 0; i < 30; i++) timeline.zoom(2, 0);
    expect(scaleOf(timeline).view.end).toBeCloseTo(2 * SLOT);
    expect(timeline.layout()?.ticks).toEqual([]);
  });
});

describe('a choice', () => {
  test.each<[string, Partial<TimelineChoice>]>([
    ['a view', { from: 2_000, to: 9_000 }],
    ['idle time', { showIdle: true }],
    ['a gap', { opened: [`gap-${at(11)}`] }],
  ])('of %s comes back as it was', (_, choice) => {
    expect(shown({}, { ...NO_CHOICE, ...choice }).choice()).toEqual({ ...NO_CHOICE, ...choice });
  });

  test('is kept inside the run', () => {
    expect(viewOf(shown({}, { ...NO_CHOICE, from: -5_000, to: 5_000 }))).toEqual([0, 10]);
    expect(viewOf(shown({}, { ...NO_CHOICE, from: 100_000, to: 200_000 }))).toEqual([0, 41]);
    expect(viewOf(shown({}, { ...NO_CHOICE, from: 5_000, to: 5_001 }))).toEqual([4.99, 5.01]);
  });

  test('inside a gap shows it in true scale', () => {
    const timeline = shown({}, { ...NO_CHOICE, from: 15_000, to: 20_000 });
    expect([viewOf(timeline), scaleOf(timeline).gaps.length]).toEqual([[15, 20], 0]);
  });

  test('says how to show the same again, wherever it was moved to', () => {
    const random = randomFrom(5);
    const waits = [3, 9, 16, 22, 29, 35].map((from, i) => gap(at(from), at(from + 2.2 + i / 4)));
    const told = { moved: 0 };
    for (let i = 0; i < 200; i++) {
      const timeline = shown({ gapsOf: gapsOf(waits) });
      for (let turn = 0; turn < 4; turn++) {
        timeline.zoom(0.5 + random() * 2, random() * 536);
        timeline.pan((random() - 0.5) * 1_000);
      }
      const { cut } = timeline.choice();
      if (cut !== null) told.moved++;
      const again = shown({ gapsOf: gapsOf(waits) }, timeline.choice());
      expect(scaleOf(again).gaps).toHaveLength(scaleOf(timeline).gaps.length);
      expect(scaleOf(again).pxPerMs / scaleOf(timeline).pxPerMs).toBeCloseTo(1, 6);
    }
    expect(told.moved).toBeGreaterThan(0);
  });

  test('can be restored', () => {
    const timeline = shown();
    timeline.restore({ ...NO_CHOICE, from: 2_000, to: 9_000, showIdle: true });
    expect([viewOf(timeline), timeline.showsIdle()]).toEqual([[2, 9], true]);
    timeline.restore(NO_CHOICE);
    expect(timeline.isWhole()).toBe(true);
  });
});

test('the view of a gap can be anywhere', () => {
  const random = randomFrom(3);
  for (let i = 0; i < 200; i++) {
    const spans: TimeSpan = { start: at(random() * 60 - 10), end: at(random() * 60 - 10) };
    const timeline = shown();
    timeline.show(Math.min(spans.start, spans.end), Math.max(spans.start, spans.end));
    const [start = 0, end = 0] = viewOf(timeline);
    expect(start).toBeGreaterThanOrEqual(0);
    expect(end).toBeLessThanOrEqual(41);
    expect(end).toBeGreaterThan(start);
  }
});
