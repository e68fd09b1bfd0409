import { act, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { HoverCard, useHoverCard } from './hover-card.tsx';

function Owner() {
  const card = useHoverCard();
  return (
    <>
      <a href="#a" aria-describedby={card.pointed?.shown ? card.id : undefined} {...card.handlers}>
        one
      </a>
      <HoverCard of={card}>more of it</HoverCard>
    </>
  );
}

const tooltip = () => screen.queryByRole('tooltip', { hidden: true });

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

it('shows after the pointer has rested, and hides when it leaves', () => {
  render(<Owner />);
  const link = screen.getByRole('link');
  fireEvent.pointerEnter(link, { pointerType: 'mouse' });
  expect(tooltip()).toBeNull();
  act(() => {
    vi.advanceTimersByTime(200);
  });
  expect(tooltip()).toHaveTextContent('more of it');
  expect(link).toHaveAttribute('aria-describedby', tooltip()?.id);
  fireEvent.pointerLeave(link);
  expect(tooltip()).toBeNull();
});

it('hides on Escape and when something scrolls, and shows nothing for a pointer that passes by', () => {
  render(<Owner />);
  const link = screen.getByRole('link');
  for (const leave of [() => fireEvent.keyDown(window, { key: 'Escape' }), () => fireEvent.scroll(document)]) {
    fireEvent.pointerEnter(link, { pointerType: 'mouse' });
    act(() => {
      vi.advanceTimersByTime(200);
    });
    expect(tooltip()).not.toBeNull();
    leave();
    expect(tooltip()).toBeNull();
  }
  fireEvent.pointerEnter(link, { pointerType: 'mouse' });
  fireEvent.pointerLeave(link);
  act(() => {
    vi.advanceTimersByTime(500);
  });
  expect(tooltip()).toBeNull();
  fireEvent.pointerEnter(link, { pointerType: 'touch' });
  act(() => {
    vi.advanceTimersByTime(500);
  });
  expect(tooltip()).toBeNull();
});
