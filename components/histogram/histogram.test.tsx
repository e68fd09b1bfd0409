import { act, fireEvent, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { beforeEach, expect, test, vi } from 'vitest';
import { Histogram } from './histogram.tsx';
import type { HistogramData, TimeRange } from './histogram-data.ts';

const HOUR = 3_600_000;
const data: HistogramData = {
  bars: Array.from({ length: 96 }, (_, i) => ({
    start: i * HOUR,
    end: (i + 1) * HOUR,
    counts: [i === 10 ? 5 : 0, 0, 1],
  })),
  endsNow: true,
};
const series = [
  { name: 'Failed', ink: 'text-fail', fill: 'fill-fail' },
  { name: 'Waiting', ink: 'text-wait', fill: 'fill-you' },
  { name: 'Completed', ink: 'text-ok', fill: 'fill-ok' },
];
const noun = (count: number | null) => (count === null ? 'Runs' : `${count} runs`);
const ranges: (TimeRange | null)[] = [];

beforeEach(() => {
  ranges.length = 0;
  Object.assign(globalThis, {
    matchMedia: () => ({ matches: false, addEventListener() {}, removeEventListener() {} }),
  });
  // The plot is 960 px wide: 10 px a bar.
  HTMLElement.prototype.getBoundingClientRect = () => new DOMRect(0, 0, 960, 52);
});

function Page({ start, shown = data }: { start: TimeRange | null; shown?: HistogramData | null }) {
  const [range, setRange] = useState(start);
  const change = (next: TimeRange | null) => {
    ranges.push(next);
    setRange(next);
  };
  return <Histogram data={shown} note={null} series={series} range={range} onRange={change} noun={noun} />;
}

const ends = () => screen.getAllByRole('slider') as [HTMLElement, HTMLElement];
/** The plot, which takes presses. */
const plot = () => ends()[0].parentElement as HTMLElement;
const press = (x: number) => fireEvent.pointerDown(plot(), { button: 0, clientX: x, pointerId: 1 });
const drag = (x: number) => fireEvent.pointerMove(plot(), { clientX: x, pointerId: 1 });
/** A line of the legend; the card of a bar has the same words after it. */
const legend = (name: string) => screen.getAllByText(name)[0]?.parentElement;
const release = (x: number) => fireEvent.pointerUp(plot(), { clientX: x, pointerId: 1 });

test('a drag draws a range of whole bars, which counts when it is let go', () => {
  render(<Page start={null} />);
  expect(legend('Failed')).toHaveTextContent('Failed5');
  press(205);
  drag(300);
  drag(398);
  expect(ranges).toEqual([]);
  expect(ends()[0]).toHaveAttribute('aria-valuenow', String(20 * 3600));
  release(398);
  expect(ranges).toEqual([{ start: 20 * HOUR, end: 40 * HOUR }]);
  expect(legend('Failed')).toHaveTextContent('Failed0');
  expect(legend('Completed')).toHaveTextContent('Completed20');
});

test('a quiet series is named where there is something of it', () => {
  const other = [...series, { name: 'Other', ink: 'text-ink-2', fill: 'fill-idle', quiet: true }];
  const bars = (count: number) => ({ ...data, bars: data.bars.map((bar) => ({ ...bar, counts: [0, 0, 0, count] })) });
  const histogram = (count: number) => (
    <Histogram data={bars(count)} note={null} series={other} range={null} onRange={() => undefined} noun={noun} />
  );
  const { rerender } = render(histogram(0));
  expect(screen.queryByText('Other')).toBeNull();
  rerender(histogram(1));
  expect(legend('Other')).toHaveTextContent('Other96');
});

test('inside it a drag moves it, on an end it resizes it, and a press beside it takes one bar', () => {
  render(<Page start={{ start: 20 * HOUR, end: 40 * HOUR }} />);
  press(300);
  drag(351);
  release(351);
  expect(ranges.at(-1)).toEqual({ start: 25 * HOUR, end: 46 * HOUR });
  press(460);
  drag(500);
  release(500);
  expect(ranges.at(-1)).toEqual({ start: 25 * HOUR, end: 50 * HOUR });
  press(705);
  release(705);
  expect(ranges.at(-1)).toEqual({ start: 70 * HOUR, end: 71 * HOUR });
  fireEvent.doubleClick(plot());
  expect(ranges.at(-1)).toBeNull();
});

test('keys move the ends, say where they are, and count after a pause', async () => {
  vi.useFakeTimers({ shouldAdvanceTime: true });
  const user = userEvent.setup({ advanceTimers: vi.advanceTimersByTime });
  render(<Page start={null} />);
  const [start, end] = ends();
  expect(start).toHaveAttribute('aria-valuetext', expect.stringContaining('no range set'));
  expect(end).toHaveAttribute('aria-valuetext', expect.stringMatching(/^now/));
  start.focus();
  await user.keyboard('{Shift>}{ArrowRight}{/Shift}{ArrowRight}');
  expect(start).toHaveAttribute('aria-valuenow', String(9 * 3600));
  expect(start).toHaveAttribute('aria-valuetext', expect.stringContaining('range of 3\u202fd 15\u202fh'));
  await act(() => vi.advanceTimersByTimeAsync(500));
  expect(ranges).toEqual([{ start: 9 * HOUR, end: 96 * HOUR }]);
  await user.keyboard('{Home}');
  await act(() => vi.advanceTimersByTimeAsync(500));
  expect(ranges.at(-1)).toBeNull();
  vi.useRealTimers();
});

test('Escape takes back what is being drawn, then the range', async () => {
  const user = userEvent.setup();
  render(<Page start={{ start: 20 * HOUR, end: 40 * HOUR }} />);
  ends()[1].focus();
  await user.keyboard('{ArrowRight}{Escape}');
  expect(ends()[1]).toHaveAttribute('aria-valuenow', String(40 * 3600));
  expect(ranges).toEqual([]);
  await user.keyboard('{Escape}');
  expect(ranges).toEqual([null]);
});

test('the bar under the pointer says what it holds', () => {
  render(<Page start={null} />);
  fireEvent.pointerMove(plot(), { clientX: 105, pointerType: 'mouse' });
  expect(screen.getByText('6 runs')).toBeInTheDocument();
});

test('while it is read there is room for it, and no slider', () => {
  render(<Page start={null} shown={null} />);
  expect(screen.getByRole('region', { name: 'Runs over time' })).toHaveTextContent('Counting');
  expect(screen.queryByRole('slider')).toBeNull();
});
