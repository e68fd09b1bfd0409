import { fireEvent, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { renderToString } from 'react-dom/server';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { type SplitPane, Splitter } from './splitter.tsx';

let width = 300;
const pane = document.createElement('div');
const split = (side: SplitPane['side']): SplitPane => ({
  label: 'Width of the pane',
  element: () => pane,
  side,
  min: 220,
  max: () => 480,
});

/** Tells the size at once. */
class ResizeObserverStub {
  observe: () => void;
  disconnect = () => {};
  constructor(changed: () => void) {
    this.observe = changed;
  }
}

beforeEach(() => {
  width = 300;
  HTMLElement.prototype.setPointerCapture = () => {};
  vi.spyOn(pane, 'getBoundingClientRect').mockImplementation(() => new DOMRect(0, 0, width, 100));
  vi.stubGlobal('ResizeObserver', ResizeObserverStub);
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

test('is a separator with its value', () => {
  render(<Splitter pane={split('left')} onResize={() => {}} />);
  const separator = screen.getByRole('separator', { name: 'Width of the pane' });
  expect(separator).toHaveAttribute('aria-valuenow', '300');
  expect(separator).toHaveAttribute('aria-valuemin', '220');
  expect(separator).toHaveAttribute('aria-valuemax', '480');
});

test('tells its bounds also where the server drew it first', () => {
  const container = document.createElement('div');
  vi.stubGlobal('window', undefined);
  container.innerHTML = renderToString(<Splitter pane={split('left')} onResize={() => {}} />);
  vi.unstubAllGlobals();
  vi.stubGlobal('ResizeObserver', ResizeObserverStub);
  document.body.append(container);
  render(<Splitter pane={split('left')} onResize={() => {}} />, { container, hydrate: true });
  const separator = screen.getByRole('separator', { name: 'Width of the pane' });
  expect(separator).toHaveAttribute('aria-valuenow', '300');
  expect(separator).toHaveAttribute('aria-valuemax', '480');
});

test.each<[SplitPane['side'], string, number]>([
  ['left', '{ArrowRight}', 316],
  ['left', '{ArrowLeft}', 284],
  ['right', '{ArrowRight}', 284],
  ['right', '{ArrowLeft}', 316],
  ['left', '{Shift>}{ArrowRight}{/Shift}', 364],
  ['left', '{Shift>}{ArrowLeft}{/Shift}', 236],
  ['left', '{Home}', 220],
  ['left', '{End}', 480],
])('with the pane %s of it, %s gives it %d px', async (side, keys, expected) => {
  const onResize = vi.fn();
  render(<Splitter pane={split(side)} onResize={onResize} />);
  await userEvent.tab();
  await userEvent.keyboard(keys);
  expect(onResize.mock.calls).toEqual([[expected]]);
});

test('is dragged between its ends, and a double click resets it', () => {
  const onResize = vi.fn();
  render(<Splitter pane={split('left')} onResize={onResize} />);
  const separator = screen.getByRole('separator');
  fireEvent.pointerMove(separator, { clientX: 500 });
  fireEvent.pointerDown(separator, { clientX: 300, button: 0, pointerId: 1 });
  fireEvent.pointerMove(separator, { clientX: 340 });
  fireEvent.pointerMove(separator, { clientX: 900 });
  fireEvent.pointerMove(separator, { clientX: 0 });
  fireEvent.pointerUp(separator);
  fireEvent.pointerMove(separator, { clientX: 320 });
  fireEvent.doubleClick(separator);
  expect(onResize.mock.calls).toEqual([[340], [480], [220], [null]]);
});
