import { QueryClientProvider } from '@tanstack/react-query';
import { act, render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useSyncExternalStore } from 'react';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { makeQueryClient } from '#lib/client/query-client.ts';
import { ownerAccess } from '#lib/client/trace-access.ts';
import { aMessage, aRun, aStep, codeCall, functionCall } from '#lib/domain/domain-fixtures.ts';
import type { Message } from '#lib/domain/message.ts';
import type { Run } from '#lib/domain/run.ts';
import type { Step } from '#lib/domain/step.ts';
import { ms } from '#lib/domain/time.ts';
import { RunTraceScreen } from './run-trace-screen.tsx';

/** The address bar as the router shows it to components. */
const address = vi.hoisted(() => ({ listeners: new Set<() => void>() }));
vi.mock('next/navigation', () => ({
  usePathname: () => window.location.pathname,
  useSearchParams: () =>
    new URLSearchParams(
      useSyncExternalStore(
        (listener) => {
          address.listeners.add(listener);
          return () => address.listeners.delete(listener);
        },
        () => window.location.search,
      ),
    ),
}));

const START = 1_760_000_000_000;
const message = (id: string, n: number): Step =>
  aStep({ id, kind: 'message', type: 'message_creation', messageId: `msg_${id}`, ...times(n) });
const times = (n: number) => ({ createdAt: ms(START + n * 1000), completedAt: ms(START + (n + 1) * 1000) });
const said = (id: string): Message =>
  aMessage({ id, content: [{ type: 'text', text: { text: `Words of ${id}` }, annotations: [] }] });
const page = <T,>(items: T[], nextCursor: string | null = null) => ({ items, nextCursor, total: null });
const ndjson = (lines: object[]) => new Response(lines.map((line) => `${JSON.stringify(line)}\n`).join(''));

type Answers = (path: string, accept: string) => Response | Promise<Response> | null;

/** Shows a run; `answers` plays the API, and what it does not know is 404. Gives the paths that were asked. */
function show(
  steps: Step[],
  options: { next?: string; last?: Step[]; run?: Partial<Run>; answers?: Answers; query?: string } = {},
): string[] {
  const asked: string[] = [];
  const none = { error: { code: 'not_found', message: 'There is no such thing.', request_id: 'r' } };
  vi.stubGlobal('fetch', async (input: string, init: RequestInit) => {
    asked.push(input.replace('/api/runs/test/thread_a.run_a', ''));
    const accept = new Headers(init.headers).get('accept') ?? '';
    return (await options.answers?.(asked.at(-1) ?? '', accept)) ?? Response.json(none, { status: 404 });
  });
  window.history.replaceState(null, '', `/runs/test/thread_a.run_a${options.query ?? ''}`);
  const run = aRun({ createdAt: ms(START), completedAt: ms(START + 60_000), ...options.run });
  render(
    <QueryClientProvider client={makeQueryClient()}>
      <RunTraceScreen
        access={access}
        trace={{ run, steps: page(steps, options.next ?? null) }}
        lastPage={options.last ? page(options.last.toReversed()) : null}
        now={START + 61_000}
      />
    </QueryClientProvider>,
  );
  return asked;
}

const access = ownerAccess('test', 'thread_a.run_a');
const messages: Answers = (path) =>
  path.startsWith('/messages') ? Response.json(page(['msg_a', 'msg_b', 'msg_c'].map(said))) : null;
const tree = () => screen.getByRole('tree', { name: /Steps of/ });
const rows = () => within(tree()).getAllByRole('treeitem');
const chosen = () => within(tree()).getByRole('treeitem', { selected: true });
const detail = () => screen.getByRole('region');

