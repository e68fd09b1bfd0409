import { beforeEach, describe, expect, it, vi } from 'vitest';
import { knownIdPageSchema } from '#lib/contract/known-ids-schema.ts';
import { knownFetchSchema, sourcePageSchema } from '#lib/contract/source-schema.ts';
import { fail } from '#lib/domain/failure.ts';
import type { Archive } from '#lib/server/archive/archive.ts';
import { wire } from '#lib/server/archive/test-archives.ts';
import { type FakeArchive, fakeArchive } from '#lib/server/archiving/fake-archive.ts';
import { keepRun } from '#lib/server/archiving/keep-run.ts';
import { forgetCounts } from '#lib/server/sources/archive-state.ts';
import { getSource } from '#lib/server/upstream/sources.ts';
import * as run from '../runs/[source]/[key]/route.ts';
import * as ids from './[source]/ids/route.ts';
import * as known from './[source]/known/route.ts';
import * as runs from './[source]/runs/route.ts';
import * as sources from './route.ts';

const { state } = vi.hoisted(() => ({ state: { archive: null as Archive | null, refused: false } }));
vi.mock('#lib/server/archiving/the-archive.ts', () => ({
  theArchive: async () => (state.refused ? fail('archive_busy', 'Held by another.') : state.archive),
}));

const { signal } = new AbortController();
const OWN = { origin: 'http://localhost:3000', 'content-type': 'application/json', 'x-runlens': '1' };

async function ask(
  handler: typeof known.GET,
  params: Record<string, string>,
  init: { method?: string; body?: string; headers?: Record<string, string> } = {},
  query = '',
) {
  const headers = { host: 'localhost:3000', ...(init.method ? OWN : {}), ...init.headers };
  const request = new Request(`http://localhost:3000/api/x?${query}`, { ...init, headers });
  const response = await handler(request, { params: Promise.resolve(params) });
  return { status: response.status, body: (await response.json()) as unknown };
}
const SAMPLE = { source: 'sample' };
const listed = async () => {
  forgetCounts();
  return sourcePageSchema.parse((await ask(sources.GET, {})).body);
};

let archive: FakeArchive;
let keys: string[];
beforeEach(async () => {
  archive = fakeArchive();
  state.archive = archive;
  state.refused = false;
  const { reader } = getSource('sample');
  const threads = await reader.listThreads({ limit: 5 }, signal);
  const pages = await Promise.all(threads.items.map(({ id }) => reader.listRuns(id, { limit: 5 }, signal)));
  keys = pages.flatMap(({ items }) => items.map(({ key }) => key)).slice(0, 3);
  const origins = ['view', 'walk', 'import'] as const;
  for (const [i, key] of keys.entries()) {
    await keepRun(archive, getSource('sample'), key, origins[i] ?? 'view', signal);
  }
});

describe('GET /api/sources', () => {
  it('says how the known runs came, and whether runs are kept', async () => {
    const { items, archive: said } = await listed();
    expect(items[0]?.knownBy).toEqual({ view: 1, walk: 1, import: 1, pass_through: 0, paste: 0 });
    expect(items[0]?.knownRuns).toBeGreaterThanOrEqual(3);
    expect(said).toEqual({ state: 'on', message: null });
    state.archive = null;
    expect(await listed()).toMatchObject({ archive: { state: 'off' }, items: [{ knownBy: null }] });
    state.refused = true;
    expect((await listed()).archive).toEqual({ state: 'failed', message: 'Held by another.' });
  });
});

