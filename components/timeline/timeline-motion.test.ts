import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { PlotGap } from './layout.ts';
import { gap } from './random-plot.ts';
import { at, data, gapsOf, scaleOf, shown, viewOf, WAIT } from './shown-timeline.ts';
import { project, unproject } from './time-scale.ts';
import { NO_CHOICE } from './timeline-data.ts';
import type { TimelineView } from './timeline-view.ts';

describe('while the run goes on', () => {
  const NOW = at(20);
  const live = (now: number, gaps: PlotGap[] = []) => ({ end: now, live: true, gapsOf: gapsOf(gaps) });
  const freeAt = (timeline: TimelineView, now: number) => 1 - project(scaleOf(timeline), now) / 536;

  test('an address that reaches beyond now follows on its scale, and says so', () => {
    const timeline = shown(live(NOW), { ...NO_CHOICE, from: 15_000, to: 25_000 });
    expect(timeline.follows()).toBe(true);
    expect(freeAt(timeline, NOW)).toBeCloseTo(0.08);
    const [start, end] = viewOf(timeline);
    expect((end ?? 0) - (start ?? 0)).toBeCloseTo(10);
    expect(timeline.choice()).toMatchObject({ from: null, to: null });
    expect(timeline.choice().tail).toBeCloseTo(10_000);
    timeline.setData(data(live(at(35))));
    expect(freeAt(timeline, at(35))).toBeCloseTo(0.08);
    timeline.restore({ ...NO_CHOICE, from: 15_000, to: 30_000 });
    expect([timeline.follows(), ...viewOf(timeline)]).toEqual([false, 15, 30]);
  });

  test('now stands 8 % before the right edge and stays there', () => {
    const timeline = shown(live(NOW));
    expect(timeline.follows()).toBe(true);
    expect(freeAt(timeline, NOW)).toBeCloseTo(0.08);
    timeline.setData(data(live(at(35))));
    expect(freeAt(timeline, at(35))).toBeCloseTo(0.08);
    expect(viewOf(timeline)[0]).toBe(0);
    const cut = shown(live(at(41), [WAIT]));
    expect([freeAt(cut, at(41)).toFixed(3), scaleOf(cut).gaps.length]).toEqual(['0.080', 1]);
  });

  test.each<[string, (timeline: TimelineView) => void]>([
    ['pan', (timeline) => timeline.show(at(2), at(9))],
    ['zoom', (timeline) => timeline.zoom(2, 100)],
  ])('a %s ends that, and from then on nothing that has ended moves', (_, act) => {
    const timeline = shown(live(NOW));
    act(timeline);
    expect(timeline.follows()).toBe(false);
    const before = [at(2), at(9), at(19)].map((instant) => project(scaleOf(timeline), instant));
    // A wait that comes and grows would be cut out of a view that follows.
    for (let now = 21; now < 90; now++) timeline.setData(data(live(at(now), [gap(at(20.5), at(now))])));
    expect([at(2), at(9), at(19)].map((instant) => project(scaleOf(timeline), instant))).toEqual(before);
  });

  test('Follow goes on at the scale in view, and Fit with everything', () => {
    const timeline = shown(live(at(100)));
    timeline.show(at(10), at(20));
    const { pxPerMs } = scaleOf(timeline);
    timeline.follow();
    expect(timeline.follows()).toBe(true);
    expect(scaleOf(timeline).pxPerMs).toBeCloseTo(pxPerMs, 6);
    expect(freeAt(timeline, at(100))).toBeCloseTo(0.08);
    expect(timeline.choice().tail).toBeCloseTo(10_000);
    timeline.setData(data(live(at(130))));
    expect(freeAt(timeline, at(130))).toBeCloseTo(0.08);
    timeline.fit();
    expect([timeline.isWhole(), timeline.follows()]).toEqual([true, true]);
  });

  test('the address can ask for the newest part', () => {
    const timeline = shown(live(at(100)), { ...NO_CHOICE, tail: 10_000 });
    expect(timeline.follows()).toBe(true);
    expect(viewOf(timeline)).toEqual([90.8, 100.8]);
    expect(viewOf(shown({}, { ...NO_CHOICE, tail: 10_000 }))).toEqual([31, 41]);
  });

  test('the end of the run leaves the view where it is', () => {
    const timeline = shown(live(at(100)), { ...NO_CHOICE, tail: 10_000 });
    const before = viewOf(timeline);
    timeline.setData(data({ end: at(100.4) }));
    expect(viewOf(timeline)[1]).toBeCloseTo(100.4);
    expect((viewOf(timeline)[1] ?? 0) - (viewOf(timeline)[0] ?? 0)).toBeCloseTo((before[1] ?? 0) - (before[0] ?? 0), 1);
    expect(timeline.follows()).toBe(false);
  });
});

