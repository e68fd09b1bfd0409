import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { rememberList } from '#lib/client/opened-list.ts';
import { aRun, aStep } from '#lib/domain/domain-fixtures.ts';
import { ms } from '#lib/domain/time.ts';
import { silence } from '../../ui/announcer.ts';
import { giveSize, message, messages, page, type Scene, showTimeline, three, times } from '../screen-fixture.tsx';

vi.mock('next/navigation', async () => (await import('../../ui/fake-navigation.ts')).navigation);
beforeAll(giveSize);
beforeEach(() => {
  sessionStorage.clear();
  silence();
});

const tree = () => screen.getByRole('tree', { name: /Steps of/ });
const chosen = () => within(tree()).getByRole('treeitem', { selected: true });
const said = () => screen.getAllByRole('status').map((each) => each.textContent);
const error = { code: 'server_error', message: 'Sorry', extra: {} };
const failed = (id: string, n: number) => aStep({ id, status: 'failed', lastError: error, ...times(n) });

async function open(steps = three(), options?: Scene) {
  await showTimeline(steps, options);
  return userEvent.setup();
}

describe('keys that work from anywhere', () => {
  test('J, K and the arrows move the row, and give it the focus', async () => {
    const user = await open();
    await user.keyboard('k');
    expect(chosen()).toHaveAccessibleName(/^Call 2 of 2/);
    expect(chosen()).toHaveFocus();
    act(() => chosen().blur());
    await user.keyboard('{ArrowUp}{ArrowUp}');
    expect(chosen()).toHaveAccessibleName(/^Step 2/);
    await user.keyboard('j');
    expect(chosen()).toHaveAccessibleName(/^Call 1 of 2/);
  });

  test('the arrows fold and unfold, Enter leads to the detail', async () => {
    const user = await open(three(), { query: '?step=b' });
    await user.keyboard('{ArrowLeft}');
    expect(chosen()).toHaveAttribute('aria-expanded', 'false');
    await user.keyboard('{ArrowRight}{ArrowRight}');
    expect(chosen()).toHaveAccessibleName(/^Call 1 of 2/);
    act(() => chosen().blur());
    await user.keyboard('{Enter}');
    await waitFor(() => expect(screen.getByRole('region', { name: /get_labels/ })).toHaveFocus());
  });

  test('Escape goes back out: detail, call, step, run', async () => {
    const user = await open(three(), { query: '?step=b&call=1' });
    await user.keyboard('{Enter}');
    await waitFor(() => expect(screen.getByRole('region', { name: /code_interpreter/ })).toHaveFocus());
    await user.keyboard('{Escape}');
    expect(chosen()).toHaveFocus();
    expect(chosen()).toHaveAccessibleName(/^Call 2 of 2/);
    await user.keyboard('{Escape}');
    expect(chosen()).toHaveAccessibleName(/^Step 2/);
    await user.keyboard('{Escape}');
    expect(chosen()).toHaveAccessibleName(/^Run run_a/);
    await user.keyboard('{Escape}');
    expect(chosen()).toHaveFocus();
  });

  test('1, 2 and 3 show the tabs', async () => {
    const user = await open();
    const tab = () => screen.getByRole('tab', { selected: true, name: /Rendered|JSON|Timing/ });
    await user.keyboard('3');
    expect(tab()).toHaveAccessibleName('Timing');
    await user.keyboard('2');
    expect(tab()).toHaveAccessibleName('JSON');
    await user.keyboard('1');
    expect(tab()).toHaveAccessibleName('Rendered');
  });

  test('T leads to the conversation and back', async () => {
    const user = await open();
    await user.keyboard('t');
    await screen.findByRole('region', { name: 'Transcript' });
    await waitFor(() => expect(window.location.search).toBe('?view=conversation'));
    await user.keyboard('t');
    expect(tree()).toBeInTheDocument();
  });

  test('Y copies the id of the row and ⇧Y the link to it', async () => {
    const user = await open(three(), { query: '?step=b' });
    await user.keyboard('y');
    expect(await navigator.clipboard.readText()).toBe('b');
    await waitFor(() => expect(said()).toContain('Copied b'));
    await user.keyboard('{Shift>}y{/Shift}');
    expect(await navigator.clipboard.readText()).toBe(`${window.location.origin}/runs/test/thread_a.run_a?step=b`);
    await user.keyboard('kk{Escape}{Escape}y');
    expect(await navigator.clipboard.readText()).toBe('run_a');
  });

  test('⇧Y links to what the timeline shows now', async () => {
    const user = await open(three(), { query: '?step=b' });
    await user.keyboard('w{Shift>}y{/Shift}');
    expect(await navigator.clipboard.readText()).toMatch(/\?step=b&from=[\d.]+s&to=[\d.]+s$/);
  });
});

describe('E', () => {
  test('goes round the failed steps, ⇧E the other way', async () => {
    const user = await open([message('a', 0), failed('b', 2), message('c', 4), failed('d', 6)]);
    expect(chosen()).toHaveAccessibleName(/^Step 2/);
    await user.keyboard('e');
    expect(chosen()).toHaveAccessibleName(/^Step 4/);
    expect(chosen()).toHaveFocus();
    await user.keyboard('e');
    expect(chosen()).toHaveAccessibleName(/^Step 2/);
    await user.keyboard('{Shift>}e{/Shift}');
    expect(chosen()).toHaveAccessibleName(/^Step 4/);
  });

  test('says so when no step failed', async () => {
    const user = await open();
    await user.keyboard('e');
    await waitFor(() => expect(said()).toContain('No step of this run failed'));
    expect(chosen()).toHaveAccessibleName(/^Step 3/);
  });
});

