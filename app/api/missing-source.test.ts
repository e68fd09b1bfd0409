import { expect, it, vi } from 'vitest';
import type { Archive } from '#lib/server/archive/archive.ts';
import { fakeArchive } from '#lib/server/archiving/fake-archive.ts';
import { keepRun } from '#lib/server/archiving/keep-run.ts';
import { sampleSource, settledRuns } from '#lib/server/archiving/sample-source-fixture.ts';
import * as groups from './runs/groups/route.ts';
import * as histogram from './runs/histogram/route.ts';
import * as runs from './runs/route.ts';
import * as total from './runs/total/route.ts';
import * as values from './runs/values/route.ts';
import * as search from './search/route.ts';
import * as threads from './threads/route.ts';

const { state } = vi.hoisted(() => ({ state: { archive: null as Archive | null } }));
vi.mock('#lib/server/archiving/the-archive.ts', () => ({ theArchive: async () => state.archive }));

const LISTS: [name: string, route: typeof runs, query: string][] = [
  ['runs', runs, ''],
  ['groups', groups, '&by=failure'],
  ['histogram', histogram, ''],
  ['total', total, ''],
  ['values', values, '&of=status'],
  ['search', search, '&q=timeout'],
];

async function ask(route: typeof runs, query: string) {
  const request = new Request(`http://localhost:3000/api/x?${query}`, { headers: { host: 'localhost:3000' } });
  const response = await route.GET(request, { params: Promise.resolve({}) });
  return { status: response.status, body: (await response.json()) as unknown };
}

const MISSING = {
  status: 404,
  body: {
    error: {
      code: 'not_found',
      message:
        'No source with the ID nowhere is configured here, and no run of it is kept. There is one source: sample (Sample).',
    },
  },
};

it.each([...LISTS, ['threads', threads, ''] as const])(
  'the list of %s of a source that is not there says so, and which there are',
  async (_, route, query) => {
    state.archive = fakeArchive();
    expect(await ask(route, `source=nowhere${query}`)).toMatchObject(MISSING);
  },
);

it('without an archive too', async () => {
  state.archive = null;
  expect(await ask(runs, 'source=nowhere')).toMatchObject(MISSING);
  expect(await ask(threads, 'source=nowhere')).toMatchObject(MISSING);
});

it('names all that are asked for', async () => {
  state.archive = fakeArchive();
  const message = expect.stringMatching(/^No source with one of the IDs nowhere, x{128} is configured here/);
  const { body } = await ask(runs, `source=nowhere,${'x'.repeat(200)}`);
  expect(body).toMatchObject({ error: { message } });
});

it.each(LISTS)(
  'the list of %s is read of one that is there beside, of kept runs, and of imports',
  async (_, route, query) => {
    const archive = fakeArchive();
    state.archive = archive;
    const { source } = sampleSource();
    const { signal } = new AbortController();
    const [run] = await settledRuns(source);
    await keepRun(archive, source, run?.key ?? '', 'view', signal);
    expect((await ask(route, `source=nowhere,sample${query}`)).status).toBe(200);
    expect((await ask(route, `source=${source.id}${query}`)).status).toBe(200);
    expect((await ask(route, `source=file${query}`)).status).toBe(200);
  },
);

it('what there is to filter a source by is told whichever is asked for', async () => {
  state.archive = fakeArchive();
  expect((await ask(values, 'source=nowhere&of=source')).status).toBe(200);
});
