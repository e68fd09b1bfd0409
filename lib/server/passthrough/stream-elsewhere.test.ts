import type { ServerResponse } from 'node:http';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { runEventSchema } from '../../contract/run-event-schema.ts';
import { fail } from '../../domain/failure.ts';
import type { Archive } from '../archive/archive.ts';
import { testKinds } from '../archive/test-archives.ts';
import { stopRecorder } from '../archiving/recorder.ts';
import { runFrames } from '../live/run-frames.ts';
import { QUICK } from '../live/viewer-fixture.ts';
import type { Source } from '../upstream/sources.ts';
import { flushPassed } from './flush-passed.ts';
import { passThroughTo } from './pass-through-fixture.ts';

/** Two instances in one process: each has its own name, its own hub and its own connection to the database. */
const ground = await vi.hoisted(async () => {
  const { AsyncLocalStorage } = await import('node:async_hooks');
  return {
    instance: new AsyncLocalStorage<string>(),
    sources: new Map<string, Source>(),
    archives: new Map<string, Archive>(),
  };
});
vi.mock('../process-state.ts', async (original) => {
  const { processState } = await original<{ processState: (name: string, make: () => unknown) => unknown }>();
  const own = new Set(['run-hub', 'run-followers', 'live-holder']);
  const here = (name: string) => (own.has(name) ? `${name}.${ground.instance.getStore() ?? ''}` : name);
  return {
    processState: (name: string, make: () => unknown) =>
      processState(here(name), name === 'live-holder' ? () => ground.instance.getStore() ?? '' : make),
  };
});
vi.mock('../archiving/the-archive.ts', () => ({
  theArchive: async () => ground.archives.get(ground.instance.getStore() ?? 'a') ?? null,
}));
vi.mock('../upstream/sources.ts', async (original) => {
  const find = (id: string) => ground.sources.get(id) ?? null;
  return {
    ...(await original<object>()),
    findSource: find,
    getSource: (id: string) => find(id) ?? fail('not_found', 'No source of that ID is configured here.'),
  };
});

const PLACE = { thread_id: 'thread_1', created_at: 1_790_000_000 };
const RUN = { ...PLACE, id: 'run_1', object: 'thread.run', status: 'in_progress' };
const MESSAGE = { ...PLACE, id: 'msg_1', object: 'thread.message', run_id: 'run_1', role: 'assistant', content: [] };
const event = (name: string, data: unknown) => `event: ${name}\ndata: ${JSON.stringify(data)}\n\n`;
const words = (value: string) =>
  event('thread.message.delta', {
    id: 'msg_1',
    object: 'thread.message.delta',
    delta: { content: [{ index: 0, type: 'text', text: { value } }] },
  });

/** What somebody who watches the run at an instance has received. */
async function watch(instance: string, source: string, signal: AbortSignal) {
  const seen: unknown[] = [];
  const batches = await ground.instance.run(instance, () =>
    runFrames(source, 'thread_1.run_1', { lastEventId: null, signal, limits: QUICK }),
  );
  const read = async () => {
    for await (const batch of batches ?? []) {
      for (const { event: type, data } of batch) {
        seen.push(runEventSchema.parse({ type, ...(JSON.parse(data) as object) }));
      }
    }
  };
  const over = ground.instance.run(instance, read);
  return { seen, over };
}

describe.each(testKinds(process.env.TEST_DATABASE_URL))('two instances on one database, $name', (kind) => {
  test('what streams through one is told by the other, which need not ask the source', {
    timeout: 30_000,
  }, async () => {
    const { archive, another, end } = await kind.open();
    ground.archives.set('a', archive);
    ground.archives.set('b', (await another()) ?? archive);
    onTestFinished(async () => {
      await flushPassed();
      await stopRecorder();
      await end();
    });
    const streams: ServerResponse[] = [];
    const { id, call, asked } = await passThroughTo(ground.sources, ({ method, url = '' }, response) => {
      if (method === 'POST') {
        streams.push(response.writeHead(200, { 'content-type': 'text/event-stream' }));
        response.write(event('thread.run.created', RUN) + event('thread.message.created', MESSAGE) + words('Halfway '));
        return;
      }
      const list = { object: 'list', data: [], first_id: null, last_id: null, has_more: false };
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end(JSON.stringify(url.endsWith('/runs/run_1') ? RUN : list));
    });
    const leaving = new AbortController();
    const viewer = await watch('b', id, leaving.signal);
    const text = () => JSON.stringify(viewer.seen);
    const reading = ground.instance.run('a', async () => {
      const answer = await call('threads/thread_1/runs', { method: 'POST', body: '{}' });
      return answer.text();
    });
    await vi.waitFor(() => expect(text()).toContain('Halfway '), { timeout: 10_000, interval: 20 });
    const looks = asked.filter(({ method }) => method === 'GET').length;
    streams[0]?.write(words('there'));
    await vi.waitFor(() => expect(text()).toContain('there'), { timeout: 10_000, interval: 20 });
    // A second's silence is many looks of one that asks for itself.
    expect(asked.filter(({ method }) => method === 'GET').length).toBe(looks);
    streams[0]?.end(event('thread.run.completed', { ...RUN, status: 'completed', completed_at: 1_790_000_009 }));
    await viewer.over;
    await reading;
    expect(viewer.seen.at(-1)).toMatchObject({ type: 'ended', run: { status: 'completed' } });
    expect(asked.filter(({ method }) => method === 'GET').length).toBe(looks);
    leaving.abort();
  });
});
