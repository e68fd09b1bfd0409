import { QueryClientProvider } from '@tanstack/react-query';
import { render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, test, vi } from 'vitest';
import { makeQueryClient } from '#lib/client/query-client.ts';
import type { KnownId } from '#lib/domain/known-id.ts';
import type { Role } from '#lib/domain/role.ts';
import { ms } from '#lib/domain/time.ts';
import { followAddress } from '../ui/fake-navigation.ts';
import { SourcesScreen } from './sources-screen.tsx';

vi.mock('next/navigation', async () => (await import('../ui/fake-navigation.ts')).navigation);
vi.mock('next/link', async () => (await import('../ui/fake-link.tsx')).link);

const RUN: KnownId = {
  kind: 'run',
  source: 'old',
  id: 'run_1',
  key: 'thread_a.run_1',
  threadId: 'thread_a',
  way: 'pass_through',
  firstSeen: ms(Date.now() - 86_400_000),
  lastSeen: ms(Date.now() - 5_000),
  goneAt: ms(1),
  runs: null,
};
const THREAD: KnownId = { ...RUN, kind: 'thread', id: 'thread_a', key: null, way: 'paste', goneAt: null, runs: 1_000 };
const knownBy = { view: 0, walk: 0, import: 2, pass_through: 0, paste: 0 };
const INSTALLATION = {} as never;
/** Queries of the list, in order. */
let asked: string[];
let archive: { state: string; message: string | null };

vi.mock('./installation-card.tsx', () => ({ InstallationCard: () => null }));

beforeEach(() => {
  asked = [];
  archive = { state: 'on', message: null };
  window.history.replaceState(null, '', '/settings/sources');
  followAddress();
  Object.assign(globalThis, {
    IntersectionObserver: class {
      observe() {}
      disconnect() {}
    },
  });
  HTMLDialogElement.prototype.showModal = function shown() {
    this.open = true;
  };
  HTMLDialogElement.prototype.close = function closed() {
    this.open = false;
  };
  vi.stubGlobal('fetch', async (path: string, { method = 'GET' }: { method?: string } = {}) => {
    if (method !== 'GET') {
      asked.push(`${method} ${path}`);
      return Response.json({ deleted: 2 });
    }
    const { pathname, search, searchParams } = new URL(path, 'http://localhost');
    const page = (items: unknown[]) => Response.json({ items, nextCursor: null, total: null });
    if (pathname === '/api/sources') {
      const kept = [{ source: 'old', knownBy }];
      const list = { items: [], nextCursor: null, total: 0, notices: [], archive, kept, operate: false };
      return Response.json(archive.state === 'on' ? list : { ...list, kept: [] });
    }
    asked.push(`${pathname}${search}`);
    if (searchParams.get('q') === 'nothing') return page([]);
    return page([searchParams.get('kind') === 'thread' ? THREAD : RUN]);
  });
});

function show(own: Role = 'viewer') {
  render(
    <QueryClientProvider client={makeQueryClient()}>
      <SourcesScreen settings={[]} installation={INSTALLATION} own={own} />
    </QueryClientProvider>,
  );
  return userEvent.setup();
}

test('a source that only the archive knows is named, with its ids and where each came from', async () => {
  const user = show();
  const card = await screen.findByRole('group', { name: 'Source old' });
  expect(card).toHaveTextContent('2 imported');
  expect(asked).toEqual([]);
  await user.click(within(card).getByRole('button', { name: /Known IDs/ }));
  const table = await within(card).findByRole('table', { name: 'Known runs' });
  expect(asked).toEqual(['/api/sources/old/ids?limit=50']);
  expect(within(table).getByRole('link', { name: 'run_1' })).toHaveAttribute('href', '/runs/old/thread_a.run_1');
  expect(within(table).getByRole('link', { name: 'thread_a' })).toHaveAttribute('href', '/threads/old/thread_a');
  expect(table).toHaveTextContent('through the pass-throughno longer at the source');
  expect(within(table).getByRole('button', { name: 'Copy run_1' })).toBeInTheDocument();

  await user.click(within(card).getByRole('button', { name: 'Threads' }));
  const threads = await within(card).findByRole('table', { name: 'Known threads' });
  expect(threads).toHaveTextContent('1,000 or more');
  await vi.waitFor(() => expect(window.location.search).toBe('?ids=old&kind=thread'));

  await user.type(within(card).getByRole('searchbox', { name: 'Part of an ID' }), 'nothing{Enter}');
  expect(await within(card).findByRole('heading', { name: 'No known ID fits' })).toBeInTheDocument();
  await user.click(within(card).getByRole('button', { name: 'Clear the filter' }));
  expect(await within(card).findByRole('table', { name: 'Known threads' })).toBeInTheDocument();
  await user.click(within(card).getByRole('button', { name: /Known IDs/ }));
  await vi.waitFor(() => expect(window.location.search).toBe(''));
});

test('an address opens the list it names', async () => {
  window.history.replaceState(null, '', '/settings/sources?ids=old&kind=thread&way=import&q=abc');
  show();
  expect(await screen.findByRole('table', { name: 'Known threads' })).toBeInTheDocument();
  expect(asked).toEqual(['/api/sources/old/ids?kind=thread&way=import&q=abc&limit=50']);
  expect(screen.getByRole('searchbox', { name: 'Part of an ID' })).toHaveValue('abc');
});

test('without an archive there is no such list', async () => {
  archive = { state: 'off', message: null };
  show();
  expect(await screen.findByRole('heading', { name: 'No source is configured' })).toBeInTheDocument();
  expect(screen.queryByRole('button', { name: /Known IDs/ })).not.toBeInTheDocument();
});

test('admins may have what is kept of a source deleted, once they confirm it', async () => {
  const user = show('admin');
  await user.click(await screen.findByRole('button', { name: 'Delete all kept of old' }));
  expect(asked).toEqual([]);
  await user.click(screen.getByRole('button', { name: 'Delete all' }));
  await vi.waitFor(() => expect(asked).toContain('DELETE /api/sources/old/runs'));
});

test('others are not offered that', async () => {
  show('operator');
  expect(await screen.findByRole('group', { name: 'Source old' })).toBeInTheDocument();
  expect(screen.queryByRole('button', { name: /^Delete/ })).not.toBeInTheDocument();
});
