import { QueryClientProvider } from '@tanstack/react-query';
import { render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { makeQueryClient } from '#lib/client/query-client.ts';
import { aRun } from '#lib/domain/domain-fixtures.ts';
import type { RunHits, SearchFound, SearchHit } from '#lib/domain/search-hit.ts';
import { ms } from '#lib/domain/time.ts';
import { followAddress } from '../ui/fake-navigation.ts';
import { Commands } from '../commands/commands.tsx';
import { SearchScreen } from './search-screen.tsx';

vi.mock('next/navigation', async () => (await import('../ui/fake-navigation.ts')).navigation);
vi.mock('next/link', async () => (await import('../ui/fake-link.tsx')).link);
beforeAll(followAddress);

const hit = (more: Partial<SearchHit>): SearchHit => ({
  step: 'step_a',
  stepNumber: 3,
  call: 0,
  place: 'Logs',
  path: 'output.0',
  line: 1204,
  snippet: [
    { text: '… the ', marked: false },
    { text: 'refund', marked: true },
    { text: ' <b>failed</b>', marked: false },
  ],
  href: '/runs/sample/k?step=step_a&call=0&line=1204',
  ...more,
});
const found: RunHits[] = [
  {
    run: { ...aRun({ id: 'run_one000000001', status: 'failed' }), summary: null, goneAt: null, piecesOnly: false },
    hits: [hit({}), hit({ place: 'Arguments', line: null, href: '/runs/sample/k?step=step_a' })],
    more: 4,
    complete: false,
  },
  {
    run: {
      ...aRun({ id: 'run_two000000002', key: 'thread_2.run_two' }),
      summary: null,
      goneAt: null,
      piecesOnly: false,
    },
    hits: [],
    more: 0,
    complete: true,
  },
];
const asked: URLSearchParams[] = [];
let items: SearchFound[];
/** How many answers come before the one with items: of a search that goes on. */
let empty = 0;

beforeEach(() => {
  items = found;
  asked.length = 0;
  window.history.replaceState(null, '', '/search');
  class Observer {
    observe() {}
    disconnect() {}
  }
  const media = { matches: false, addEventListener() {}, removeEventListener() {} };
  Object.assign(globalThis, { IntersectionObserver: Observer, matchMedia: () => media });
  vi.stubGlobal('fetch', async (path: string) => {
    const url = new URL(path, 'http://localhost');
    if (url.pathname !== '/api/search') return Response.json({ error: {} }, { status: 500 });
    asked.push(url.searchParams);
    if (url.searchParams.get('source') === 'nowhere') {
      const error = { code: 'not_found', message: 'No source nowhere is configured here.', request_id: 'req_9' };
      return Response.json({ error }, { status: 404 });
    }
    if (empty > 0) return Response.json({ items: [], nextCursor: `after ${empty--}`, total: null });
    return Response.json({ items, nextCursor: null, total: null });
  });
});

function show(query = '') {
  window.history.replaceState(null, '', `/search${query}`);
  render(
    <QueryClientProvider client={makeQueryClient()}>
      <Commands>
        <SearchScreen />
      </Commands>
    </QueryClientProvider>,
  );
  return userEvent.setup();
}

test('words are searched for once typing pauses, and stand in the address', async () => {
  const user = show();
  expect(screen.getByRole('heading', { name: 'Search in all archived runs' })).toBeInTheDocument();
  const field = screen.getByRole('searchbox', { name: 'Search in all runs' });
  expect(field).toHaveFocus();
  await user.type(field, 'refund failed');
  await screen.findByRole('region', { name: /run_one0/ });
  await waitFor(() => expect(window.location.search).toBe('?q=refund%20failed'));
  expect(asked.at(-1)?.get('q')).toBe('refund failed');
  expect(asked.length).toBeLessThan(4);
});

test('every hit is a link to its place, with the words marked and the text as text', async () => {
  show('?q=refund');
  const run = await screen.findByRole('region', { name: /run_one0/ });
  const link = within(run).getByRole('link', { name: /Step 3, Logs, line 1,204/ });
  expect(link).toHaveAttribute('href', '/runs/sample/k?step=step_a&call=0&line=1204');
  expect(link.querySelector('mark')).toHaveTextContent('refund');
  expect(link).toHaveTextContent('<b>failed</b>');
  expect(run).toHaveTextContent('4 more places in this run; the run is long and was looked through in part');
  expect(screen.getByRole('region', { name: /run_two0/ })).toHaveTextContent(
    'The words stand in the run’s IDs or names',
  );
});

test('a run that waits says for how long', async () => {
  const waits = { status: 'requires_action', expiresAt: ms(Date.now() + 30 * 60_000) } as const;
  items = found.map((one) => ({ ...one, run: { ...one.run, ...waits } }));
  show('?q=refund');
  expect(await screen.findByRole('region', { name: /run_one0/ })).toHaveTextContent(/due in (?:30|31) min/);
});

test('J and K go from hit to hit, outside the field', async () => {
  const user = show('?q=refund');
  await screen.findByRole('region', { name: /run_one0/ });
  await user.keyboard('jj');
  expect(screen.getByRole('link', { name: /line 1,204/ })).toHaveFocus();
  await user.keyboard('k');
  expect(screen.getByRole('link', { name: /^run_one0/ })).toHaveFocus();
});

test('nothing found names the words and offers to search more widely', async () => {
  items = [];
  const user = show('?q=quotation&status=failed');
  await screen.findByRole('heading', { name: 'Nothing found for “quotation”' });
  expect(screen.getByText('quotat*')).toBeInTheDocument();
  await user.click(screen.getByRole('button', { name: 'Search in all runs' }));
  await waitFor(() => expect(asked.at(-1)?.get('status')).toBeNull());
  expect(asked.at(-1)?.get('q')).toBe('quotation');
});

test('messages and threads without a run stand among the runs, each leading to its thread', async () => {
  const thread = { source: 'sample', id: 'thread_alone00001' };
  const href = '/threads/sample/thread_alone00001?message=msg_lost00000001&words=refund';
  const place = { step: null, stepNumber: null, call: null, path: null, line: null };
  items = [
    ...found,
    {
      thread,
      message: { id: 'msg_lost00000001', role: 'user', createdAt: ms(Date.now() - 60_000) },
      hits: [hit({ ...place, place: 'Message of the user', href })],
      more: 2,
    },
    {
      thread,
      message: null,
      hits: [hit({ ...place, place: 'Metadata', href: '/threads/sample/thread_alone00001' })],
      more: 0,
    },
  ];
  show('?q=refund');
  const message = await screen.findByRole('region', { name: /^Message in thread/ });
  expect(within(message).getByRole('link', { name: /^Message of the user/ })).toHaveAttribute('href', href);
  expect(message).toHaveTextContent('2 more places in this message');
  const whole = screen.getByRole('region', { name: /^Thread thread_al/ });
  expect(within(whole).getByRole('link', { name: /^Metadata/ })).toHaveAttribute(
    'href',
    '/threads/sample/thread_alone00001',
  );
  expect(screen.getByText('2 runs, 1 message, 1 thread, newest first')).toBeVisible();
});

test('a search that found nothing yet goes on before it says so', async () => {
  class Near {
    readonly #tell: (entries: { isIntersecting: boolean }[]) => void;
    constructor(tell: (entries: { isIntersecting: boolean }[]) => void) {
      this.#tell = tell;
    }
    observe() {
      queueMicrotask(() => this.#tell([{ isIntersecting: true }]));
    }
    disconnect() {}
  }
  Object.assign(globalThis, { IntersectionObserver: Near });
  empty = 2;
  const said: string[] = [];
  const watcher = new MutationObserver(() => said.push(document.body.textContent));
  watcher.observe(document.body, { childList: true, subtree: true, characterData: true });
  show('?q=refund');
  await screen.findByRole('region', { name: /run_one0/ });
  watcher.disconnect();
  expect(said.filter((text) => text.includes('Nothing found'))).toEqual([]);
  expect(asked.map((query) => query.get('cursor'))).toEqual([null, 'after 2', 'after 1']);
});

test('of a source that is not there it is told that it is not, with the way to search in all', async () => {
  const user = show('?q=refund&source=nowhere');
  expect(await screen.findByText('No source nowhere is configured here.')).toBeInTheDocument();
  await user.click(screen.getByRole('button', { name: 'Search in all runs' }));
  expect(await screen.findByRole('region', { name: /run_one0/ })).toBeInTheDocument();
  expect(window.location.search).toBe('?q=refund');
});