describe('a timeline that shows a part of the run', () => {
  const query = '?step=b&from=10s&to=30s&idle=show';
  const steps = () => [message('a', 0), failed('b', 2), message('c', 12), message('m', 14), failed('d', 46)];
  const inView = () => new URLSearchParams(window.location.search).getAll('from').concat(currentTo());
  const currentTo = () => new URLSearchParams(window.location.search).getAll('to');

  test('moves to the bar of a step that a key selects, at the same width, and not to one in view', async () => {
    const user = await open(steps(), { query });
    await user.keyboard('j');
    expect(chosen()).toHaveAccessibleName(/^Step 3/);
    expect(inView()).toEqual(['10s', '30s']);
    await user.keyboard('e');
    expect(chosen()).toHaveAccessibleName(/^Step 5/);
    await waitFor(() => expect(inView()).toEqual(['36.5s', '56.5s']));
    await user.keyboard('{Shift>}e{/Shift}');
    await waitFor(() => expect(inView()).toEqual(['0s', '20s']));
  });

  test('opens as its address says, and stays where a row is clicked on', async () => {
    const user = await open(steps(), { query });
    await user.click(within(tree()).getByRole('treeitem', { name: /^Step 5/ }));
    await waitFor(() => expect(window.location.search).toContain('step=d'));
    await act(() => new Promise((done) => setTimeout(done, 400)));
    expect(inView()).toEqual(['10s', '30s']);
    await user.click(screen.getByRole('button', { name: 'Previous row' }));
    expect(chosen()).toHaveAccessibleName(/^Step 4/);
    await user.click(screen.getByRole('button', { name: 'Next row' }));
    await waitFor(() => expect(inView()).toEqual(['36.5s', '56.5s']));
  });

  test('has moved to what was selected in the conversation, once', async () => {
    const user = await open(steps(), { query: `${query}&view=conversation` });
    await user.keyboard('e');
    await user.keyboard('t');
    await waitFor(() => expect(inView()).toEqual(['36.5s', '56.5s']));
    await user.keyboard('a');
    await waitFor(() => expect(inView()).not.toEqual(['36.5s', '56.5s']));
    await act(() => new Promise((done) => setTimeout(done, 400)));
    const panned = inView();
    await user.keyboard('tt');
    await act(() => new Promise((done) => setTimeout(done, 400)));
    expect(inView()).toEqual(panned);
  });
});

describe('the runs before and after', () => {
  const run = (id: string, n: number) =>
    aRun({ id, key: `thread_a.${id}`, createdAt: ms(n), completedAt: ms(n + 1000) });
  const threadRuns = [run('run_c', 3), run('run_a', 2), run('run_b', 1)];
  const answers = (path: string, accept: string) => {
    if (path.startsWith('/api/threads/')) return Response.json(page(threadRuns));
    if (path.startsWith('/api/runs?')) return Response.json(page([run('run_x', 9), run('run_a', 2), run('run_y', 1)]));
    return messages(path, accept);
  };
  const link = (name: RegExp) => screen.findByRole('link', { name });

  test('are those of the thread, with the step of the same number', async () => {
    await open(three(), { answers, query: '?step=b&tab=timing' });
    expect(await link(/^Previous run, run_b$/)).toHaveAttribute(
      'href',
      '/runs/test/thread_a.run_b?position=2&tab=timing',
    );
    expect(await link(/^Next run, run_c$/)).toHaveAttribute('href', '/runs/test/thread_a.run_c?position=2&tab=timing');
  });

  test('are those of the list that the run was opened from', async () => {
    rememberList('/runs/test/thread_a.run_a', 'status=failed&sort=-duration');
    const user = await open(three(), { answers });
    const next = await link(/^Next run, run_y$/);
    expect(next).toHaveAttribute('href', '/runs/test/thread_a.run_y');
    expect(await link(/^Previous run, run_x$/)).toBeInTheDocument();
    expect(screen.getByRole('link', { name: 'Runs' })).toHaveAttribute('href', '/runs?status=failed&sort=-duration');
    await user.keyboard(']');
    expect(window.location.pathname).toBe('/runs/test/thread_a.run_y');
  });

  test('a position is the step of that number, also once it arrives, else the page chooses', async () => {
    await open(three(), { query: '?position=2' });
    expect(chosen()).toHaveAccessibleName(/^Step 2/);
  });

  test('a position beyond the end is kept for the run after', async () => {
    await open(three(), { answers, query: '?position=9' });
    expect(chosen()).toHaveAccessibleName(/^Step 3/);
    expect(await link(/^Next run/)).toHaveAttribute('href', '/runs/test/thread_a.run_c?position=9');
  });

  test('are absent where nothing is before or after, and their keys say so', async () => {
    const user = await open(three(), {
      answers: (path, accept) =>
        path.startsWith('/api/threads/') ? Response.json(page([run('run_a', 2)])) : messages(path, accept),
    });
    expect(screen.getByRole('button', { name: 'Next run' })).toBeDisabled();
    expect(screen.getByRole('button', { name: 'Previous run' })).toBeDisabled();
    await waitFor(async () => {
      await user.keyboard(']');
      expect(said()).toContain('No next run in this thread');
    });
    silence();
    await user.keyboard('[[');
    await waitFor(() => expect(said()).toContain('No previous run in this thread'));
  });
});

test('the footer shows keys of the view, and no others', async () => {
  const user = await open(three(), { query: '?step=b' });
  const footer = screen.getByRole('contentinfo');
  expect(footer).toHaveTextContent(/JKstep.*←→fold.*↵focus detail.*next error.*all keys/);
  await user.keyboard('t');
  await screen.findByRole('region', { name: 'Transcript' });
  expect(footer).toHaveTextContent(/JKnext, previous entry.*↵open in timeline.*Oexpand tool call.*Ttimeline/);
  expect(footer).not.toHaveTextContent('fold');
});
