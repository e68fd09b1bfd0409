import { act, fireEvent, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { measurePlots, data, seconds, view, WAIT } from './measured-plot.ts';
import { MinimapBrush } from './minimap-brush.tsx';
import { RowBar } from './row-bar.tsx';
import { TimeAxis } from './time-axis.tsx';
import { TimelineControls } from './timeline-controls.tsx';
import { timelineKeys } from './timeline-keys.ts';
import { TimelineView } from './timeline-view.ts';

let takeBack = () => {};
beforeEach(() => {
  takeBack = measurePlots();
});
afterEach(() => takeBack());

test('a row draws bar and label, and again when the view moves', () => {
  const timeline = view();
  const row = { stretches: [{ start: 1_000, end: 9_000, look: 'blue' }], label: '8.00 s', marked: true };
  render(<RowBar timeline={timeline} row={row} look={{ bar: 'bar', label: 'label', mark: 'X' }} />);
  const bar = document.querySelector('[data-bar]');
  expect(bar).toHaveStyle({ left: '10px', width: '80px' });
  expect(screen.getByText('8.00 s')).toHaveStyle({ left: '103px' });
  expect(screen.getByText('X')).toHaveStyle({ left: '90px' });
  act(() => timeline.show(20_000, 30_000));
  expect(document.querySelector('[data-bar]')).toBeNull();
  expect(screen.getByText('8.00 s').closest('[data-reveal]')).toHaveAttribute('data-reveal', '9000');
});

test('nothing is drawn before the plot is measured', () => {
  const timeline = new TimelineView(data());
  const row = { stretches: [{ start: 1_000, end: 9_000, look: 'blue' }], label: '8.00 s' };
  const { container } = render(<RowBar timeline={timeline} row={row} look={{ bar: '', label: '' }} />);
  expect(container).toBeEmptyDOMElement();
});

test('the axis has a button for each gap, which says why it is there and opens only that gap', async () => {
  const timeline = view({ gapsOf: data().gapsOf });
  render(<TimeAxis timeline={timeline} orderText="order only" />);
  const button = screen.getByRole('button', { name: '20.0 s hidden. Waiting. Show it' });
  expect(button).toHaveAttribute('aria-expanded', 'false');
  await userEvent.tab();
  expect(button).toHaveFocus();
  await userEvent.click(button);
  expect(timeline.choice().opened).toEqual([WAIT.id]);
  expect(screen.getByRole('button', { name: '20.0 s of idle time shown. Waiting. Hide it again' })).toHaveAttribute(
    'aria-expanded',
    'true',
  );
});

test('without times the axis says so, and idle time cannot be skipped', () => {
  const timeline = view({ orderOnly: true });
  render(
    <>
      <TimeAxis timeline={timeline} orderText="order only" />
      <TimelineControls timeline={timeline} />
    </>,
  );
  expect(screen.getByText('order only')).toBeInTheDocument();
  expect(screen.queryByRole('checkbox')).toBeNull();
});

test('the controls zoom, fit, follow and skip idle time', async () => {
  const timeline = view({ live: true });
  render(<TimelineControls timeline={timeline} />);
  await userEvent.click(screen.getByRole('button', { name: 'Zoom in' }));
  expect(timeline.follows()).toBe(false);
  expect(screen.queryByRole('button', { name: 'Fit' })).toBeNull();
  await userEvent.click(screen.getByRole('button', { name: /^Follow/ }));
  expect(timeline.follows()).toBe(true);
  await userEvent.click(screen.getByRole('button', { name: 'Fit' }));
  expect(timeline.isWhole()).toBe(true);
  await userEvent.click(screen.getByRole('checkbox', { name: 'Skip idle' }));
  expect(timeline.showsIdle()).toBe(true);
});

test('Follow goes when the run ends', () => {
  const timeline = view({ live: true });
  timeline.zoom(2, 0);
  render(<TimelineControls timeline={timeline} />);
  expect(screen.getByRole('button', { name: /^Follow/ })).toBeInTheDocument();
  act(() => timeline.setData(data({ live: false })));
  expect(screen.getByRole('button', { name: 'Fit' })).toBeInTheDocument();
});

describe('the brush', () => {
  const minimap = (timeline: TimelineView) => {
    const { container } = render(
      <MinimapBrush timeline={timeline} words={(at) => `${at / 1000} seconds`}>
        <span>lines</span>
      </MinimapBrush>,
    );
    return container.querySelector<HTMLElement>('[data-minimap]') ?? container;
  };
  const drag = (element: HTMLElement, from: number, to: number) => {
    fireEvent.pointerDown(element, { clientX: from, button: 0, pointerId: 1 });
    fireEvent.pointerMove(element, { clientX: to, pointerId: 1 });
    fireEvent.pointerUp(element, { clientX: to, pointerId: 1 });
  };

  test('is drawn, moved, resized and given up', () => {
    const timeline = view();
    const element = minimap(timeline);
    drag(element, 100, 200);
    expect(seconds(timeline)).toEqual([10, 20]);
    drag(element, 150, 250);
    expect(seconds(timeline)).toEqual([20, 30]);
    drag(element, 300, 340);
    expect(seconds(timeline)).toEqual([20, 34]);
    fireEvent.pointerDown(element, { clientX: 50, button: 0, pointerId: 1 });
    fireEvent.pointerUp(element, { clientX: 50, pointerId: 1 });
    expect(seconds(timeline)).toEqual([0, 14]);
    fireEvent.doubleClick(element);
    expect(timeline.isWhole()).toBe(true);
  });

  test('has an end each as a slider that speaks in words', async () => {
    const timeline = view();
    minimap(timeline);
    const [start, end] = screen.getAllByRole('slider');
    expect(start).toHaveAccessibleName('Start of the visible time');
    expect(end).toHaveAttribute('aria-valuetext', '40 seconds');
    act(() => end?.focus());
    await userEvent.keyboard('{ArrowLeft}{ArrowLeft}');
    expect(seconds(timeline)).toEqual([0, 38.4]);
    act(() => start?.focus());
    await userEvent.keyboard('{Shift>}{ArrowRight}{/Shift}');
    expect(seconds(timeline)).toEqual([6.4, 38.4]);
    expect(start).toHaveAttribute('aria-valuetext', '6.4 seconds');
    await userEvent.keyboard('{Home}');
    expect(seconds(timeline)).toEqual([0, 38.4]);
  });

  test('a key brings no end past the other', async () => {
    const timeline = view();
    minimap(timeline);
    const [start, end] = screen.getAllByRole('slider');
    act(() => end?.focus());
    await userEvent.keyboard('{Shift>}{ArrowLeft}{/Shift}');
    const [, last] = seconds(timeline);
    act(() => start?.focus());
    await userEvent.keyboard('{End}');
    expect(seconds(timeline)[1]).toBe(last);
    expect(Number(start?.getAttribute('aria-valuenow'))).toBeLessThan(Number(end?.getAttribute('aria-valuenow')));
    await userEvent.keyboard('{ArrowRight}{ArrowRight}');
    expect(seconds(timeline)[1]).toBe(last);
    act(() => end?.focus());
    const [first] = seconds(timeline);
    await userEvent.keyboard('{Home}');
    expect(seconds(timeline)[0]).toBe(first);
  });
});

test('the keys are data, and those with nothing to do are not active', () => {
  const timeline = view();
  const keys = timelineKeys(timeline, () => 0);
  expect(keys.map((each) => each.keys[0])).toEqual(['W', 'S', 'A', 'D', '0', 'I', 'L']);
  const press = (key: string) => keys.find((each) => each.keys.includes(key))?.run(new KeyboardEvent('keydown'));
  press('+');
  expect(seconds(timeline)).toEqual([0, 26.7]);
  press('D');
  expect(seconds(timeline)).toEqual([5.3, 32]);
  press('A');
  press('-');
  expect(timeline.isWhole()).toBe(true);
  press('I');
  expect(timeline.showsIdle()).toBe(true);
  expect(keys.filter((each) => each.active?.() === false).map((each) => each.keys[0])).toEqual(['L']);
  expect(timelineKeys(view({ orderOnly: true, live: true })).filter((each) => each.active?.() === false)).toHaveLength(
    1,
  );
});
