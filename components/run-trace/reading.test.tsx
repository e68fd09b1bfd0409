import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { OFF, setTransport } from '#lib/client/live-state.ts';
import { aRun, aStep } from '#lib/domain/domain-fixtures.ts';
import type { Run } from '#lib/domain/run.ts';
import type { Step } from '#lib/domain/step.ts';
import { ms } from '#lib/domain/time.ts';
import {
  type Answers,
  giveSize,
  message,
  messages,
  ndjson,
  page,
  showTimeline,
  START,
  times,
} from './screen-fixture.tsx';

vi.mock('#lib/client/live-tab.ts', () => ({ liveTab: () => ({ watch: () => () => {}, again: () => {} }) }));
vi.mock('next/navigation', async () => (await import('../ui/fake-navigation.ts')).navigation);
beforeAll(giveSize);

const tree = () => screen.getByRole('tree', { name: /Steps of/ });
const rows = () => within(tree()).getAllByRole('treeitem');
const chosen = () => within(tree()).getByRole('treeitem', { selected: true });

describe('reading the rest', () => {
  const line = (step: Step) => ({ type: 'step', step });

  test('streams on from the cursor, each step once, and says when it is complete', async () => {
    const { promise: later, resolve: go } = Promise.withResolvers<Response>();
    const answers: Answers = (path, accept) =>
      path.startsWith('/steps?cursor=a') && accept === 'application/x-ndjson' ? later : messages(path, accept);
    const asked = await showTimeline([message('a', 0)], { next: 'a', answers });
    expect(screen.getByRole('main')).toHaveAttribute('data-steps', 'loading');
    expect(screen.getByText('1 step read')).toBeInTheDocument();
    expect(rows()[1]).toHaveAttribute('aria-setsize', '-1');
    go(ndjson([line(message('b', 2)), line(message('b', 2)), line(message('c', 4)), { type: 'end', count: 2 }]));
    await waitFor(() => expect(screen.getByRole('main')).toHaveAttribute('data-steps', 'complete'));
    expect(screen.getByText('3 steps')).toBeInTheDocument();
    expect(rows()).toHaveLength(4);
    expect(asked.filter((path) => path.startsWith('/steps'))).toHaveLength(1);
    expect(chosen()).toHaveAccessibleName(/^Step 3/);
  });

  test('the selection stays where the reader put it', async () => {
    const user = userEvent.setup();
    const { promise: later, resolve: go } = Promise.withResolvers<Response>();
    const answers: Answers = (path, accept) => (path.startsWith('/steps?') ? later : messages(path, accept));
    await showTimeline([message('a', 0)], { next: 'a', answers });
    await user.click(rows()[0] as HTMLElement);
    go(ndjson([line(aStep({ id: 'b', status: 'failed' })), { type: 'end', count: 1 }]));
    await waitFor(() => expect(screen.getByRole('main')).toHaveAttribute('data-steps', 'complete'));
    expect(chosen()).toHaveAccessibleName(/^Run run_a/);
  });

  test('shows the end of a failed run behind a hole until it is reached', async () => {
    const { promise: later, resolve: go } = Promise.withResolvers<Response>();
    const answers: Answers = (path, accept) => (path.startsWith('/steps?') ? later : messages(path, accept));
    const last = [message('y', 8), aStep({ id: 'z', status: 'failed', ...times(9) })];
    await showTimeline([message('a', 0)], { next: 'a', last, answers, run: { status: 'failed' } });
    expect(chosen()).toHaveAccessibleName(/^Step, .*failed/);
    expect(screen.getByText('Reading steps…')).toBeInTheDocument();
    go(ndjson([line(message('b', 2)), line(message('y', 8))]));
    await waitFor(() => expect(screen.queryByText('Reading steps…')).not.toBeInTheDocument());
    expect(screen.getByRole('main')).toHaveAttribute('data-steps', 'complete');
    expect(chosen()).toHaveAccessibleName(/^Step 4, .*failed/);
  });

  test('a stream that breaks off says why and goes on from the last step', async () => {
    const user = userEvent.setup();
    const error = { code: 'upstream_timeout', message: 'The source did not answer in time.', request_id: 'r9' };
    const answers: Answers = (path, accept) => {
      if (path === '/steps?cursor=a') return ndjson([line(message('b', 2)), { type: 'error', error }]);
      if (path === '/steps?cursor=b') return ndjson([line(message('c', 4)), { type: 'end', count: 1 }]);
      return messages(path, accept);
    };
    const asked = await showTimeline([message('a', 0)], { next: 'a', answers });
    const notice = await screen.findByRole('note');
    expect(notice).toHaveTextContent('Reading the steps broke off after 2. The source did not answer in time.');
    await user.click(within(notice).getByRole('button', { name: 'Continue' }));
    await waitFor(() => expect(screen.getByText('3 steps')).toBeInTheDocument());
    expect(screen.queryByRole('note')).not.toBeInTheDocument();
    expect(asked.filter((path) => path.startsWith('/steps'))).toEqual(['/steps?cursor=a', '/steps?cursor=b']);
  });
});

describe('a run that goes on, where events cannot be had', () => {
  beforeEach(() => setTransport({ mode: 'polling', why: 'They are refused.', since: 0, runs: [] }));
  afterEach(() => setTransport(OFF));

  test('is asked about every two seconds, after the last finished step, until it has ended', async () => {
    vi.useFakeTimers({ shouldAdvanceTime: true });
    const open = aStep({ id: 'b', status: 'in_progress', createdAt: ms(START + 2000) });
    const trace = (run: Partial<Run>, steps: Step[]) =>
      Response.json({ run: aRun({ createdAt: ms(START), ...run }), steps: page(steps) });
    let polls = 0;
    const answers: Answers = (path, accept) => {
      if (!path.startsWith('?')) return messages(path, accept);
      polls++;
      if (polls === 1) return trace({ status: 'in_progress' }, [open, message('c', 4)]);
      return trace({ status: 'completed', completedAt: ms(START + 9000) }, [message('b', 2), message('c', 4)]);
    };
    const run = { status: 'in_progress', completedAt: null };
    const asked = await showTimeline([message('a', 0), open], { run, answers });
    await act(() => vi.advanceTimersByTimeAsync(2100));
    expect(asked.filter((path) => path.startsWith('?'))).toEqual(['?cursor=a&limit=100']);
    expect(rows()).toHaveLength(4);
    const note = 'Events cannot be had, so this page asks every 2 seconds. They are refused.';
    expect(screen.getByRole('note')).toHaveTextContent(note);
    await act(() => vi.advanceTimersByTimeAsync(9000));
    expect(polls).toBe(3);
    expect(screen.getByText('The run has ended: Completed')).toBeInTheDocument();
    vi.useRealTimers();
  });

  test('gives up after five failures and says so', async () => {
    vi.useFakeTimers({ shouldAdvanceTime: true });
    let polls = 0;
    const answers: Answers = (path, accept) => {
      if (!path.startsWith('?')) return messages(path, accept);
      polls++;
      throw new TypeError('Failed to fetch');
    };
    await showTimeline([message('a', 0)], { run: { status: 'in_progress', completedAt: null }, answers });
    await act(() => vi.advanceTimersByTimeAsync(30_000));
    expect(polls).toBe(5);
    expect(screen.getByRole('note')).toHaveTextContent(/no longer following the run\..*did not answer/);
    screen.getByRole('button', { name: 'Try again' }).click();
    await act(() => vi.advanceTimersByTimeAsync(100));
    expect(polls).toBe(6);
    vi.useRealTimers();
  });
});
