import { expect, it, vi } from 'vitest';
import { searchPageSchema } from '#lib/contract/search-schema.ts';
import type { Archive } from '#lib/server/archive/archive.ts';
import { fakeArchive } from '#lib/server/archiving/fake-archive.ts';
import { keepRun } from '#lib/server/archiving/keep-run.ts';
import { sampleSource } from '#lib/server/archiving/sample-source-fixture.ts';
import { GET } from './route.ts';

const { state } = vi.hoisted(() => ({ state: { archive: null as Archive | null } }));
vi.mock('#lib/server/archiving/the-archive.ts', () => ({ theArchive: async () => state.archive }));
// The thread opens an archive by itself; here the search looks into the one above.
vi.mock('#lib/server/search/search-thread.ts', async () => {
  const { searchKept } = await import('#lib/server/search/search-kept.ts');
  return {
    searchOnThread: (wanted: Parameters<typeof searchKept>[1]) =>
      state.archive && searchKept(state.archive, wanted, new AbortController().signal),
  };
});

async function ask(query: string) {
  const request = new Request(`http://localhost:3000/api/search?${query}`, { headers: { host: 'localhost:3000' } });
  const response = await GET(request, { params: Promise.resolve({}) });
  return { status: response.status, body: (await response.json()) as unknown };
}

it('answers with runs and places, and 503 archive_off without an archive', async () => {
  expect(await ask('q=the')).toMatchObject({ status: 503, body: { error: { code: 'archive_off' } } });
  const archive = fakeArchive();
  state.archive = archive;
  const { source } = sampleSource();
  const { signal } = new AbortController();
  const threads = await source.reader.listThreads({ limit: 20 }, signal);
  const lists = await Promise.all(threads.items.map(({ id }) => source.reader.listRuns(id, { limit: 1 }, signal)));
  const [run] = lists.flatMap(({ items }) => items);
  if (!run) throw new Error('no run');
  await keepRun(archive, source, run.key, 'view', signal);
  const { status, body } = await ask(`q=${run.id}&limit=5000&from=never`);
  expect(status).toBe(200);
  const page = searchPageSchema.parse(body);
  expect(page.items.flatMap((item) => ('run' in item ? [item.run.id] : []))).toEqual([run.id]);
  expect(page.items[0]?.hits.length).toBeGreaterThan(0);
  expect((await ask('q=run&cursor=nonsense')).status).toBe(400);
});
