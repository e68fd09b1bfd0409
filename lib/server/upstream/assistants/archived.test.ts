import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { isFailure } from '../../../domain/failure.ts';
import { isJsonObject, type Json } from '../../../domain/json.ts';
import type { PageQuery } from '../../../domain/page.ts';
import { createCapabilityMemory } from '../capabilities.ts';
import type { Dialect, SourceReader } from '../dialect.ts';
import { dialectChecks } from '../dialect-conformance.ts';
import { createMemoryWireStore } from '../memory-wire-store.ts';
import { createSampleHandler } from '../sample/handler.ts';
import { createUpstream, type Upstream, type UpstreamRequest } from '../upstream-fetch.ts';
import type { WireKind, WireObject, WireStore } from '../wire-store.ts';
import { archivedUpstream } from './archived.ts';
import { assistantsDialect as dialect } from './dialect.ts';
import { conformanceSubject, mapping } from './fixtures/subject.ts';

const { signal } = new AbortController();

/** A store that holds whatever a source answers, in the form in which it was sliced: for hostile answers. */
function storeOver(upstream: Upstream): WireStore {
  const ask = async (path: string[]): Promise<WireObject[]> => {
    const request: UpstreamRequest = { capability: 'run', path, signal };
    return dialect.wireObjects({ path, ...(await upstream.getJson(request)) });
  };
  const pathOf: Record<WireKind, (id: string) => string[]> = {
    thread: (id) => ['threads', id],
    run: (id) => ['threads', 't', 'runs', id],
    step: (id) => ['threads', 't', 'runs', 'r', 'steps', id],
    message: (id) => ['threads', 't', 'messages', id],
    assistant: (id) => ['assistants', id],
    file: (id) => ['files', id],
  };
  return {
    get: async (kind, id) => {
      const found = (await ask(pathOf[kind](id)))[0];
      return found ? { ...found, threadId: null, runId: null } : null;
    },
    list: async (kind, { threadId, runId }) => {
      const below = ['threads', threadId, ...(kind === 'message' ? ['messages'] : ['runs'])];
      const items = await ask(kind === 'step' ? [...below, runId ?? 'r', 'steps'] : below);
      return { items, nextCursor: items.at(-1)?.id ?? null, total: null };
    },
    bytes: async () => null,
  };
}

describe('the dialect over an archive', () => {
  const overArchive: Dialect = {
    ...dialect,
    connect: (source, upstream) => dialect.connect(source, archivedUpstream(storeOver(upstream))),
  };
  it.each(dialectChecks({ ...conformanceSubject, dialect: overArchive, mutations: 20 }))('$name', async ({ run }) => {
    await expect((async () => run())()).resolves.toBeUndefined();
  });

  it.each(conformanceSubject.fixtures.map((fixture) => [fixture.kind, fixture.name, fixture.wire] as const))(
    '%s: %s is mapped as when it came from the source',
    async (kind, _name, wire) => {
      const store = createMemoryWireStore();
      const reader = dialect.connect('src', dialect.archived(store));
      const path = { thread: ['threads', 'thread_plot'], run: ['threads', 'thread_plot', 'runs', 'run-1'] };
      const objects = dialect.wireObjects({
        path: kind === 'thread' || kind === 'run' ? path[kind] : listPath(kind),
        value: kind === 'thread' || kind === 'run' ? wire : [wire],
        text: JSON.stringify(kind === 'thread' || kind === 'run' ? wire : [wire], null, 2),
      });
      store.keep(objects);
      if (objects.length === 0) return;
      const page: PageQuery = { limit: 10, order: 'asc' };
      if (kind === 'thread') expect(await reader.getThread('thread_plot', signal)).toEqual(mapping.thread(wire));
      else if (kind === 'run')
        expect(await reader.getRun('thread_plot.run-1', signal)).toMatchObject({
          ...mapping.run(wire),
          key: expect.anything(),
        });
      else if (kind === 'step')
        expect((await reader.listSteps('thread_plot.run_basil01', page, signal)).items).toEqual([mapping.step(wire)]);
      else expect((await reader.listMessages('thread_plot', page, signal)).items).toEqual([mapping.message(wire)]);
    },
  );
});

function listPath(kind: 'step' | 'message'): string[] {
  const thread = ['threads', 'thread_plot'];
  return kind === 'step' ? [...thread, 'runs', 'run_basil01', 'steps'] : [...thread, 'messages'];
}

