import { act, render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, it, vi } from 'vitest';
import { useState } from 'react';
import { readLog } from '#lib/domain/log-text.ts';
import { layOut } from '../ui/test-layout.ts';
import type { ChosenLines, DistantSource } from './line-source.ts';
import { LogView } from './log-view.tsx';

const TOTAL = 1_300_000;
const linesOf = (count: number) => Array.from({ length: count }, (_, i) => `line ${i + 1}`).join('\n');
const text = () => screen.getByRole('group', { name: 'Logs, text' });
const chosenLines = () => [...document.querySelectorAll('[data-here]')].map((row) => row.getAttribute('data-line'));
let undo = () => {};
afterEach(() => undo());

/** Opens the box, as the browser would. */
function open(): HTMLElement {
  const button = screen.getByRole('button', { name: 'Go to line' });
  const box = document.getElementById(button.getAttribute('popovertarget') ?? '');
  if (!box) throw new Error('no box');
  const toggle = (newState: string) =>
    act(() => {
      box.dispatchEvent(Object.assign(new Event('toggle'), { newState }));
    });
  box.style.display = 'block';
  box.hidePopover = () => toggle('closed');
  toggle('open');
  return screen.getByLabelText('Line');
}

const distant: DistantSource = {
  href: '/text',
  open: async () => ({
    total: TOTAL,
    bytes: 100 * 1024 * 1024,
    hash: 'k3f9',
    peek: () => null,
    read: async (from, to) =>
      Array.from({ length: to - from }, (_, i) => {
        const plain = `far ${from + i + 1}`;
        return { plain, pieces: [{ text: plain, sequences: '' }], missing: 0 };
      }),
    find: async () => ({ first: 0, list: [], count: 0 }),
  }),
};

function Shown({
  told,
  chosen: first = null,
}: {
  told: (chosen: ChosenLines | null) => void;
  chosen?: ChosenLines | null;
}) {
  const [chosen, setChosen] = useState(first);
  const choose = (next: ChosenLines | null) => {
    told(next);
    setChosen(next);
  };
  const head = readLog(linesOf(200), false);
  const cut = { truncated: true, bytes: 100 * 1024 * 1024 };
  return <LogView source={head} label="Logs" cut={cut} distant={distant} chosen={chosen} onChoose={choose} />;
}

it('goes to a line far down, chooses it and leaves the keyboard in the text', async () => {
  undo = layOut(600);
  const told = vi.fn<(chosen: ChosenLines | null) => void>();
  render(<Shown told={told} />);
  await screen.findByText('1,300,000 lines, 100 MB');
  await userEvent.type(open(), '1,200,000{Enter}');
  expect(told).toHaveBeenCalledExactlyOnceWith({ from: 1_200_000, to: 1_200_000, hash: 'k3f9' });
  await waitFor(() => expect(document.querySelector('[data-here]')).toHaveTextContent('far 1200000'));
  expect(chosenLines()).toEqual(['1200000']);
  expect(text()).toHaveFocus();
  // The same line again, after scrolling away.
  text().scrollTop = 0;
  act(() => void text().dispatchEvent(new Event('scroll')));
  await waitFor(() => expect(chosenLines()).toEqual([]));
  await userEvent.type(open(), ':1200000{Enter}');
  await waitFor(() => expect(chosenLines()).toEqual(['1200000']));
});

it('says which lines there are where there is none of the number', async () => {
  const told = vi.fn<(chosen: ChosenLines | null) => void>();
  render(<LogView source={readLog(linesOf(300))} label="Logs" onChoose={told} />);
  const field = open();
  await userEvent.type(field, '301');
  expect(field).toBeInvalid();
  expect(field).toHaveAccessibleDescription('This text has 300 lines');
  await userEvent.clear(field);
  await userEvent.type(field, 'ten');
  expect(field).toBeValid();
  await userEvent.click(screen.getByText('Go'));
  expect(field).toHaveAccessibleDescription('This is no number of a line');
  expect(told).not.toHaveBeenCalled();
});

it('is offered where there are many lines only', () => {
  render(<LogView source={readLog(linesOf(12))} label="Logs" />);
  expect(screen.queryByRole('button', { name: 'Go to line' })).not.toBeInTheDocument();
});