describe('motion', () => {
  let frames: ((now: number) => void)[] = [];
  const tick = (now: number) => {
    const due = frames;
    frames = [];
    for (const frame of due) frame(now);
  };

  beforeEach(() => {
    frames = [];
    vi.stubGlobal('requestAnimationFrame', (frame: (now: number) => void) => frames.push(frame));
    vi.stubGlobal('cancelAnimationFrame', () => {
      frames = [];
    });
    vi.stubGlobal('performance', { now: () => 0 });
  });
  afterEach(() => vi.unstubAllGlobals());

  const stubWindow = (reduced: boolean) => vi.stubGlobal('window', { matchMedia: () => ({ matches: reduced }) });

  test('takes 240 ms, keeps the instant under the pointer all along and arrives exactly', () => {
    stubWindow(false);
    const timeline = shown();
    const instant = unproject(scaleOf(timeline), 100);
    timeline.zoom(3, 100, true);
    const scales: number[] = [];
    for (const now of [0, 60, 120, 180, 240]) {
      tick(now);
      expect(project(scaleOf(timeline), instant)).toBeCloseTo(100, 0);
      scales.push(scaleOf(timeline).pxPerMs);
    }
    expect(scales).toEqual([...scales].sort((a, b) => a - b));
    expect(frames).toEqual([]);
    const jumped = shown();
    jumped.zoom(3, 100);
    expect(scales.at(-1)).toBeCloseTo(scaleOf(jumped).pxPerMs, 6);
  });

  test('is stopped by what comes next, and an address says where it leads', () => {
    stubWindow(false);
    const timeline = shown();
    timeline.show(at(2), at(9), true);
    expect(timeline.choice()).toMatchObject({ from: 2_000, to: 9_000 });
    tick(100);
    expect(timeline.choice()).toMatchObject({ from: 2_000, to: 9_000 });
    timeline.fit();
    expect(timeline.choice()).toMatchObject({ from: null, to: null });
    tick(200);
    tick(500);
    expect(timeline.isWhole()).toBe(true);
  });

  test.each<[string, (timeline: TimelineView, factor: number, smooth: boolean) => void]>([
    ['zooms', (timeline, factor, smooth) => timeline.zoom(factor, null, smooth)],
    ['pans', (timeline, factor, smooth) => timeline.pan((factor - 1) * 60, smooth)],
  ])('%s that follow fast on each other lead where slow ones lead', (_, act) => {
    stubWindow(false);
    const factors = [3, 0.5, 3, 1.5];
    const [fast, slow] = [shown(), shown()];
    for (const timeline of [fast, slow]) timeline.show(at(4), at(10));
    for (const [index, factor] of factors.entries()) {
      act(fast, factor, true);
      tick(20 + index * 20);
      act(slow, factor, false);
    }
    tick(500);
    expect(viewOf(fast)).toEqual(viewOf(slow));
  });

  test('in and out, again and fast, is everything again', () => {
    stubWindow(false);
    const timeline = shown();
    for (const [factor, now] of [
      [1.5, 500],
      [1 / 1.5, 20],
      [1.5, 500],
      [1 / 1.5, 500],
    ] as const) {
      timeline.zoom(factor, null, true);
      tick(now);
    }
    expect(timeline.isWhole()).toBe(true);
  });

  test('is a jump for those who want none', () => {
    stubWindow(true);
    const timeline = shown();
    timeline.show(at(2), at(9), true);
    expect([viewOf(timeline), frames]).toEqual([[2, 9], []]);
  });
});
