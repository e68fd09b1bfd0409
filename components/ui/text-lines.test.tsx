import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, it, vi } from 'vitest';
import { layOut } from './test-layout.ts';
import { TextLines } from './text-lines.tsx';

let undo = () => {};
afterEach(() => undo());

it('lays out all of a short text, numbered', () => {
  const { container } = render(<TextLines lines={['one', '', 'three']} label="Text" />);
  expect([...container.querySelectorAll('[data-line]')].map((row) => row.getAttribute('data-line'))).toEqual([
    '1',
    '2',
    '3',
  ]);
  expect(screen.getByRole('group', { name: 'Text' })).toHaveTextContent('onethree');
});

it('lays out only what is in view of a long text', () => {
  undo = layOut(380);
  const lines = Array.from({ length: 100_000 }, (_, i) => `line ${i + 1}`);
  const { container } = render(<TextLines lines={lines} label="Text" />);
  expect(screen.getByText('line 1')).toBeInTheDocument();
  expect(container.querySelectorAll('*').length).toBeLessThan(120);
});

it('folds a line over 10,000 characters and opens it in rows', async () => {
  undo = layOut(380);
  const { container } = render(<TextLines lines={['a', 'x'.repeat(300_000)]} label="Text" />);
  expect(container.textContent?.length).toBeLessThan(2_000);
  await userEvent.click(screen.getByRole('button', { name: 'Show 299,000 more characters' }));
  expect(container.textContent?.length).toBeGreaterThan(20_000);
  expect(container.textContent?.length).toBeLessThan(60_000);
});

it('goes to a place, even inside a folded line', () => {
  undo = layOut(380);
  const lines = Array.from({ length: 5000 }, (_, i) => `line ${i + 1}`);
  const scrolled = vi.fn<(options?: unknown) => void>();
  HTMLElement.prototype.scrollTo = scrolled;
  const { rerender } = render(<TextLines lines={lines} label="Text" />);
  rerender(<TextLines lines={lines} label="Text" place={{ line: 4000, column: 0 }} />);
  expect(scrolled).toHaveBeenCalled();
  const long = ['b', 'y'.repeat(20_000)];
  const { container } = render(<TextLines lines={long} label="Long" place={{ line: 1, column: 15_500 }} />);
  expect(container.textContent).not.toContain('more characters');
});
