import { act, fireEvent, render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { readLog } from '#lib/domain/log-text.ts';
import { layOut } from '../ui/test-layout.ts';
import { styleOf } from './ansi-style.ts';
import type { ChosenLines } from './line-source.ts';
import { LogView } from './log-view.tsx';

let undo = () => {};
afterEach(() => undo());

const marks = () => [...document.querySelectorAll('mark')].map((mark) => mark.textContent);
const current = () => document.querySelector('mark[data-on]')?.closest('[data-line]')?.getAttribute('data-line');
const chosenLines = () => [...document.querySelectorAll('[data-here]')].map((row) => row.getAttribute('data-line'));
const rowOf = (line: number) => document.querySelector(`[data-line="${line}"]`);

describe('styleOf', () => {
  it('shows colours in our tokens', () => {
    const named = [31, 32, 33, 34, 35, 36, 37, 90, 93].map((code) => styleOf(`\u001b[${code}m`));
    expect(named).toEqual([
      'text-fail',
      'text-ok',
      'text-wait',
      'text-syn-num',
      'text-syn-kw',
      'text-syn-num',
      '',
      'text-ink-3',
      'text-wait',
    ]);
    expect(styleOf('\u001b[38;5;208m')).toBe('text-wait');
    expect(styleOf('\u001b[38;2;0;200;0m')).toBe('text-ok');
    expect(styleOf('\u001b[32m\u001b[1m')).toBe('text-ok font-semibold');
    expect(styleOf('\u001b[32m\u001b[1m\u001b[22m')).toBe('text-ok');
  });

  it('takes back at once what was set more than once', () => {
    expect(styleOf('\u001b[1m\u001b[1;31m\u001b[22m')).toBe('text-fail');
    expect(styleOf('\u001b[4m\u001b[3;4m\u001b[24m')).toBe('italic');
    expect(styleOf('\u001b[1m\u001b[2;7m\u001b[0;9m')).toBe('line-through');
  });

  it('knows the table of 256 colours and its own ones from broken ones', () => {
    const inks = ['5;1', '5;9', '5;46', '5;21', '5;240', '5;256', '2;0;0;300', '7'].map((end) =>
      styleOf(`\u001b[38;${end}m`),
    );
    expect(inks).toEqual(['text-fail', 'text-fail', 'text-ok', 'text-syn-num', 'text-ink-3', '', '', '']);
    expect(styleOf('\u001b[38;5;1;4m')).toBe('text-fail underline');
    expect(styleOf('\u001b[48;2;10;60;10;91m')).toBe('bg-ok-soft text-fail');
    expect(styleOf('\u001b[107;30m\u001b[39;49m')).toBe('');
  });

  it('keeps hidden text readable and reversed text visible', () => {
    expect(styleOf('\u001b[8m')).toBe('');
    expect(styleOf('\u001b[7m')).toBe('bg-idle-soft');
    expect(styleOf('\u001b[31;7m')).toBe('bg-fail-soft');
    expect(styleOf('\u001b[41m')).toBe('bg-fail-soft');
  });
});

describe('a log that is here', () => {
  it('shows text and nothing a terminal would do', () => {
    const text = '\u001b]8;;javascript:alert(1)\u0007<script>alert(1)</script>\u001b]8;;\u0007\n\u001b[2Jplain\u202e';
    const { container } = render(<LogView source={readLog(text)} label="Logs" />);
    expect(container.querySelector('a, script')).toBeNull();
    expect(screen.getByText('<script>alert(1)</script>')).toBeInTheDocument();
    expect(container).toHaveTextContent('plainU+202E');
    expect(container).not.toHaveTextContent('javascript');
  });

  it('finds words across colours, steps through them and goes round', async () => {
    const user = userEvent.setup();
    render(<LogView source={readLog('Starter 1\nTeam\n\u001b[1mSta\u001b[0mrter 2\n')} label="Logs" />);
    const field = screen.getByRole('searchbox', { name: 'Find in logs' });
    await user.type(field, 'starter');
    expect(screen.getByText('1 of 2')).toBeInTheDocument();
    expect(marks()).toEqual(['Starter', 'Sta', 'rter']);
    expect(current()).toBe('1');
    await user.keyboard('{Enter}');
    expect(screen.getByText('2 of 2')).toBeInTheDocument();
    expect(current()).toBe('3');
    await user.click(screen.getByRole('button', { name: 'Next hit' }));
    expect(current()).toBe('1');
    await user.click(screen.getByRole('button', { name: 'Previous hit' }));
    expect(current()).toBe('3');
    await user.keyboard('{Shift>}');
    await user.type(field, '{Enter}');
    await user.keyboard('{/Shift}');
    expect(current()).toBe('1');
    await user.type(field, 'zzz');
    expect(screen.getByText('none')).toBeInTheDocument();
    expect(screen.getByRole('button', { name: 'Next hit' })).toBeDisabled();
    await user.type(field, '{Escape}');
    expect(field).toHaveValue('');
    expect(marks()).toEqual([]);
  });

  it('opens 2 MiB quickly, with few elements, and finds a word far down', async () => {
    undo = layOut(600);
    const text = Array.from(
      { length: 40_000 },
      (_, i) => `\u001b[32m[${i}]\u001b[0m some words of a line of logs, padded`,
    ).join('\n');
    expect(text.length).toBeGreaterThan(2 * 1024 * 1024);
    const started = performance.now();
    const { container } = render(<LogView source={readLog(`${text}\nneedle`)} label="Logs" />);
    expect(performance.now() - started).toBeLessThan(3_000);
    expect(container.querySelectorAll('*').length).toBeLessThan(400);
    expect(screen.getByText('40,001 lines')).toBeInTheDocument();
    await userEvent.type(screen.getByRole('searchbox'), 'needle');
    expect(await screen.findByText('1 of 1')).toBeInTheDocument();
    await waitFor(() => expect(current()).toBe('40001'));
    expect(rowOf(1)).toBeNull();
  });

  it('goes on where it is scrolled to, wrapped or not', async () => {
    undo = layOut(600);
    const text = Array.from({ length: 5_000 }, (_, i) => `line ${i + 1}`).join('\n');
    render(<LogView source={readLog(text)} label="Logs" />);
    const box = screen.getByRole('group', { name: 'Logs, text' });
    box.scrollTop = 19 * 3_000;
    fireEvent.scroll(box);
    expect(rowOf(3_001)).toHaveTextContent('line 3001');
    expect(rowOf(1)).toBeNull();
    await userEvent.click(screen.getByRole('button', { name: 'Wrap lines' }));
    expect(rowOf(3_001)).toHaveTextContent('line 3001');
    expect(screen.getByRole('button', { name: 'Wrap lines' })).toHaveAttribute('aria-pressed', 'true');
  });

  it('folds a line over 10,000 characters, and opens it for a hit inside', async () => {
    const { container } = render(
      <LogView source={readLog(`a\n${'x'.repeat(15_000)}deep${'x'.repeat(5_000)}`)} label="Logs" />,
    );
    expect(container.textContent?.length).toBeLessThan(2_000);
    expect(screen.getByRole('button', { name: 'Show 19,004 more characters' })).toBeInTheDocument();
    await userEvent.type(screen.getByRole('searchbox'), 'deep');
    expect(marks()).toEqual(['deep']);
  });

  it('says how large a cut log is and loads it', async () => {
    const load = vi.fn<() => void>();
    const cut = { truncated: true, bytes: 3 * 1024 * 1024, onLoadWhole: load };
    render(<LogView source={readLog('first\nsecond', false)} label="Logs" cut={cut} />);
    const group = screen.getByRole('group', { name: 'Logs' });
    expect(group).toHaveTextContent('over 2 lines of 3 MB');
    expect(group).toHaveTextContent('Only the beginning is shown of 3 MB.');
    expect(within(group).queryByRole('button', { name: 'Copy logs' })).not.toBeInTheDocument();
    await userEvent.type(within(group).getByRole('searchbox'), 'first');
    expect(within(group).getByText('1 of 1+')).toBeInTheDocument();
    await userEvent.click(within(group).getByRole('button', { name: 'Load all' }));
    expect(load).toHaveBeenCalledTimes(1);
  });

  it('says that nothing was printed', () => {
    render(<LogView source={readLog('')} label="Logs" />);
    expect(screen.getByText('nothing was printed')).toBeInTheDocument();
  });
});

describe('lines that can be chosen', () => {
  const log = readLog('one\ntwo\nthree\nfour\nfive');
  const number = (line: number) => screen.getByRole('button', { name: `Line ${line}` });

  it('takes one by a click, a range with Shift, and lets go', async () => {
    const user = userEvent.setup();
    const onChoose = vi.fn<(chosen: ChosenLines | null) => void>();
    const { rerender } = render(<LogView source={log} label="Logs" chosen={null} onChoose={onChoose} />);
    await user.click(number(4));
    expect(onChoose).toHaveBeenLastCalledWith({ from: 4, to: 4, hash: log.hash });
    rerender(<LogView source={log} label="Logs" chosen={{ from: 4, to: 4, hash: log.hash }} onChoose={onChoose} />);
    expect(chosenLines()).toEqual(['4']);
    expect(number(4)).toHaveAttribute('aria-pressed', 'true');
    await user.keyboard('{Shift>}');
    await user.click(number(2));
    expect(onChoose).toHaveBeenLastCalledWith({ from: 2, to: 4, hash: log.hash });
    rerender(<LogView source={log} label="Logs" chosen={{ from: 2, to: 4, hash: log.hash }} onChoose={onChoose} />);
    await user.click(number(5));
    expect(onChoose).toHaveBeenLastCalledWith({ from: 4, to: 5, hash: log.hash });
    await user.keyboard('{/Shift}');
    rerender(<LogView source={log} label="Logs" chosen={{ from: 2, to: 3, hash: log.hash }} onChoose={onChoose} />);
    expect(screen.getByText('Lines 2–3')).toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: 'Copy lines' }));
    expect(await screen.findByText('Copied')).toBeInTheDocument();
    expect(await navigator.clipboard.readText()).toBe('two\nthree');
    await user.click(screen.getByRole('button', { name: 'Clear' }));
    expect(onChoose).toHaveBeenLastCalledWith(null);
    expect(screen.queryByText(/The text has changed/)).not.toBeInTheDocument();
  });

  it('has one tab stop among the numbers, and arrows that walk and extend', async () => {
    const user = userEvent.setup();
    const onChoose = vi.fn<(chosen: ChosenLines | null) => void>();
    render(<LogView source={log} label="Logs" chosen={{ from: 2, to: 2, hash: null }} onChoose={onChoose} />);
    const stops = screen.getAllByRole('button', { name: /^Line/ }).filter((each) => each.tabIndex === 0);
    expect(stops).toEqual([number(2)]);
    act(() => number(2).focus());
    await user.keyboard('{ArrowDown}{ArrowDown}{ArrowUp}');
    expect(number(3)).toHaveFocus();
    expect(onChoose).not.toHaveBeenCalled();
    await user.keyboard('{Enter}');
    expect(onChoose).toHaveBeenLastCalledWith({ from: 3, to: 3, hash: log.hash });
    await user.keyboard('{Shift>}{ArrowDown}{/Shift}');
    expect(onChoose).toHaveBeenLastCalledWith({ from: 3, to: 4, hash: log.hash });
  });

  it('opens at the lines of a link and says when the text is another now', () => {
    undo = layOut(600);
    const long = readLog(Array.from({ length: 5_000 }, (_, i) => `line ${i + 1}`).join('\n'));
    const { rerender } = render(
      <LogView source={long} label="Logs" chosen={{ from: 4_000, to: 4_002, hash: long.hash }} onChoose={() => {}} />,
    );
    expect(chosenLines()).toEqual(['4000', '4001', '4002']);
    expect(rowOf(1)).toBeNull();
    expect(screen.queryByText(/The text has changed/)).not.toBeInTheDocument();
    rerender(
      <LogView source={long} label="Logs" chosen={{ from: 4_000, to: 4_002, hash: 'old' }} onChoose={() => {}} />,
    );
    expect(screen.getByText(/The text has changed since this link was made/)).toBeInTheDocument();
    rerender(
      <LogView source={long} label="Logs" chosen={{ from: 9_000, to: 9_000, hash: null }} onChoose={() => {}} />,
    );
    expect(screen.getByText('This link reaches to line 9,000, but the text ends at line 5,000.')).toBeInTheDocument();
  });

  it('says that a link reaches past the end, also of a text that has changed', () => {
    const { rerender } = render(
      <LogView source={log} label="Logs" chosen={{ from: 5, to: 7, hash: log.hash }} onChoose={() => {}} />,
    );
    expect(chosenLines()).toEqual(['5']);
    expect(screen.getByText('This link reaches to line 7, but the text ends at line 5.')).toBeInTheDocument();
    rerender(<LogView source={log} label="Logs" chosen={{ from: 5, to: 7, hash: 'old' }} onChoose={() => {}} />);
    expect(screen.getByText(/The text has changed.* This link reaches to line 7/)).toBeInTheDocument();
    rerender(<LogView source={log} label="Logs" chosen={{ from: 4, to: 5, hash: log.hash }} onChoose={() => {}} />);
    expect(screen.queryByText(/This link reaches/)).not.toBeInTheDocument();
  });

  it('does not say where a text ends of which only the beginning is here', () => {
    const opening = { truncated: true, bytes: 1_000 };
    render(
      <LogView source={log} label="Logs" cut={opening} chosen={{ from: 5, to: 7, hash: null }} onChoose={() => {}} />,
    );
    expect(screen.queryByText(/text ends|this text has/)).not.toBeInTheDocument();
  });
});
