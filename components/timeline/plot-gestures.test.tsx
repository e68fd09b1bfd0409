import { fireEvent, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { listenToPointer, type Hovered } from './hover.ts';
import { measurePlots, data, seconds, view } from './measured-plot.ts';
import { listenToGestures } from './plot-gestures.ts';
import { PointerLine } from './pointer-line.ts';
import type { TimelineView } from './timeline-view.ts';

let takeBack = () => {};
beforeEach(() => {
  takeBack = measurePlots();
});
afterEach(() => {
  takeBack();
  vi.restoreAllMocks();
});

describe('gestures', () => {
  let stop = () => {};
  const place = (timeline: TimelineView) => {
    const { container } = render(
      <div data-testid="scroller">
        <div data-testid="track" />
        <div data-row="s.one">row</div>
        <button type="button">button</button>
      </div>,
    );
    const scroller = screen.getByTestId('scroller');
    stop = listenToGestures(timeline, { scroller, track: screen.getByTestId('track') });
    return { container, scroller, row: screen.getByText('row') };
  };
  afterEach(() => stop());

  test('Ctrl and the wheel zoom about the pointer, Shift and the wheel pan, the wheel alone is left alone', () => {
    const timeline = view();
    const { row } = place(timeline);
    expect(fireEvent.wheel(row, { clientX: 100, deltaY: -100, ctrlKey: true })).toBe(false);
    const [start = 0, end = 0] = seconds(timeline);
    expect(end - start).toBeCloseTo(40 / 2 ** 0.5, 0);
    expect((10 - start) / (end - start)).toBeCloseTo(0.25, 1);
    expect(fireEvent.wheel(row, { clientX: 100, deltaY: 40, shiftKey: true })).toBe(false);
    expect(seconds(timeline)[0]).toBeGreaterThan(start);
    const before = seconds(timeline);
    expect(fireEvent.wheel(row, { clientX: 100, deltaY: 40 })).toBe(true);
    expect(fireEvent.wheel(row, { clientX: 900, deltaY: -100, ctrlKey: true })).toBe(true);
    expect(seconds(timeline)).toEqual(before);
  });

  test('a drag pans and selects nothing; a click does', () => {
    const timeline = view();
    timeline.show(10_000, 20_000);
    const { row, container } = place(timeline);
    const onClick = vi.fn();
    container.addEventListener('click', onClick);
    fireEvent.pointerDown(row, { clientX: 200, clientY: 10, button: 0, pointerId: 1 });
    fireEvent.pointerMove(row, { clientX: 120, clientY: 10, pointerId: 1, buttons: 1 });
    fireEvent.pointerUp(row, { clientX: 120, clientY: 10, pointerId: 1 });
    fireEvent.click(row, { clientX: 120, detail: 1 });
    expect(seconds(timeline)).toEqual([12, 22]);
    expect(onClick).not.toHaveBeenCalled();
    fireEvent.pointerDown(row, { clientX: 120, button: 0, pointerId: 1 });
    fireEvent.pointerUp(row, { clientX: 120, pointerId: 1 });
    fireEvent.click(row, { clientX: 120, detail: 1 });
    expect(onClick).toHaveBeenCalledTimes(1);
  });

  test('a button that was let go of elsewhere holds the plot no longer', () => {
    const timeline = view();
    timeline.show(10_000, 20_000);
    const { row } = place(timeline);
    fireEvent.pointerDown(row, { clientX: 200, button: 0, pointerId: 1 });
    fireEvent.pointerUp(document.body, { clientX: 200, pointerId: 1 });
    fireEvent.pointerMove(row, { clientX: 120, pointerId: 1, buttons: 0 });
    fireEvent.pointerMove(row, { clientX: 40, pointerId: 1, buttons: 0 });
    expect(seconds(timeline)).toEqual([10, 20]);
  });

  test('two pointers zoom between them', () => {
    const timeline = view();
    const { row } = place(timeline);
    fireEvent.pointerDown(row, { clientX: 150, clientY: 0, button: 0, pointerId: 1 });
    fireEvent.pointerDown(row, { clientX: 250, clientY: 0, button: 0, pointerId: 2 });
    fireEvent.pointerMove(row, { clientX: 100, clientY: 0, pointerId: 1, buttons: 1 });
    fireEvent.pointerMove(row, { clientX: 300, clientY: 0, pointerId: 2, buttons: 1 });
    const [start = 0, end = 0] = seconds(timeline);
    expect(end - start).toBeCloseTo(20, 0);
    expect((start + end) / 2).toBeGreaterThan(17);
    expect((start + end) / 2).toBeLessThan(23);
  });

  test('a double click shows everything and opens nothing', () => {
    const timeline = view();
    timeline.show(10_000, 20_000);
    const { row, container } = place(timeline);
    const onClick = vi.fn();
    container.addEventListener('click', onClick);
    fireEvent.click(row, { clientX: 100, detail: 1 });
    fireEvent.click(row, { clientX: 100, detail: 2 });
    fireEvent.doubleClick(row, { clientX: 100 });
    expect(timeline.isWhole()).toBe(true);
    expect(onClick).toHaveBeenCalledTimes(1);
  });

  test('presses on buttons are theirs', () => {
    const timeline = view();
    timeline.show(10_000, 20_000);
    place(timeline);
    const button = screen.getByRole('button');
    fireEvent.pointerDown(button, { clientX: 200, button: 0, pointerId: 1 });
    fireEvent.pointerMove(button, { clientX: 100, pointerId: 1, buttons: 1 });
    fireEvent.doubleClick(button, { clientX: 100 });
    expect(seconds(timeline)).toEqual([10, 20]);
  });
});

describe('the pointer', () => {
  beforeEach(() => vi.useFakeTimers());
  afterEach(() => vi.useRealTimers());

  function setUp(timeline: TimelineView) {
    render(
      <div data-testid="scroller">
        <div data-testid="track" />
        <i data-testid="line" />
        <i data-testid="chip" />
        <div data-row="s.one">one</div>
        <div data-row="s.two">two</div>
      </div>,
    );
    const line = new PointerLine(timeline, (at) => `${at / 1000} s`);
    for (const part of ['line', 'chip'] as const) line.part(part)(screen.getByTestId(part));
    const rests: (Hovered | null)[] = [];
    const scroller = screen.getByTestId('scroller');
    const place = { scroller, track: screen.getByTestId('track') };
    const stop = listenToPointer(timeline, place, line, (hovered) => rests.push(hovered));
    return { line, rests, scroller, stop };
  }

  test('draws the crosshair with its time, clamped to the plot, and again when the view moves', () => {
    const timeline = view();
    const { line, scroller, stop } = setUp(timeline);
    fireEvent.pointerMove(screen.getByText('one'), { clientX: 100 });
    expect(screen.getByTestId('chip')).toHaveTextContent('10 s');
    expect(screen.getByTestId('line')).toHaveStyle({ transform: 'translateX(100px)', visibility: 'visible' });
    timeline.show(0, 4_000);
    expect(screen.getByTestId('chip')).toHaveTextContent('1 s');
    fireEvent.pointerMove(screen.getByText('one'), { clientX: 410 });
    expect(screen.getByTestId('line')).toHaveStyle({ transform: 'translateX(400px)' });
    fireEvent.pointerMove(screen.getByText('one'), { clientX: 500 });
    expect([line.px(), screen.getByTestId('line').style.visibility]).toEqual([null, 'hidden']);
    fireEvent.pointerLeave(scroller);
    stop();
    timeline.fit();
    expect(screen.getByTestId('chip')).toHaveTextContent('4 s');
  });

  test('says what it rests on after a while, and that it left at once', () => {
    const timeline = view({ gapsOf: data().gapsOf });
    const { rests, scroller, stop } = setUp(timeline);
    const rest = (text: string, clientX: number, wait: number) => {
      fireEvent.pointerMove(screen.getByText(text), { clientX });
      vi.advanceTimersByTime(wait);
    };
    rest('one', 40, 300);
    expect(rests).toEqual([]);
    rest('one', 41, 100);
    expect(rests.at(-1)).toMatchObject({ kind: 'row', id: 's.one' });
    rest('two', 41, 100);
    expect(rests.at(-1)).toMatchObject({ kind: 'row', id: 's.two' });
    rest('two', timeline.layout()?.tears[0] ?? 0, 100);
    expect(rests.at(-1)).toMatchObject({ kind: 'gap', id: '10000' });
    fireEvent.pointerLeave(scroller);
    expect(rests.at(-1)).toBeNull();
    stop();
  });
});