describe('a source that was read whole', () => {
  const now = Date.UTC(2026, 10, 21, 12);
  const store = createMemoryWireStore();
  const handler = createSampleHandler({ now: () => now });
  const upstream = createUpstream({
    id: 'sample',
    name: 'Sample',
    baseUrl: 'http://sample.invalid/v1',
    query: {},
    headers: {},
    dialectHeaders: {},
    capabilities: createCapabilityMemory(),
    authorization: { headers: async () => ({}), rejected: () => undefined },
    handler,
  });
  const kept: Upstream = {
    getBytes: (request) => upstream.getBytes(request),
    async getJson(request) {
      const answer = await upstream.getJson(request);
      store.keep(dialect.wireObjects({ path: request.path, query: request.query, ...answer }));
      return answer;
    },
  };
  const live = dialect.connect('src', kept);
  const archived = dialect.connect('src', dialect.archived(store));
  const keys: string[] = [];
  const threads: string[] = [];

  async function all<T>(read: (query: PageQuery) => Promise<{ items: T[]; nextCursor: string | null }>): Promise<T[]> {
    const found: T[] = [];
    let cursor: string | undefined;
    do {
      const page = await read({ cursor, limit: 100, order: 'asc' });
      found.push(...page.items);
      cursor = page.nextCursor ?? undefined;
    } while (cursor);
    return found;
  }

  beforeAll(async () => {
    const listed = await live.listThreads({ limit: 25, order: 'desc' }, signal);
    for (const thread of listed.items) {
      threads.push(thread.id);
      await live.getThread(thread.id, signal);
      for (const run of await all((query) => live.listRuns(thread.id, query, signal))) {
        keys.push(run.key);
        await live.getRun(run.key, signal);
        await all((query) => live.listSteps(run.key, query, signal));
      }
      await all((query) => live.listMessages(thread.id, query, signal));
    }
  }, 120_000);

  /** What both give for the same call: the value, or the failure's code. */
  async function bothGive(call: (reader: SourceReader) => Promise<unknown>): Promise<unknown> {
    const [one, other] = await Promise.all([live, archived].map((reader) => call(reader).catch(codeOf)));
    expect(other).toEqual(one);
    return other;
  }
  const codeOf = (error: unknown) => (isFailure(error) ? error.failure.code : error);

  it('answers every list, in both orders and by pages of every size, with the same domain values', async () => {
    expect(keys.length).toBeGreaterThan(20);
    let steps = 0;
    for (const order of ['asc', 'desc'] as const) {
      for (const limit of [1, 7, 100]) {
        for (const key of keys.slice(0, limit === 1 ? 5 : keys.length)) {
          const pages = async (list: 'listSteps' | 'listRunMessages') => {
            let cursor: string | undefined;
            for (let page = 0; page < 40; page++) {
              const given = await bothGive((reader) => reader[list](key, { cursor, limit, order }, signal));
              const { items, nextCursor } = given as { items: { id: string }[]; nextCursor: string | null };
              steps += items.length;
              if (items[1])
                await bothGive((reader) => reader[list](key, { cursor: `~${items[1]?.id}`, limit, order }, signal));
              if (nextCursor === null) return;
              cursor = nextCursor;
            }
          };
          await pages('listSteps');
          await pages('listRunMessages');
        }
        for (const thread of threads) {
          await bothGive((reader) => reader.listRuns(thread, { limit, order }, signal));
          await bothGive((reader) => reader.listMessages(thread, { limit, order }, signal));
        }
      }
    }
    expect(steps).toBeGreaterThan(500);
  }, 120_000);

  it('answers single objects with the same values and texts', async () => {
    for (const key of keys) {
      await bothGive((reader) => reader.getRun(key, signal));
      await bothGive((reader) => reader.getRaw(key, { run: true }, signal));
      const step = (await archived.listSteps(key, { limit: 1 }, signal)).items[0];
      if (!step) continue;
      await bothGive((reader) => reader.getStep(key, step.id, signal));
      const raw = await archived.getRaw(key, { step: step.id }, signal);
      expect(JSON.parse(raw)).toEqual(JSON.parse(await live.getRaw(key, { step: step.id }, signal)));
    }
    for (const thread of threads) await bothGive((reader) => reader.getThread(thread, signal));
  });

  it('says of what was never kept that it is not in the archive', async () => {
    const gone = [
      () => archived.getThread('thread_x', signal),
      () => archived.getRun('thread_x.run_x', signal),
      () => archived.listSteps('thread_x.run_x', { limit: 5 }, signal),
      () => archived.listRunMessages('thread_x.run_x', { limit: 5 }, signal),
      () => archived.listMessages('thread_x', { limit: 5 }, signal),
      () => archived.listRuns('thread_x', { limit: 5 }, signal),
      () => archived.getStep(keys[0] ?? '', 'step_x', signal),
      () => archived.getRaw(keys[0] ?? '', { message: 'msg_x' }, signal),
      () => archived.getAssistant('asst_x', signal),
      () => archived.getFile('file-x', signal),
      () => archived.getFileContent('file-x', signal),
      () => archived.listSteps(keys[0] ?? '', { limit: 5, cursor: 'step_x' }, signal),
    ];
    for (const call of gone) await expect(call()).rejects.toThrow(/not in the archive/);
    await expect(archived.listThreads({ limit: 5 }, signal)).rejects.toMatchObject({
      failure: { code: 'capability_missing' },
    });
    await expect(archived.getRun('thread_x.run_x', AbortSignal.abort())).rejects.toMatchObject({
      failure: { code: 'aborted' },
    });
  });

  it('does not open an object below another thread or run', async () => {
    const [first, second] = [keys[0] ?? '', keys.find((key) => key.split('.')[0] !== keys[0]?.split('.')[0]) ?? ''];
    await expect(archived.getRun(`${second.split('.')[0]}.${first.split('.')[1]}`, signal)).rejects.toThrow(
      /not in the archive/,
    );
  });
});