beforeEach(() => {
  vi.spyOn(HTMLElement.prototype, 'clientHeight', 'get').mockReturnValue(900);
  vi.spyOn(HTMLElement.prototype, 'clientWidth', 'get').mockReturnValue(500);
  HTMLElement.prototype.scrollTo = () => undefined;
  vi.stubGlobal(
    'ResizeObserver',
    class {
      observe() {}
      unobserve() {}
      disconnect() {}
    },
  );
  const replace = window.history.replaceState.bind(window.history);
  vi.spyOn(window.history, 'replaceState').mockImplementation((...args) => {
    replace(...args);
    for (const listener of address.listeners) listener();
  });
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

const three = () => [
  message('a', 0),
  aStep({
    id: 'b',
    calls: [functionCall('get_labels', '{"x":1}', '"done"'), codeCall('print(1)', 'one')],
    ...times(2),
  }),
  message('c', 4),
];

describe('the tree', () => {
  test('says what stands where', () => {
    show(three(), { answers: messages });
    expect(screen.getByRole('main')).toHaveAttribute('data-steps', 'complete');
    expect(rows().map((row) => [row.getAttribute('aria-level'), row.getAttribute('aria-setsize')])).toEqual([
      ['1', '1'],
      ['2', '3'],
      ['2', '3'],
      ['3', '2'],
      ['3', '2'],
      ['2', '3'],
    ]);
    expect(rows()[2]).toHaveAttribute('aria-expanded', 'true');
    expect(rows()[2]).toHaveAccessibleName(/^Step 2, Call 2 tools, get_labels, code_interpreter, 2 to 3 seconds$/);
    expect(rows()[3]).toHaveAccessibleName('Call 1 of 2, get_labels, answered');
    expect(rows().filter((row) => row.tabIndex === 0)).toEqual([chosen()]);
  });

  test('opens on the last message, and on the linked step when there is one', () => {
    show(three(), { answers: messages });
    expect(chosen()).toHaveAccessibleName(/^Step 3/);
  });

  test('opens on the first failed step', () => {
    const error = { code: 'server_error', message: 'Sorry', extra: {} };
    show([message('a', 0), aStep({ id: 'f', status: 'failed', lastError: error }), message('c', 4)], {
      answers: messages,
    });
    expect(chosen()).toHaveAccessibleName(/^Step 2, .*failed, server_error/);
    expect(within(detail()).getByRole('group', { name: 'Error' })).toHaveTextContent('Sorry');
  });

  test('walks, folds and leads to the detail and back by keys', async () => {
    const user = userEvent.setup();
    show(three(), { answers: messages });
    act(() => chosen().focus());
    await user.keyboard('k');
    expect(chosen()).toHaveAccessibleName(/^Call 2 of 2/);
    expect(chosen()).toHaveFocus();
    expect(detail()).toHaveTextContent('print(1)');
    await user.keyboard('{ArrowLeft}');
    expect(chosen()).toHaveAccessibleName(/^Step 2/);
    await user.keyboard('{ArrowLeft}');
    expect(chosen()).toHaveAttribute('aria-expanded', 'false');
    expect(rows()).toHaveLength(4);
    await user.keyboard('{ArrowLeft}');
    expect(chosen()).toHaveAccessibleName(/^Run run_a, Completed/);
    await user.keyboard('{End}');
    expect(chosen()).toHaveAccessibleName(/^Step 3/);
    await user.keyboard('{ArrowUp}{ArrowRight}{Enter}');
    await waitFor(() => expect(detail()).toHaveFocus());
    await user.keyboard('{Escape}');
    expect(chosen()).toHaveFocus();
    expect(chosen()).toHaveAccessibleName(/^Step 2/);
    await waitFor(() => expect(window.location.search).toBe('?step=b'));
  });

  test('a click selects, the twist folds', async () => {
    const user = userEvent.setup();
    show(three(), { answers: messages });
    await user.click(within(tree()).getByText('Call 2 tools'));
    expect(chosen()).toHaveAccessibleName(/^Step 2/);
    const twist = chosen().querySelector('[data-twist]');
    if (!twist) throw new Error('no twist');
    await user.click(twist);
    expect(rows()).toHaveLength(4);
  });

  test('draws no bars where the source keeps no times', () => {
    show([aStep({ id: 'a' })], { run: { createdAt: null, completedAt: null }, answers: messages });
    expect(screen.getByText(/order only/)).toBeInTheDocument();
    expect(rows()[1]).toHaveAccessibleName('Step 1, Call tools, no calls yet');
  });
});

describe('the address', () => {
  test('selects a call and a tab', () => {
    show(three(), { answers: messages, query: '?step=b&call=0&tab=timing' });
    expect(chosen()).toHaveAccessibleName(/^Call 1 of 2, get_labels/);
    expect(screen.getByRole('tab', { name: 'Timing' })).toHaveAttribute('aria-selected', 'true');
    expect(screen.getByRole('row', { name: /^Created \+/ })).toHaveTextContent('UTC');
  });

  test('a linked step that has not been read is fetched by its id', async () => {
    const answers: Answers = (path) =>
      path === '/steps/far'
        ? Response.json(aStep({ id: 'far', calls: [codeCall('print("far away")')] }))
        : messages(path, '');
    const asked = show([message('a', 0)], { answers, query: '?step=far' });
    await waitFor(() => expect(detail()).toHaveTextContent('far away'));
    expect(asked).toContain('/steps/far');
  });

  test('a linked step that is not there says so', async () => {
    show([message('a', 0)], { answers: messages, query: '?step=gone' });
    await waitFor(() => expect(within(detail()).getByRole('alert')).toHaveTextContent('There is no such thing.'));
  });
});

describe('reading the rest', () => {
  const line = (step: Step) => ({ type: 'step', step });

  test('streams on from the cursor, each step once, and says when it is complete', async () => {
    const answers: Answers = (path, accept) =>
      path.startsWith('/steps?cursor=a') && accept === 'application/x-ndjson'
        ? ndjson([line(message('b', 2)), line(message('b', 2)), line(message('c', 4)), { type: 'end', count: 2 }])
        : messages(path, accept);
    const asked = show([message('a', 0)], { next: 'a', answers });
    expect(screen.getByRole('main')).toHaveAttribute('data-steps', 'loading');
    expect(screen.getByText('1 step read')).toBeInTheDocument();
    expect(rows()[1]).toHaveAttribute('aria-setsize', '-1');
    await waitFor(() => expect(screen.getByRole('main')).toHaveAttribute('data-steps', 'complete'));
    expect(screen.getByText('3 steps')).toBeInTheDocument();
    expect(rows()).toHaveLength(4);
    expect(asked.filter((path) => path.startsWith('/steps'))).toHaveLength(1);
    expect(chosen()).toHaveAccessibleName(/^Step 3/);
  });

  test('the selection stays where the reader put it', async () => {
    const user = userEvent.setup();
    let go: (response: Response) => void = () => undefined;
    const later = new Promise<Response>((resolve) => {
      go = resolve;
    });
    const answers: Answers = (path, accept) => (path.startsWith('/steps?') ? later : messages(path, accept));
    show([message('a', 0)], { next: 'a', answers });
    await user.click(rows()[0] as HTMLElement);
    go(ndjson([line(aStep({ id: 'b', status: 'failed' })), { type: 'end', count: 1 }]));
    await waitFor(() => expect(screen.getByRole('main')).toHaveAttribute('data-steps', 'complete'));
    expect(chosen()).toHaveAccessibleName(/^Run run_a/);
  });

  test('shows the end of a failed run behind a hole until it is reached', async () => {
    let go: (response: Response) => void = () => undefined;
    const later = new Promise<Response>((resolve) => {
      go = resolve;
    });
    const answers: Answers = (path, accept) => (path.startsWith('/steps?') ? later : messages(path, accept));
    const last = [message('y', 8), aStep({ id: 'z', status: 'failed', ...times(9) })];
    show([message('a', 0)], { next: 'a', last, answers, run: { status: 'failed' } });
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
    const asked = show([message('a', 0)], { next: 'a', answers });
    const notice = await screen.findByRole('alert');
    expect(notice).toHaveTextContent('Reading the steps broke off after 2. The source did not answer in time.');
    await user.click(within(notice).getByRole('button', { name: 'Continue' }));
    await waitFor(() => expect(screen.getByText('3 steps')).toBeInTheDocument());
    expect(screen.queryByRole('alert')).not.toBeInTheDocument();
    expect(asked.filter((path) => path.startsWith('/steps'))).toEqual(['/steps?cursor=a', '/steps?cursor=b']);
  });
});

describe('the detail', () => {
  test('shows the message of a step', async () => {
    show(three(), { answers: messages });
    await waitFor(() => expect(detail()).toHaveTextContent('Words of msg_c'));
  });

  test('reads on for a message that is not among the first, and says when there is none', async () => {
    const answers: Answers = (path) => {
      if (!path.startsWith('/messages')) return null;
      return Response.json(path.includes('cursor=m1') ? page([said('msg_c')]) : page([said('m1')], 'm1'));
    };
    show(three(), { answers });
    await waitFor(() => expect(detail()).toHaveTextContent('Words of msg_c'));
    await userEvent.click(rows()[1] as HTMLElement);
    await waitFor(() => expect(detail()).toHaveTextContent('did not return the message msg_a'));
  });

  test('explains a source without messages', async () => {
    const error = { code: 'capability_missing', message: 'This source keeps no messages.', request_id: 'r' };
    show(three(), {
      answers: (path) => (path.startsWith('/messages') ? Response.json({ error }, { status: 404 }) : null),
    });
    await waitFor(() => expect(screen.getAllByText(/This source keeps no messages/).length).toBeGreaterThan(0));
    expect(rows()).toHaveLength(6);
  });

  test('fetches the JSON as the source sent it when the tab is opened', async () => {
    const user = userEvent.setup();
    const answers: Answers = (path) => (path === '/raw?step=b' ? new Response('{"as":"it came"}') : messages(path, ''));
    const asked = show(three(), { answers, query: '?step=b' });
    expect(asked.some((path) => path.startsWith('/raw'))).toBe(false);
    await user.click(screen.getByRole('tab', { name: 'JSON' }));
    await waitFor(() => expect(detail()).toHaveTextContent('it came'));
    await waitFor(() => expect(window.location.search).toBe('?step=b&tab=json'));
  });

  test('fetches a step whole whose texts were cut', async () => {
    const cut = aStep({
      id: 'b',
      calls: [
        {
          ...functionCall('f'),
          kind: 'function',
          name: 'f',
          output: null,
          arguments: { text: 'begin', truncated: true, bytes: 99_000 },
        },
      ],
    });
    const whole = aStep({ id: 'b', calls: [functionCall('f', 'begin and the end')] });
    show([cut], {
      answers: (path) => (path === '/steps/b' ? Response.json(whole) : messages(path, '')),
      query: '?step=b',
    });
    await waitFor(() => expect(detail()).toHaveTextContent('begin and the end'));
  });

  test('of a run whose source has no steps explains it', () => {
    show([], { answers: messages });
    expect(chosen()).toHaveAccessibleName(/^Run run_a/);
    expect(within(detail()).getByRole('group', { name: 'Details' })).toHaveTextContent('asst_a');
  });
});

describe('a run that goes on', () => {
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
    const asked = show([message('a', 0), open], { run, answers });
    await act(() => vi.advanceTimersByTimeAsync(2100));
    expect(asked.filter((path) => path.startsWith('?'))).toEqual(['?cursor=a&limit=100']);
    expect(rows()).toHaveLength(4);
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
    show([message('a', 0)], { run: { status: 'in_progress', completedAt: null }, answers });
    await act(() => vi.advanceTimersByTimeAsync(30_000));
    expect(polls).toBe(5);
    expect(screen.getByText(/no longer following the run/)).toHaveTextContent('did not answer');
    screen.getByRole('button', { name: 'Try again' }).click();
    await act(() => vi.advanceTimersByTimeAsync(100));
    expect(polls).toBe(6);
    vi.useRealTimers();
  });
});
