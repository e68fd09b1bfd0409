import { QueryClientProvider } from '@tanstack/react-query';
import { act, render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useMemo } from 'react';
import { hydrateRoot } from 'react-dom/client';
import { renderToString } from 'react-dom/server';
import { beforeEach, expect, test, vi } from 'vitest';
import { onImportWanted } from '#lib/client/import-signal.ts';
import { openOmnibox } from '#lib/client/omnibox-signal.ts';
import { makeQueryClient } from '#lib/client/query-client.ts';
import type { OpenItem } from '#lib/contract/source-schema.ts';
import { Commands, useCommands, useRelated } from '../commands/commands.tsx';
import { Omnibox } from './omnibox.tsx';

const push = vi.hoisted(() => vi.fn());
vi.mock('next/navigation', () => ({ useRouter: () => ({ push }) }));

const item = (kind: OpenItem['kind'], id: string): OpenItem => ({
  kind,
  id,
  label: `${id} in Sample`,
  status: kind === 'run' ? 'failed' : null,
  source: 'sample',
  href: `/${kind}s/sample/${id}`,
});

let answer: (url: URL) => Response | Promise<Response>;
const asked: string[] = [];
const json = (body: unknown, status = 200) => Response.json(body, { status });
const found = (items: OpenItem[], problem: string | null = null) =>
  json({ items, nextCursor: null, total: items.length, problem });

beforeEach(() => {
  asked.length = 0;
  push.mockClear();
  vi.stubGlobal('fetch', (path: string, init?: RequestInit) => {
    const url = new URL(path, 'http://localhost');
    asked.push(url.searchParams.get('q') ?? '');
    return new Promise((resolve, reject) => {
      init?.signal?.addEventListener('abort', () => reject(init.signal?.reason));
      void Promise.resolve(answer(url)).then(resolve, reject);
    });
  });
});

function Screen() {
  return (
    <QueryClientProvider client={useMemo(() => makeQueryClient(), [])}>
      <Commands>
        <button type="button">A row</button>
        <Omnibox />
      </Commands>
    </QueryClientProvider>
  );
}

function show() {
  render(<Screen />);
  return { user: userEvent.setup(), field: screen.getByRole('combobox') };
}

test('Ctrl K focuses the field, shows accepted forms, and Escape gives the focus back', async () => {
  const { user, field } = show();
  const row = screen.getByRole('button', { name: 'A row' });
  row.focus();
  await user.keyboard('{Control>}k{/Control}');
  expect(field).toHaveFocus();
  expect(screen.getByText('thread_…/run_…')).toBeInTheDocument();
  await user.keyboard('{Escape}');
  expect(row).toHaveFocus();
  expect(screen.queryByText('thread_…/run_…')).toBeNull();
});

test.each(['is still in the field', 'has left the field'])(
  'what was typed before the page listened stays: the reader %s',
  async (where) => {
    answer = () => found([item('run', 'run_early000')]);
    const container = document.body.appendChild(document.createElement('div'));
    container.innerHTML = renderToString(<Screen />);
    const field = screen.getByRole<HTMLInputElement>('combobox');
    const stays = where === 'is still in the field';
    if (stays) field.focus();
    field.value = 'early000';
    const root = await act(async () => hydrateRoot(container, <Screen />));
    expect(field).toHaveValue('early000');
    if (stays) expect(await screen.findByRole('option', { name: /run_early000/ })).toBeInTheDocument();
    else expect(field).toHaveAttribute('aria-expanded', 'false');
    await act(async () => root.unmount());
    container.remove();
  },
);

test('arrow keys move the active option and Enter opens it', async () => {
  answer = () => found([item('run', 'run_aaaaaaaa'), item('thread', 'thread_bbbb')]);
  const { user, field } = show();
  await user.type(field, 'aaaa');
  await screen.findByRole('option', { name: /thread_bbbb/ });
  const options = screen.getAllByRole('option');
  expect(options[2]).toHaveTextContent('Search for “aaaa” in all runs');
  expect(field).toHaveAttribute('aria-activedescendant', options[0]?.id);
  expect(options[0]).toHaveAttribute('aria-selected', 'true');
  await user.keyboard('{ArrowDown}');
  expect(field).toHaveAttribute('aria-activedescendant', options[1]?.id);
  await user.keyboard('{ArrowDown}{ArrowDown}{ArrowUp}{ArrowUp}');
  expect(options[1]).toHaveAttribute('aria-selected', 'true');
  await user.keyboard('{Enter}');
  expect(push).toHaveBeenCalledExactlyOnceWith('/threads/sample/thread_bbbb');
  expect(field).toHaveValue('');
  expect(screen.queryByRole('listbox')).toBeNull();
});

test('Enter right after a paste waits for the answer and opens the first', async () => {
  answer = () => found([item('run', 'run_pasted00')]);
  const { user, field } = show();
  await user.click(field);
  await user.paste('  thread_a/run_pasted00 ');
  await user.keyboard('{Enter}');
  await waitFor(() => expect(push).toHaveBeenCalledExactlyOnceWith('/runs/sample/run_pasted00'));
  expect(new Set(asked)).toEqual(new Set(['thread_a/run_pasted00']));
});

test('says what is missing in the server’s words and opens nothing', async () => {
  answer = () => found([], 'A run ID alone cannot be found without its thread.');
  const { user, field } = show();
  await user.type(field, 'run_alone');
  expect(await screen.findByText('A run ID alone cannot be found without its thread.')).toBeInTheDocument();
  expect(screen.getByRole('option', { name: /Search for/ })).toHaveAttribute('aria-selected', 'false');
  await user.keyboard('{Enter}');
  expect(push).not.toHaveBeenCalled();
});

