import { beforeEach, describe, expect, it, vi } from 'vitest';
import { aRun } from '../../domain/domain-fixtures.ts';
import { fail } from '../../domain/failure.ts';
import type { Source } from '../upstream/sources.ts';
import { type FakeData, fakeSource } from './fake-source.ts';
import { memoryRecords } from '../archive/memory-records.ts';
import { processState } from '../process-state.ts';
import { fetchState, fetchThreads, resumeFetches, stopFetch } from './fetch-threads.ts';
import { countKnownRuns } from './known-runs.ts';

const { sources, shared } = vi.hoisted(() => ({
  sources: [] as Source[],
  shared: { archive: null as object | null },
}));
vi.mock('../upstream/sources.ts', async (original) => ({
  ...(await original<object>()),
  findSource: (id: string) => sources.find((source) => source.id === id) ?? null,
  getSource: (id: string) => sources.find((source) => source.id === id) ?? fail('not_found', 'No such source.'),
}));
vi.mock('../archiving/the-archive.ts', () => ({ theArchive: async () => shared.archive }));
vi.mock('../archiving/recorder.ts', () => ({ recorder: async () => null }));

let count = 0;
let id: string;
let data: FakeData;
beforeEach(() => {
  id = `fetched${count++}`;
  const made = fakeSource(id, {});
  data = made.data;
  data.runs = ['a', 'b', 'c', 'd'].map((name) =>
    aRun({ source: id, id: `run_${name}`, key: `thread_${name}.run_${name}`, threadId: `thread_${name}` }),
  );
  sources.push(made.source);
});
const ended = () => vi.waitFor(() => expect(fetchState(id).finishedAt).not.toBeNull(), { timeout: 10_000 });

