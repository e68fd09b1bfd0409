import { expect, it, vi } from 'vitest';
import { fail } from '../../domain/failure.ts';
import { type FakeArchive, fakeArchive } from '../archiving/fake-archive.ts';
import type { Source } from '../upstream/sources.ts';
import { flushPassed } from './flush-passed.ts';
import { passThroughTo } from './pass-through-fixture.ts';

const ground = vi.hoisted(() => ({ sources: new Map<string, Source>(), archive: null as FakeArchive | null }));
vi.mock('../archiving/the-archive.ts', () => ({ theArchive: async () => ground.archive }));
vi.mock('../upstream/sources.ts', async (original) => {
  const find = (id: string) => ground.sources.get(id) ?? null;
  return {
    ...(await original<object>()),
    findSource: find,
    getSource: (id: string) => find(id) ?? fail('not_found', 'No source of that ID is configured here.'),
  };
});

const DEEP = `${'{"a":'.repeat(300)}1${'}'.repeat(300)}`;
const RUN = `{"id":"run_1","object":"thread.run","thread_id":"thread_1","status":"in_progress","created_at":1790000000,"metadata":${DEEP}}`;
const { signal } = new AbortController();

/** The run as it is kept. */
async function kept(source: string): Promise<string | undefined> {
  await flushPassed();
  return (await ground.archive?.wireStore(source).get('run', 'run_1', signal))?.text;
}

it('an answer that nests too deeply is handed on and kept as it came, and its run is known', async () => {
  ground.archive = fakeArchive();
  const { id, call } = await passThroughTo(ground.sources, (_, response) => {
    response.writeHead(200, { 'content-type': 'application/json' }).end(RUN);
  });
  const answer = await call('threads/thread_1/runs/run_1');
  expect(await answer.text()).toBe(RUN);
  await vi.waitFor(async () => expect(await kept(id)).toBe(RUN));
  expect((await ground.archive.getRun(id, 'thread_1.run_1'))?.text).toBe(RUN);
});

it('so is an event of a stream, also the last one without its empty line', async () => {
  ground.archive = fakeArchive();
  const { id, call } = await passThroughTo(ground.sources, (_, response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    response.end(`event: thread.run.created\ndata: ${RUN}`);
  });
  const answer = await call('threads/thread_1/runs', { method: 'POST', body: '{}' });
  expect(await answer.text()).toBe(`event: thread.run.created\ndata: ${RUN}\n\n`);
  await vi.waitFor(async () => expect(await kept(id)).toBe(RUN));
});
