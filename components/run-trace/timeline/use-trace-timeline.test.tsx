import { act, renderHook } from '@testing-library/react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { TraceTime } from '#lib/contract/trace-time-params.ts';
import { aRun, aStep } from '#lib/domain/domain-fixtures.ts';
import { ms } from '#lib/domain/time.ts';
import { traceWindow } from '#lib/domain/trace-window.ts';
import { sixPixels } from '../../timeline/random-plot.ts';
import { useTraceTimeline } from './use-trace-timeline.ts';

const at = (seconds: number) => ms(1_760_000_000_000 + seconds * 1000);
const FRAME = 20;

function shown() {
  const run = aRun({ createdAt: at(0), completedAt: at(40) });
  const steps = [aStep({ id: 'a', createdAt: at(0), completedAt: at(40) })];
  const read = { steps, reading: false };
  const facts = { run, messages: new Map(), now: at(50), clock: at(50), window: traceWindow(run, steps, at(50)) };
  const setTime = vi.fn<(time: TraceTime | null) => void>();
  const selection = { time: null, setTime };
  const { result } = renderHook(() => useTraceTimeline(read, facts, selection));
  act(() => result.current.setBox({ width: 400, density: 'compact', measure: sixPixels }));
  act(() => void vi.advanceTimersByTime(1_000));
  expect(setTime).not.toHaveBeenCalled();
  return { timeline: result.current, setTime };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('what a key asks for is written before the view sets out, and only once', () => {
  const { timeline, setTime } = shown();
  act(() => timeline.zoom(2, null, true));
  expect(setTime).toHaveBeenCalledExactlyOnceWith(expect.objectContaining({ from: 10_000, to: 30_000 }));
  act(() => void vi.advanceTimersByTime(2_000));
  expect(setTime).toHaveBeenCalledTimes(1);
});

test('keys that follow each other are written a moment later, the last as well', () => {
  const { timeline, setTime } = shown();
  for (let press = 0; press < 3; press++) {
    act(() => timeline.zoom(2, null, true));
    act(() => void vi.advanceTimersByTime(FRAME));
  }
  expect(setTime).toHaveBeenCalledTimes(1);
  const last = timeline.choice();
  act(() => void vi.advanceTimersByTime(2_000));
  expect(setTime).toHaveBeenCalledTimes(2);
  expect(setTime).toHaveBeenLastCalledWith(expect.objectContaining({ from: Math.round(last.from ?? 0) }));
});

test('a view that a pointer drags is written as soon as it lets go', () => {
  const { timeline, setTime } = shown();
  act(() => void document.dispatchEvent(new Event('pointerdown')));
  for (let move = 0; move < 10; move++) {
    act(() => timeline.pan(5));
    act(() => void vi.advanceTimersByTime(FRAME));
  }
  expect(setTime).not.toHaveBeenCalled();
  act(() => timeline.zoom(2, 200));
  act(() => void document.dispatchEvent(new Event('pointerup')));
  expect(setTime).toHaveBeenCalledExactlyOnceWith(expect.objectContaining({ from: 10_000, to: 30_000 }));
});

test('a view that a wheel moves is written as that begins and once it rests', () => {
  const { timeline, setTime } = shown();
  act(() => timeline.zoom(1.1, 200));
  expect(setTime).toHaveBeenCalledTimes(1);
  for (let move = 0; move < 10; move++) {
    act(() => void vi.advanceTimersByTime(100));
    act(() => timeline.zoom(1.1, 200));
  }
  expect(setTime).toHaveBeenCalledTimes(1);
  act(() => void vi.advanceTimersByTime(300));
  expect(setTime).toHaveBeenCalledTimes(2);
});

test.each([
  ['F5', {}],
  ['r', { ctrlKey: true }],
  ['R', { metaKey: true, shiftKey: true }],
])('what is not written yet is before %s reloads the page', (key, keys) => {
  const { timeline, setTime } = shown();
  act(() => timeline.zoom(1.1, 200));
  act(() => timeline.zoom(1.1, 200));
  act(() => void document.dispatchEvent(new KeyboardEvent('keydown', { key: 'r' })));
  expect(setTime).toHaveBeenCalledTimes(1);
  act(() => void document.dispatchEvent(new KeyboardEvent('keydown', { key, ...keys })));
  expect(setTime).toHaveBeenCalledTimes(2);
  const { from } = timeline.choice();
  expect(setTime).toHaveBeenLastCalledWith(expect.objectContaining({ from: Math.round(from ?? 0) }));
});
