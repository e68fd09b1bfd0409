import { QueryClientProvider } from '@tanstack/react-query';
import { render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { ReactNode } from 'react';
import { beforeEach, expect, test, vi } from 'vitest';
import { makeQueryClient } from '#lib/client/query-client.ts';
import type { Message } from '#lib/domain/message.ts';
import type { Run } from '#lib/domain/run.ts';
import { ms } from '#lib/domain/time.ts';
import { sampleRun } from '../run-list/sample-run.ts';
import { ThreadScreen } from './thread-screen.tsx';

vi.mock('next/link', () => ({
  default: ({ href, title, children }: { href: string; title?: string; children: ReactNode }) => (
    <a href={href} title={title}>
      {children}
    </a>
  ),
}));

vi.mock('next/navigation', async () => (await import('../ui/fake-navigation.ts')).navigation);

let messages: Message[][];
let runs: Run[];
let lacking: string;

const message = (id: string, at: number, role: string, text: string, more: Partial<Message> = {}): Message => ({
  id,
  object: null,
  threadId: 'thread_1',
  runId: null,
  assistantId: null,
  role,
  status: null,
  createdAt: ms(at),
  completedAt: null,
  incompleteAt: null,
  incompleteDetails: null,
  content: [{ type: 'text', text: { text }, annotations: [] }],
  attachments: [],
  metadata: null,
  extra: {},
  ...more,
});

beforeEach(() => {
  window.history.replaceState(null, '', '/threads/sample/thread_1');
  lacking = '';
  messages = [
    [
      message('msg_1', 1000, 'user', 'Why did churn rise?', { attachments: [{ fileId: 'file-abc', tools: [] }] }),
      message('msg_2', 9000, 'assistant', 'Because of Starter.', { runId: 'run_answer000001' }),
    ],
  ];
  runs = [
    sampleRun({ id: 'run_blocking0002', status: 'requires_action', createdAt: ms(10_000) }),
    sampleRun({ id: 'run_answer000001', createdAt: ms(2000), assistantName: 'Churn Analyst' }),
  ];
  vi.stubGlobal('fetch', async (path: string) => {
    const { pathname, searchParams } = new URL(path, 'http://localhost');
    const last = pathname.split('/').at(-1) ?? '';
    if (last === lacking) {
      const error = { code: 'capability_missing', message: 'The source answered 405.', request_id: 'r' };
      return Response.json({ error }, { status: 501 });
    }
    if (pathname.includes('/files/')) {
      const headers = { 'content-disposition': "attachment; filename*=UTF-8''accounts.csv", 'x-file-bytes': '2048' };
      return new Response(null, { headers });
    }
    if (last === 'messages') {
      const at = Number(searchParams.get('cursor') ?? 0);
      const nextCursor = at + 1 < messages.length ? String(at + 1) : null;
      return Response.json({ items: messages[at] ?? [], nextCursor, total: null });
    }
    if (last === 'runs') return Response.json({ items: runs, nextCursor: null, total: null });
    const rest = { object: 'thread', metadata: { customer: 'northwind' }, toolResources: null, extra: {} };
    return Response.json({ source: 'sample', id: 'thread_1', createdAt: 500, ...rest });
  });
});

function show() {
  render(
    <QueryClientProvider client={makeQueryClient()}>
      <ThreadScreen source="sample" sourceName="Sample" id="thread_1" loadedAt={20_000} />
    </QueryClientProvider>,
  );
}

const entries = async () => {
  await screen.findAllByRole('article');
  return screen.getAllByRole('article').map((entry) => entry.getAttribute('aria-label'));
};

test('messages and runs stand in the order in which they happened', async () => {
  show();
  expect(await entries()).toEqual([
    'Message of User',
    'Run run_answer000001',
    'Message of Assistant',
    'Run run_blocking0002',
  ]);
  const run = screen.getByRole('article', { name: 'Run run_answer000001' });
  expect(within(run).getByRole('link')).toHaveAttribute('href', '/runs/sample/thread_1.run_answer000001');
  expect(screen.getByText('Metadata (1)')).toBeInTheDocument();
});

test('the run that blocks the thread is named on top', async () => {
  show();
  await entries();
  const notice = screen.getAllByRole('note').find((each) => each.textContent?.includes('blocks this thread'));
  expect(notice).toHaveTextContent(/blocks this thread: waiting for you, waiting for outputs\./);
});

test('a run of which only pieces were kept is not said to block its thread', async () => {
  runs = [sampleRun({ id: 'run_pieces0000001', status: 'unknown', createdAt: null })];
  show();
  expect(await screen.findByRole('article', { name: 'Run run_pieces0000001' })).toBeInTheDocument();
  expect(screen.queryByText(/blocks this thread/)).toBeNull();
});

test('files are served under a run of the thread, with their names', async () => {
  show();
  await entries();
  const file = await screen.findByRole('link', { name: /accounts\.csv\s*2\sKB/ });
  expect(file).toHaveAttribute('title', 'file-abc');
  expect(file).toHaveAttribute('href', '/api/runs/sample/thread_1.run_blocking0002/files/file-abc');
});

test('without any run the ids of files stand in their place, and nothing blocks', async () => {
  runs = [];
  show();
  expect(await screen.findByText('file-abc')).toBeInTheDocument();
  expect(screen.queryByRole('link', { name: /file-abc/ })).toBeNull();
  expect(screen.queryByText(/blocks this thread/)).toBeNull();
});

test('further messages come on demand, and runs after the last read message wait for them', async () => {
  messages.push([message('msg_3', 9500, 'user', 'And then?')]);
  show();
  expect(await entries()).toEqual(['Message of User', 'Run run_answer000001', 'Message of Assistant']);
  await userEvent.setup().click(screen.getByRole('button', { name: 'Show more' }));
  await screen.findByText('And then?');
  expect((await entries()).at(-1)).toBe('Run run_blocking0002');
  expect(screen.queryByRole('button', { name: 'Show more' })).toBeNull();
});

test('a source that cannot list messages is explained, and its runs are shown', async () => {
  lacking = 'messages';
  show();
  expect(await entries()).toEqual(['Run run_answer000001', 'Run run_blocking0002']);
  expect((await screen.findByText('The source answered 405.')).closest('[role=note]')).toHaveTextContent(
    'Sample cannot list messages, so only runs are shown',
  );
});

test('an empty thread says so', async () => {
  messages = [[]];
  runs = [];
  show();
  expect(await screen.findByText('This thread is empty')).toBeInTheDocument();
});

test('the message that the address names is read up to, brought into view and told apart', async () => {
  messages.push([message('msg_3', 9500, 'user', 'And then?')], [message('msg_4', 9600, 'user', 'And after that?')]);
  const shown: string[] = [];
  Element.prototype.scrollIntoView = function scroll() {
    shown.push(this.textContent ?? '');
  };
  window.history.replaceState(null, '', '/threads/sample/thread_1?message=msg_4');
  show();
  await screen.findByText('And after that?');
  expect(shown.join(' ')).toContain('And after that?');
  const named = screen.getAllByRole('article').filter((entry) => entry.getAttribute('aria-current') === 'true');
  expect(named.map((entry) => entry.textContent)).toEqual([expect.stringContaining('And after that?')]);
});
