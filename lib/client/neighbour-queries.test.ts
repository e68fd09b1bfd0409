import { beforeEach, expect, test, vi } from 'vitest';
import { DEFAULT_RUN_LIST } from '../contract/run-list-params.ts';
import { aRun } from '../domain/domain-fixtures.ts';
import type { Run } from '../domain/run.ts';
import { listNeighboursQuery, type RunNeighbours, threadNeighboursQuery } from './neighbour-queries.ts';
import { makeQueryClient } from './query-client.ts';
import { runListOptions } from './run-list-queries.ts';
import { ownerAccess } from './trace-access.ts';

const run = (key: string): Run => aRun({ source: 's', key, id: `run_${key}`, threadId: 'thread_t' });
const page = (keys: string, nextCursor: string | null = null) => ({
  items: Array.from(keys, run),
  nextCursor,
  total: null,
});
const names = (found: RunNeighbours | null | undefined) =>
  found && [found.previous?.key ?? null, found.next?.key ?? null];

let pages: Record<string, ReturnType<typeof page>>;
let asked: string[];

beforeEach(() => {
  asked = [];
  pages = { '': page('abc', 'c1'), c1: page('def', 'c2'), c2: page('gh') };
  vi.stubGlobal('fetch', async (path: string) => {
    const url = new URL(path, 'http://localhost');
    asked.push(`${url.pathname}${url.search}`);
    return Response.json(pages[url.searchParams.get('cursor') ?? '']);
  });
});

const inList = (key: string, query = 'status=failed', client = makeQueryClient()) =>
  client.fetchQuery(listNeighboursQuery(query, { source: 's', key }));

test('the neighbours are those of the list with its filter and order, across pages', async () => {
  expect(names(await inList('b'))).toEqual(['a', 'c']);
  expect(asked).toEqual(['/api/runs?status=failed&limit=50']);
  expect(names(await inList('c'))).toEqual(['b', 'd']);
  expect(names(await inList('d'))).toEqual(['c', 'e']);
  expect(names(await inList('a'))).toEqual([null, 'b']);
  expect(names(await inList('h'))).toEqual(['g', null]);
  expect(await inList('z')).toBeNull();
});

test('what the list has read is not read again, unless the run is not there', async () => {
  const client = makeQueryClient();
  const params = { ...DEFAULT_RUN_LIST, status: ['failed'] };
  client.setQueryData(runListOptions(params).queryKey, { pages: [page('xyz', 'c1')], pageParams: [''] });
  expect(names(await inList('y', 'status=failed', client))).toEqual(['x', 'z']);
  expect(asked).toEqual([]);
  expect(names(await inList('z', 'status=failed', client))).toEqual(['y', 'd']);
  expect(asked).toEqual(['/api/runs?status=failed&limit=50&cursor=c1']);
  expect(names(await inList('b', 'status=failed', client))).toEqual(['a', 'c']);
});

test('pages that overlap because runs came in count each run once', async () => {
  pages['c1'] = page('cdef', 'c2');
  expect(names(await inList('c'))).toEqual(['b', 'd']);
  expect(names(await inList('d'))).toEqual(['c', 'e']);
});

test('the search ends after 20 pages, and with a list that turns in a circle', async () => {
  pages = Object.fromEntries(Array.from({ length: 40 }, (_, i) => [i === 0 ? '' : `n${i}`, page('a', `n${i + 1}`)]));
  expect(await inList('z')).toBeNull();
  expect(asked).toHaveLength(20);
  pages = { '': page('ab', 'n1'), n1: page('cd', 'n1') };
  asked = [];
  expect(await inList('z')).toBeNull();
  expect(asked).toHaveLength(2);
});

test('in a thread the previous run is the older one', async () => {
  const found = (key: string) =>
    makeQueryClient().fetchQuery(threadNeighboursQuery(ownerAccess('s', key), { ...run(key), status: 'completed' }));
  expect(names(await found('b'))).toEqual(['c', 'a']);
  expect(asked).toEqual(['/api/threads/s/thread_t/runs?order=desc&limit=100']);
  expect(names(await found('c'))).toEqual(['d', 'b']);
  expect(asked.at(-1)).toBe('/api/threads/s/thread_t/runs?order=desc&limit=100&cursor=c1');
  expect(names(await found('a'))).toEqual(['b', null]);
});
