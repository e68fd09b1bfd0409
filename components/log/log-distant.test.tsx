import { fireEvent, render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { readLog } from '#lib/domain/log-text.ts';
import { layOut } from '../ui/test-layout.ts';
import type { DistantSource, LineSource } from './line-source.ts';
import { LogView } from './log-view.tsx';

let undo = () => {};
afterEach(() => undo());

const current = () => document.querySelector('mark[data-on]')?.closest('[data-line]')?.getAttribute('data-line');
const chosenLines = () => [...document.querySelectorAll('[data-here]')].map((row) => row.getAttribute('data-line'));
const rowOf = (line: number) => document.querySelector(`[data-line="${line}"]`);

describe('a log that is elsewhere', () => {
  const TOTAL = 1_300_000;

  function distantLog() {
    const read: [number, number][] = [];
    const found: [first: number, most: number][] = [];
    const log: LineSource = {
      total: TOTAL,
      bytes: 100 * 1024 * 1024,
      hash: 'k3f9',
      peek: () => null,
      read: async (from, to) => {
        read.push([from, to]);
        return Array.from({ length: to - from }, (_, i) => {
          const plain = `far ${from + i + 1}`;
          return { plain, pieces: [{ text: plain, sequences: '' }], missing: from + i === 3 ? 5_000 : 0 };
        });
      },
      // A hit in every line.
      find: async (words, first, most) => {
        found.push([first, most]);
        const list = Array.from({ length: Math.max(0, Math.min(most, TOTAL - first)) }, (_, i) => ({
          line: first + i,
          from: 0,
          to: words.length,
        }));
        return { first, list, count: TOTAL };
      },
    };
    const source: DistantSource = { href: '/text?download=1', open: async () => log };
    return { read, found, source };
  }

  const head = readLog('far 1\nfar 2\nfar 3\nfar', false);
  const cut = { truncated: true, bytes: 100 * 1024 * 1024 };

  it('shows the beginning at once, then only what is in view', async () => {
    undo = layOut(600);
    const { read, source } = distantLog();
    const { container } = render(<LogView source={head} label="Logs" cut={cut} distant={source} />);
    expect(rowOf(3)).toHaveTextContent('far 3');
    expect(screen.getByText('over 4 lines of 100 MB')).toBeInTheDocument();
    expect(await screen.findByText('1,300,000 lines, 100 MB')).toBeInTheDocument();
    await waitFor(() => expect(rowOf(30)).toHaveTextContent('far 30'));
    expect(rowOf(4)).toHaveTextContent('5,000 more characters are in the download');
    expect(read).toEqual([[0, 500]]);
    const box = screen.getByRole('group', { name: 'Logs, text' });
    expect(box.firstElementChild).toHaveStyle({ height: '12000000px' });
    box.scrollTop = 12_000_000 - 600;
    fireEvent.scroll(box);
    await waitFor(() => expect(rowOf(TOTAL)).toHaveTextContent(`far ${TOTAL}`));
    expect(read).toEqual([
      [0, 500],
      [TOTAL - 500, TOTAL],
    ]);
    expect(container.querySelectorAll('*').length).toBeLessThan(400);
    expect(screen.queryByRole('button', { name: 'Load all' })).not.toBeInTheDocument();
    expect(screen.queryByRole('button', { name: 'Copy logs' })).not.toBeInTheDocument();
    expect(screen.getByRole('link', { name: 'Download logs' })).toHaveAttribute('href', '/text?download=1');
  });

  it('is searched where it is, with the full count, and gone through from any hit to the next', async () => {
    undo = layOut(600);
    const { source, found } = distantLog();
    render(<LogView source={head} label="Logs" cut={cut} distant={source} />);
    await screen.findByText('1,300,000 lines, 100 MB');
    await userEvent.type(screen.getByRole('searchbox'), 'far');
    expect(await screen.findByText('1 of 1,300,000')).toBeInTheDocument();
    await userEvent.keyboard('{Enter}');
    await waitFor(() => expect(current()).toBe('2'));
    expect(found).toEqual([[0, 1000]]);
    await userEvent.keyboard('{Shift>}{Enter}{Enter}{/Shift}');
    expect(screen.getByText('1,300,000 of 1,300,000')).toBeInTheDocument();
    await waitFor(() => expect(current()).toBe('1300000'));
    await userEvent.keyboard('{Enter}');
    await waitFor(() => expect(current()).toBe('1'));
    // Only the stretch that the reader comes to is asked for.
    expect(found).toEqual([
      [0, 1000],
      [1_299_000, 1000],
      [0, 1000],
    ]);
  });

  it('goes on past the end of a stretch while keys are held, and asks for each once', async () => {
    undo = layOut(600);
    const { source, found } = distantLog();
    const finding = { words: 'far', hit: 734_998, onChange: () => {} };
    render(<LogView source={head} label="Logs" cut={cut} distant={source} finding={finding} />);
    expect(await screen.findByText('734,999 of 1,300,000')).toBeInTheDocument();
    await waitFor(() => expect(current()).toBe('734999'));
    screen.getByRole('searchbox').focus();
    await userEvent.keyboard('{Enter}{Enter}{Enter}');
    await waitFor(() => expect(current()).toBe('735002'));
    await waitFor(() => expect(screen.getByText('735,002 of 1,300,000')).toBeInTheDocument());
    expect(found).toEqual([
      [734_000, 1000],
      [735_000, 1000],
    ]);
  });

  it('shows the first hit where a link means one that is not there', async () => {
    undo = layOut(600);
    const { source } = distantLog();
    const finding = { words: 'far', hit: 1_300_005, onChange: () => {} };
    render(<LogView source={head} label="Logs" cut={cut} distant={source} finding={finding} />);
    expect(await screen.findByText('1 of 1,300,000')).toBeInTheDocument();
    await waitFor(() => expect(current()).toBe('1'));
  });

  it('says that a search had no answer, and asks again with the next key', async () => {
    undo = layOut(600);
    const { source } = distantLog();
    let failing = true;
    const open: DistantSource['open'] = async (signal) => {
      const log = (await source.open?.(signal)) ?? readLog('');
      return { ...log, find: (...asked) => (failing ? Promise.reject(new Error('no')) : log.find(...asked)) };
    };
    render(<LogView source={head} label="Logs" cut={cut} distant={{ href: '/x', open }} />);
    await screen.findByText('1,300,000 lines, 100 MB');
    await userEvent.type(screen.getByRole('searchbox'), 'far');
    expect(await screen.findByText('no answer')).toBeInTheDocument();
    failing = false;
    await userEvent.keyboard('{Enter}');
    expect(await screen.findByText('1 of 1,300,000')).toBeInTheDocument();
    failing = true;
    await userEvent.keyboard('{Shift>}{Enter}{/Shift}');
    expect(await screen.findByText('no answer')).toBeInTheDocument();
    failing = false;
    await userEvent.keyboard('{Shift>}{Enter}{/Shift}');
    await waitFor(() => expect(current()).toBe('1300000'));
  });

  it('says so where the hit is in the end of a line that does not come', async () => {
    undo = layOut(600);
    const { source } = distantLog();
    const open: DistantSource['open'] = async (signal) => {
      const log = (await source.open?.(signal)) ?? readLog('');
      const places = [2, 900].map((from) => ({ line: 3, from, to: from + 3 }));
      return { ...log, find: async (_words, first) => ({ first, list: places.slice(first), count: 2 }) };
    };
    render(<LogView source={head} label="Logs" cut={cut} distant={{ href: '/x', open }} />);
    await screen.findByText('1,300,000 lines, 100 MB');
    await userEvent.type(screen.getByRole('searchbox'), 'r 4');
    expect(await screen.findByText('1 of 2')).toBeInTheDocument();
    expect(screen.getByText('5,000 more characters are in the download')).toBeInTheDocument();
    await userEvent.keyboard('{Enter}');
    const note = await screen.findByText('This hit is in 5,000 more characters, which are in the download');
    expect(note.closest('[data-line]')).toHaveAttribute('data-line', '4');
  });

  it('waits for a hit of a link that is further down than what is here', async () => {
    undo = layOut(600);
    const { source } = distantLog();
    let arrive = () => {};
    const arrived = new Promise<void>((done) => {
      arrive = done;
    });
    const open: DistantSource['open'] = async (signal) => {
      await arrived;
      return (await source.open?.(signal)) ?? readLog('');
    };
    const onChange = vi.fn<(words: string, hit: number) => void>();
    const finding = { words: 'far', hit: 700_000, onChange };
    render(<LogView source={head} label="Logs" cut={cut} distant={{ href: '/x', open }} finding={finding} />);
    expect(screen.getByText('…')).toBeInTheDocument();
    expect(current()).toBeUndefined();
    screen.getByRole('searchbox').focus();
    await userEvent.keyboard('{Enter}');
    expect(onChange).not.toHaveBeenCalled();
    arrive();
    await waitFor(() => expect(current()).toBe('700001'));
    expect(screen.getByText('700,001 of 1,300,000')).toBeInTheDocument();
  });

  it('brings a hit into view in all that scrolls around it, as late as its line may come', async () => {
    undo = layOut(600);
    const shown: unknown[] = [];
    Element.prototype.scrollIntoView = function scrollIntoView() {
      shown.push(this);
    };
    const { source } = distantLog();
    const finding = { words: 'far', hit: 1_000_000, onChange: () => {} };
    render(<LogView source={head} label="Logs" cut={cut} distant={source} finding={finding} />);
    await waitFor(() => expect(current()).toBe('1000001'));
    const mark = document.querySelector('mark[data-on]');
    await waitFor(() => expect(shown).toContain(mark));
    expect(shown.filter((element) => element === mark)).toHaveLength(1);
    Reflect.deleteProperty(Element.prototype, 'scrollIntoView');
  });

  it('is not said to hold nothing of what only its beginning was searched for', async () => {
    undo = layOut(600);
    const { source } = distantLog();
    const { rerender } = render(
      <LogView source={head} label="Logs" cut={cut} distant={{ href: '/x', open: () => new Promise(() => {}) }} />,
    );
    await userEvent.type(screen.getByRole('searchbox'), 'further down');
    expect(screen.getByText('none yet')).toBeInTheDocument();
    const open: DistantSource['open'] = async (signal) => {
      const log = (await source.open?.(signal)) ?? readLog('');
      return { ...log, find: async () => ({ first: 0, list: [], count: 0 }) };
    };
    rerender(<LogView source={head} label="Logs" cut={cut} distant={{ href: '/x', open }} />);
    expect(await screen.findByText('none', {}, { timeout: 3_000 })).toBeInTheDocument();
  });

  it('opens at a line far down', async () => {
    undo = layOut(600);
    const { source } = distantLog();
    const chosen = { from: 1_200_000, to: 1_200_001, hash: 'other' };
    render(<LogView source={head} label="Logs" cut={cut} distant={source} chosen={chosen} onChoose={() => {}} />);
    await waitFor(() => expect(chosenLines()).toEqual(['1200000', '1200001']));
    await waitFor(() => expect(rowOf(1_200_000)).toHaveTextContent('far 1200000'));
    expect(screen.getByText(/The text has changed/)).toBeInTheDocument();
  });

  it('says what could not be read, and tries again', async () => {
    undo = layOut(600);
    const { source } = distantLog();
    let failing = true;
    const open = vi.fn<NonNullable<DistantSource['open']>>(async (signal) => {
      if (failing) throw new Error('offline');
      const log = await source.open?.(signal);
      if (!log) throw new Error('none');
      return { ...log, read: async (...args) => (failing ? Promise.reject(new Error('no')) : log.read(...args)) };
    });
    render(<LogView source={head} label="Logs" cut={cut} distant={{ href: '/x', open }} />);
    expect(await screen.findByText('The rest of this text could not be read.')).toBeInTheDocument();
    failing = false;
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    expect(await screen.findByText('1,300,000 lines, 100 MB')).toBeInTheDocument();
    await waitFor(() => expect(rowOf(20)).toHaveTextContent('far 20'));
    failing = true;
    const box = screen.getByRole('group', { name: 'Logs, text' });
    box.scrollTop = 6_000_000;
    fireEvent.scroll(box);
    expect(await screen.findByText('These lines could not be read.')).toBeInTheDocument();
    failing = false;
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    await waitFor(() => expect(screen.queryByText('These lines could not be read.')).not.toBeInTheDocument());
    await waitFor(() => expect(document.body.textContent).toMatch(/far 6\d{5}/));
  });
});
