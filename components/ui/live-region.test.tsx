import { act, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { announce, silence } from './announcer.ts';
import { LiveRegion } from './live-region.tsx';
import { toast } from './toast.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  act(() => {
    vi.runAllTimers();
  });
  act(silence);
  vi.useRealTimers();
});

const after = (ms: number) => {
  act(() => {
    vi.advanceTimersByTime(ms);
  });
};
const region = () => screen.getByRole('status');

test('says a message at once, and what follows when 5 s have passed, each by its newest words', () => {
  render(<LiveRegion />);
  announce('One');
  after(0);
  expect(region()).toHaveTextContent('One');
  announce('2 runs', 'runs');
  announce('Copied');
  announce('3 runs', 'runs');
  after(4999);
  expect(region()).toHaveTextContent('One');
  after(1);
  expect(region()).toHaveTextContent('Copied. 3 runs');
  after(10_000);
  expect(region()).toHaveTextContent('Copied. 3 runs');
});

test('the same words are said again', () => {
  render(<LiveRegion />);
  announce('Copied');
  after(0);
  const before = region().firstElementChild;
  after(5000);
  announce('Copied');
  after(0);
  expect(region()).toHaveTextContent('Copied');
  expect(region().firstElementChild).not.toBe(before);
});

test('a toast is shown for a moment and said', () => {
  render(<LiveRegion />);
  act(() => {
    toast('Copied run_1');
  });
  expect(document.querySelector('bdi')).toHaveTextContent('Copied run_1');
  after(0);
  expect(region()).toHaveTextContent('Copied run_1');
  after(1500);
  act(() => {
    toast('Copied the link');
  });
  after(1500);
  expect(document.querySelector('bdi')).toHaveTextContent('Copied the link');
  after(500);
  expect(document.querySelector('bdi')).toBeNull();
});