describe('GET /api/sources/{source}/ids', () => {
  const idsOf = async (query = '', source = 'sample') => {
    const { status, body } = await ask(ids.GET, { source }, {}, query);
    return status === 200 ? knownIdPageSchema.parse(body) : status;
  };

  it('lists what is known of a source with where it came from, by pages', async () => {
    const all = await idsOf();
    expect(all).toMatchObject({
      items: keys.map((key, at) => ({ kind: 'run', key, way: ['view', 'walk', 'import'][at] })),
      nextCursor: null,
    });
    expect(await idsOf('way=walk')).toMatchObject({ items: [{ key: keys[1] }] });
    expect(await idsOf(`q=${keys[2]?.split('.')[1]?.toUpperCase()}`)).toMatchObject({ items: [{ key: keys[2] }] });
    const first = await idsOf('limit=2');
    expect(first).toMatchObject({ items: [{ key: keys[0] }, { key: keys[1] }] });
    const cursor = typeof first === 'number' ? null : first.nextCursor;
    expect(await idsOf(`limit=2&cursor=${cursor}`)).toMatchObject({ items: [{ key: keys[2] }], nextCursor: null });
    const threads = [...new Set(keys.map((key) => key.split('.')[0]))];
    expect(await idsOf('kind=thread')).toMatchObject({ items: threads.map((id) => ({ kind: 'thread', id })) });
  });

  it('says what it cannot list', async () => {
    expect(await idsOf('', 'nowhere')).toMatchObject({ items: [] });
    expect(await idsOf('', '../x')).toBe(400);
    expect(await idsOf('cursor=made-up')).toBe(400);
    state.archive = null;
    expect((await ask(ids.GET, SAMPLE)).body).toMatchObject({ error: { code: 'archive_off' } });
  });

  it('names sources that only the archive knows', async () => {
    expect((await listed()).kept).toEqual([]);
    await archive.keepObjects('file', [wire('step', 'step_1', { threadId: 't1', runId: 'run_1' })], 'import');
    const knownBy = { view: 0, walk: 0, import: 1, pass_through: 0, paste: 0 };
    expect((await listed()).kept).toEqual([{ source: 'file', knownBy }]);
    expect(await idsOf('', 'file')).toMatchObject({ items: [{ id: 'run_1', key: 't1.run_1', way: 'import' }] });
  });
});

describe('deleting', () => {
  it('takes one run, or all of a source, and says how many', async () => {
    const [key = ''] = keys;
    expect(await ask(run.DELETE, { ...SAMPLE, key }, { method: 'DELETE' })).toEqual({
      status: 200,
      body: { deleted: 1 },
    });
    expect(await archive.getRun('sample', key)).toBeNull();
    expect((await ask(run.DELETE, { ...SAMPLE, key }, { method: 'DELETE' })).status).toBe(404);
    const rest = await ask(runs.DELETE, SAMPLE, { method: 'DELETE' });
    expect(rest).toEqual({ status: 200, body: { deleted: 2 } });
    expect((await listed()).items[0]?.knownBy).toEqual({ view: 0, walk: 0, import: 0, pass_through: 0, paste: 0 });
    expect((await ask(runs.DELETE, { source: 'nowhere' }, { method: 'DELETE' })).status).toBe(404);
  });

  it('is taken from our own pages only', async () => {
    const foreign = { origin: 'http://elsewhere.example' };
    const [key = ''] = keys;
    const refused = { status: 403, body: { error: { code: 'csrf' } } };
    expect(await ask(run.DELETE, { ...SAMPLE, key }, { method: 'DELETE', headers: foreign })).toMatchObject(refused);
    expect(await ask(runs.DELETE, SAMPLE, { method: 'DELETE', headers: foreign })).toMatchObject(refused);
    expect(await archive.getRun('sample', key)).not.toBeNull();
  });
});

describe('/api/sources/{source}/known', () => {
  const post = (body: string, source = 'sample') => ask(known.POST, { source }, { method: 'POST', body });

  it('fetches threads in the background and says how far that is', async () => {
    const threads = [...new Set(keys.map((key) => key.split('.')[0] ?? '')), 'thread_missing'];
    const begun = await post(JSON.stringify({ threads }));
    expect(begun.status).toBe(202);
    expect(knownFetchSchema.parse(begun.body)).toMatchObject({ state: 'fetching', threads: threads.length });
    await vi.waitFor(async () => {
      const { body } = await ask(known.GET, SAMPLE);
      expect(knownFetchSchema.parse(body)).toMatchObject({
        state: 'done',
        done: threads.length,
        missing: ['thread_missing'],
      });
    });
    // What was named is known, there or not.
    const named = knownIdPageSchema.parse((await ask(ids.GET, SAMPLE, {}, 'kind=thread&way=paste')).body);
    expect(named.items.map(({ id }) => id)).toEqual(expect.arrayContaining(['thread_missing']));
    expect((await listed()).items[0]?.fetching.state).toBe('done');
    expect((await ask(known.DELETE, SAMPLE, { method: 'DELETE' })).status).toBe(200);
  });

  it('refuses bodies that are something else', async () => {
    expect((await post('{')).status).toBe(400);
    expect((await post('{"threads":[]}')).status).toBe(400);
    expect((await post('{"threads":[1]}')).status).toBe(400);
    expect((await post('{"threads":["../x"]}')).status).toBe(400);
    expect((await post(JSON.stringify({ threads: Array(10_001).fill('thread_a') }))).status).toBe(413);
    expect((await post(`{"threads":["${'x'.repeat(2_000_000)}"]}`)).status).toBe(413);
    expect((await post('{"threads":["thread_a"]}', 'nowhere')).status).toBe(404);
    expect((await ask(known.GET, { source: 'nowhere' })).status).toBe(404);
  });
});
