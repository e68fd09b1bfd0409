import { render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { layOut } from '../ui/test-layout.ts';
import { LogView } from './log-view.tsx';

let undo = () => {};
afterEach(() => undo());

const marks = () => [...document.querySelectorAll('mark')].map((mark) => mark.textContent);
const current = () => document.querySelector('mark[data-on]')?.closest('[data-line]')?.getAttribute('data-line');

describe('LogView', () => {
  it('shows text and nothing a terminal would do', () => {
    const text = '\u001b]8;;javascript:alert(1)\u0007<script>alert(1)</script>\u001b]8;;\u0007\n\u001b[2Jplain\u202e';
    const { container } = render(<LogView text={text} label="Logs" />);
    expect(container.querySelector('a, script')).toBeNull();
    expect(screen.getByText('<script>alert(1)</script>')).toBeInTheDocument();
    expect(container).toHaveTextContent('plainU+202E');
    expect(container).not.toHaveTextContent('javascript');
  });

  it('finds words across colours, steps through them and goes round', async () => {
    const user = userEvent.setup();
    render(<LogView text={'Starter 1\nTeam\n\u001b[1mSta\u001b[0mrter 2\n'} label="Logs" />);
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
    await user.type(field, 'zzz');
    expect(screen.getByText('none')).toBeInTheDocument();
    expect(screen.getByRole('button', { name: 'Next hit' })).toBeDisabled();
    await user.type(field, '{Escape}');
    expect(field).toHaveValue('');
    expect(marks()).toEqual([]);
  });

  it('opens 2 MiB quickly, with few elements, and finds a word far down', async () => {
    undo = layOut(600);
    const scrolled = vi.fn<(options?: unknown) => void>();
    HTMLElement.prototype.scrollTo = scrolled;
    const text = Array.from(
      { length: 40_000 },
      (_, i) => `\u001b[32m[${i}]\u001b[0m some words of a line of logs, padded`,
    ).join('\n');
    expect(text.length).toBeGreaterThan(2 * 1024 * 1024);
    const started = performance.now();
    const { container } = render(<LogView text={`${text}\nneedle`} label="Logs" />);
    expect(performance.now() - started).toBeLessThan(3_000);
    expect(container.querySelectorAll('*').length).toBeLessThan(300);
    expect(screen.getByText('40,001 lines')).toBeInTheDocument();
    await userEvent.type(screen.getByRole('searchbox'), 'needle');
    expect(await screen.findByText('1 of 1')).toBeInTheDocument();
    expect(scrolled).toHaveBeenCalled();
  });

  it('says how large a cut log is and loads it', async () => {
    const load = vi.fn<() => void>();
    render(<LogView text="first" label="Logs" truncated bytes={3 * 1024 * 1024} onLoadWhole={load} />);
    const group = screen.getByRole('group', { name: 'Logs' });
    expect(group).toHaveTextContent('over 1 line');
    expect(group).toHaveTextContent('Only the beginning is shown of 3 MB.');
    await userEvent.click(within(group).getByRole('button', { name: 'Load all' }));
    expect(load).toHaveBeenCalledTimes(1);
  });

  it('says that nothing was printed', () => {
    render(<LogView text="" label="Logs" />);
    expect(screen.getByText('nothing was printed')).toBeInTheDocument();
  });
});