test('shows an error of the server', async () => {
  answer = () => json({ error: { code: 'invalid_request', message: 'This text is too long.', request_id: 'r' } }, 400);
  const { user, field } = show();
  await user.type(field, 'x');
  expect(await screen.findByText('This text is too long.')).toBeInTheDocument();
});

test('an answer that comes late is not shown for another text', async () => {
  let late: ((response: Response) => void) | undefined;
  answer = (url) =>
    url.searchParams.get('q') === 'run_one'
      ? new Promise((resolve) => {
          late = resolve;
        })
      : found([item('run', 'run_two00000')]);
  const { user, field } = show();
  await user.type(field, 'run_one');
  await waitFor(() => expect(late).toBeDefined());
  await user.clear(field);
  await user.type(field, 'run_two');
  await screen.findByRole('option', { name: /run_two0/ });
  await act(async () => late?.(found([item('run', 'run_one00000')])));
  expect(screen.getAllByRole('option')).toHaveLength(2);
  expect(screen.getByRole('option', { name: /run_two0/ })).toBeInTheDocument();
});

test('words that are no id are searched for in all runs, when nothing else is meant', async () => {
  answer = () => found([], 'No ID was found in this text.');
  const { user, field } = show();
  await user.type(field, 'refund order');
  expect(await screen.findByText('No ID was found in this text.')).toBeInTheDocument();
  await user.keyboard('{Enter}');
  await waitFor(() => expect(push).toHaveBeenCalledExactlyOnceWith('/search?q=refund%20order'));
});

test('a screen can ask for the field', async () => {
  const { field } = show();
  act(() => openOmnibox());
  expect(field).toHaveFocus();
});

/** A page with something to do, and with runs of the same thread. */
function Page({ run, load }: { run: () => void; load: () => Promise<OpenItem[]> }) {
  useCommands([
    { id: 'error', keys: ['E'], does: 'Next error', group: 'Next, previous error', run },
    { id: 'off', keys: ['L'], does: 'Never', group: 'Follow live', enabled: false, run },
  ]);
  useRelated(useMemo(() => ({ key: 'a', load }), [load]));
  return <button type="button">A row</button>;
}

function showPage(run = vi.fn(), load = vi.fn(async () => [item('thread', 'thread_9'), item('run', 'run_near0000')])) {
  render(
    <QueryClientProvider client={makeQueryClient()}>
      <Commands>
        <Page run={run} load={load} />
        <Omnibox />
      </Commands>
    </QueryClientProvider>,
  );
  return { user: userEvent.setup(), field: screen.getByRole('combobox'), run, load };
}

const group = (name: string) => screen.findByRole('group', { name });

test('the thread of the page and what it can do are offered, read when it is opened', async () => {
  const { user, field, load, run } = showPage();
  expect(load).not.toHaveBeenCalled();
  await user.keyboard('{Control>}k{/Control}');
  expect(await group('In the same thread')).toHaveTextContent('thread_9');
  expect(await group('Actions')).toHaveTextContent(/^ActionsNext errorEAll keys\?$/);
  expect(field).not.toHaveAttribute('aria-activedescendant');
  await user.keyboard('{Enter}');
  expect(run).not.toHaveBeenCalled();
  await user.keyboard('{ArrowDown}{ArrowDown}{Enter}');
  expect(push).toHaveBeenCalledExactlyOnceWith('/runs/sample/run_near0000');
  expect(load).toHaveBeenCalledOnce();
});

test('Enter runs an action found by its words, and gives the focus back', async () => {
  answer = () => found([], 'No ID was found in this text.');
  const { user, field, run } = showPage();
  const row = screen.getByRole('button', { name: 'A row' });
  row.focus();
  await user.keyboard('{Control>}k{/Control}');
  await user.type(field, 'err ne');
  expect(screen.getAllByRole('option')[0]).toHaveAttribute('aria-selected', 'true');
  await user.keyboard('{Enter}');
  await waitFor(() => expect(run).toHaveBeenCalledExactlyOnceWith(null));
  expect(row).toHaveFocus();
  expect(screen.queryByText('No ID was found in this text.')).toBeNull();
  expect(push).not.toHaveBeenCalled();
});

test('Enter waits for the answer, so that what it opens does not depend on how fast that comes', async () => {
  let late: ((response: Response) => void) | undefined;
  answer = () =>
    new Promise((resolve) => {
      late = resolve;
    });
  const { user, field, run } = showPage();
  await user.type(field, 'next');
  await user.keyboard('{Enter}');
  await waitFor(() => expect(late).toBeDefined());
  expect(run).not.toHaveBeenCalled();
  await act(async () => late?.(found([item('run', 'run_next0000')])));
  await waitFor(() => expect(push).toHaveBeenCalledExactlyOnceWith('/runs/sample/run_next0000'));
  expect(run).not.toHaveBeenCalled();
});

test('JSON in the field can be opened where it is known, and taken in', async () => {
  answer = () => found([item('run', 'run_aaaaaaaa')]);
  const { user, field } = show();
  const wanted = vi.fn();
  const stop = onImportWanted(wanted);
  const text = '{"id":"run_aaaaaaaa","object":"thread.run"}';
  await user.click(field);
  await user.paste(text);
  await screen.findByRole('option', { name: /in Sample/ });
  expect(screen.getByRole('option', { name: /in Sample/ })).toHaveAttribute('aria-selected', 'true');
  await user.click(screen.getByRole('option', { name: 'Import this JSON' }));
  expect(wanted).toHaveBeenCalledExactlyOnceWith(text);
  expect(push).not.toHaveBeenCalled();
  stop();
});