describe('fetching threads by their ids', () => {
  it('reads each once, two at a time, and counts what the source does not have', async () => {
    let now = 0;
    let most = 0;
    data.before = async (method, thread) => {
      if (method !== 'listRuns') return;
      most = Math.max(most, ++now);
      await new Promise((resolve) => setTimeout(resolve, 5));
      now--;
      if (thread === 'thread_b') fail('not_found', 'Gone.');
    };
    expect(fetchState(id).state).toBe('idle');
    const first = fetchThreads(id, ['thread_a', 'thread_b', 'thread_a', 'thread_c']);
    expect(first).toMatchObject({ state: 'fetching', threads: 3, done: 0 });
    expect(fetchThreads(id, ['thread_c', 'thread_d']).threads).toBe(4);
    await ended();
    const state = { state: 'done', threads: 4, done: 4, runs: 3, missing: ['thread_b'], missingCount: 1, failed: 0 };
    expect(fetchState(id)).toMatchObject({ ...state, message: null });
    expect(most).toBe(2);
    expect(countKnownRuns(id)).toBe(3);
    expect(data.calls.filter((call) => call === 'listRuns thread_c')).toHaveLength(1);
  });

  it('pauses altogether as long as the source asks, however often, and loses no thread', async () => {
    let refusals = 6;
    const asked: number[] = [];
    data.before = (method) => {
      if (method !== 'listRuns') return;
      asked.push(Date.now());
      if (refusals-- > 0) fail('rate_limited', 'Slow down.', { retryAfter: 0.05 });
    };
    fetchThreads(id, ['thread_a', 'thread_b', 'thread_c']);
    await vi.waitFor(() => expect(fetchState(id).state).toBe('waiting'), { interval: 1 });
    expect(fetchState(id).message).toMatch(/pause until \d{4}-/);
    await ended();
    expect(fetchState(id)).toMatchObject({ state: 'done', done: 3, runs: 3, failed: 0, message: null });
  });

  it('goes past threads that cannot be read, and ends where none can', async () => {
    data.before = (method, thread) =>
      method === 'listRuns' && thread === 'thread_a' ? fail('upstream_rejected', 'Bad thread.') : undefined;
    fetchThreads(id, ['thread_a', 'thread_b']);
    await ended();
    expect(fetchState(id)).toMatchObject({ state: 'done', runs: 1, failed: 1, message: 'Bad thread.' });
    data.before = () => fail('upstream_auth', 'The key is refused.');
    fetchThreads(id, ['thread_c', 'thread_d']);
    await ended();
    expect(fetchState(id)).toMatchObject({ state: 'failed', threads: 2, message: 'The key is refused.' });
  });

  it('reads a thread of very many runs to its end', async () => {
    data.runs = Array.from({ length: 10_150 }, (_, i) =>
      aRun({ source: id, id: `run_${i}`, key: `thread_a.run_${i}`, threadId: 'thread_a' }),
    );
    fetchThreads(id, ['thread_a']);
    await ended();
    expect(fetchState(id)).toMatchObject({ state: 'done', done: 1, runs: 10_150 });
  });

  it('stops when told, and can begin anew', async () => {
    data.before = (method) => (method === 'listRuns' ? new Promise(() => undefined) : undefined);
    const reader = sources.find((source) => source.id === id)?.reader;
    if (!reader) throw new Error('no source');
    const list = reader.listRuns;
    reader.listRuns = (_thread, _query, signal) =>
      new Promise((_, reject) => signal.addEventListener('abort', () => reject(new Error('aborted'))));
    fetchThreads(id, ['thread_a']);
    stopFetch(id);
    await ended();
    expect(fetchState(id)).toMatchObject({ state: 'stopped', done: 0 });
    reader.listRuns = list;
    data.before = () => undefined;
    fetchThreads(id, ['thread_a']);
    await vi.waitFor(() => expect(fetchState(id)).toMatchObject({ state: 'done', runs: 1 }));
  });

  it('goes on after a restart with what was left, once no other server does, and leaves no note at the end', async () => {
    let taken = true;
    const records = memoryRecords();
    const named: string[] = [];
    const noteThreads = async (_source: string, threads: string[], way: string) =>
      void named.push(...threads.map((thread) => `${way} ${thread}`));
    shared.archive = { ...records, noteThreads, takeTurn: async () => taken, endTurn: async () => undefined };
    const noted = () => records.listRecords('thread_fetch', { limit: 10 });
    const restart = () => processState('fetched-threads', () => new Map<string, unknown>()).clear();
    try {
      const stuck = new Promise<void>(() => undefined);
      data.before = (method, thread) => (method === 'listRuns' && thread !== 'thread_a' ? stuck : undefined);
      fetchThreads(id, ['thread_a', 'thread_b']);
      await vi.waitFor(() => expect(fetchState(id).done).toBe(1));
      fetchThreads(id, ['thread_c', 'thread_d']);
      expect(named.slice(0, 2)).toEqual(['paste thread_a', 'paste thread_b']);
      await vi.waitFor(async () => expect((await noted())[0]?.value).toContain('thread_d'));
      restart();
      data.before = () => undefined;
      taken = false;
      await resumeFetches();
      expect(fetchState(id).state).toBe('idle');
      taken = true;
      await resumeFetches();
      expect(fetchState(id)).toMatchObject({ state: 'fetching', threads: 4, done: 1, runs: 1 });
      await ended();
      expect(fetchState(id)).toMatchObject({ state: 'done', threads: 4, done: 4, runs: 4 });
      expect(data.calls.filter((call) => call === 'listRuns thread_a')).toHaveLength(1);
      await vi.waitFor(async () => expect(await noted()).toEqual([]));
    } finally {
      shared.archive = null;
    }
  });

  it('refuses what is no id, and unknown sources', () => {
    expect(() => fetchThreads(id, ['thread_a', '../x'])).toThrow('not a thread ID: ../x');
    expect(fetchState(id).state).toBe('idle');
    expect(() => fetchThreads('nowhere', ['thread_a'])).toThrow('No such source.');
    expect(() => stopFetch('nowhere')).toThrow('No such source.');
  });
});