it('shows a kept step that nests too deeply beside the others, and gives its JSON whole', async () => {
  const store = createMemoryWireStore();
  const head = '"object":"thread.run.step","run_id":"run_a","thread_id":"thread_a","created_at":1';
  const deep = `{"id":"step_a",${head},"metadata":${'{"a":'.repeat(100_000)}1${'}'.repeat(100_001)}`;
  const at = { threadId: 'thread_a', runId: 'run_a', createdAt: 1 };
  store.keep([
    { kind: 'step', id: 'step_a', ...at, text: deep },
    { kind: 'step', id: 'step_b', ...at, text: `{"id":"step_b",${head},"type":"tool_calls"}` },
  ]);
  const reader = dialect.connect('file', dialect.archived(store));
  const { items } = await reader.listSteps('thread_a.run_a', { limit: 9 }, signal);
  expect(items.map(({ id, createdAt }) => [id, createdAt])).toEqual([
    ['step_a', 1_000],
    ['step_b', 1_000],
  ]);
  expect(JSON.stringify(items[0]?.metadata)).toContain('Nested deeper than 200 levels');
  expect(await reader.getRaw('thread_a.run_a', { step: 'step_a' }, signal)).toBe(deep);
});

describe('pieces of a run that never came', () => {
  it('open as a run of which only the ids are known', async () => {
    const store = createMemoryWireStore();
    const text = '{"id":"step_a","object":"thread.run.step","run_id":"run_a","thread_id":"thread_a"}';
    store.keep(dialect.wireObjectsOf(JSON.parse(text) as Json, text));
    store.keepBytes('file-a', new Uint8Array([1, 2]));
    const reader = dialect.connect('file', dialect.archived(store));
    expect(await reader.getRun('thread_a.run_a', signal)).toMatchObject({
      id: 'run_a',
      status: 'unknown',
      createdAt: null,
    });
    expect((await reader.listSteps('thread_a.run_a', { limit: 9 }, signal)).items).toMatchObject([{ id: 'step_a' }]);
    expect((await reader.getFileContent('file-a', signal)).bytes).toBe(2);
  });
});

const folder = process.env.RUNLENS_RECORDINGS;

describe.skipIf(!folder)('recorded objects', () => {
  it('are found in their answers and read back as they were', async () => {
    const files = readdirSync(folder ?? '', { recursive: true, encoding: 'utf8' }).filter((name) =>
      name.endsWith('.json'),
    );
    const store = createMemoryWireStore();
    for (const file of files) {
      const { exchanges = [] } = JSON.parse(readFileSync(join(folder ?? '', file), 'utf8')) as {
        exchanges?: { response: { body?: Json } }[];
      };
      for (const { response } of exchanges) {
        const text = JSON.stringify(response.body ?? null, null, 1);
        store.keep(dialect.wireObjectsOf(JSON.parse(text) as Json, text));
      }
    }
    const reader = dialect.connect('file', dialect.archived(store));
    const runs = store.all().filter((one) => one.kind === 'run' && one.threadId !== null);
    expect(runs.length).toBeGreaterThan(10);
    for (const { id, threadId, text } of runs) {
      const run = await reader.getRun(`${threadId}.${id}`, signal);
      expect(await reader.getRaw(`${threadId}.${id}`, { run: true }, signal)).toBe(text);
      const wire: Json = JSON.parse(text) as Json;
      expect(run.status).toBe(isJsonObject(wire) ? wire.status : '');
    }
  });
});
