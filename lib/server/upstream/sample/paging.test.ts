import { describe, expect, test, vi } from 'vitest';
import { allRuns, sampleAt } from './sample-client.ts';

vi.setConfig({ testTimeout: 30_000 });

const client = sampleAt('2026-11-21T15:30:00Z');

async function longRun() {
  const runs = await allRuns(client);
  for (const run of runs.filter((r) => r.model === 'llama-3.3-70b')) {
    const path = `/threads/${run.thread_id}/runs/${run.id}/steps`;
    const steps = await client.all(path);
    if (steps.length === 400) return { path, steps };
  }
  throw new Error('no run of 400 steps');
}

describe('lists, page by page', () => {
  test('threads and steps: nothing lost, nothing twice, both orders', async () => {
    const { path, steps } = await longRun();
    for (const [list, whole] of [
      ['/threads', await client.all('/threads')],
      [path, steps],
    ] as const) {
      const ids = whole.map((item) => item.id);
      expect(new Set(ids).size).toBe(ids.length);
      for (const limit of [1, 7, 20, 100]) {
        if (limit === 1 && ids.length > 100) continue;
        expect((await client.all(list, { limit })).map((item) => item.id)).toEqual(ids);
        expect((await client.all(list, { limit, order: 'desc' })).map((item) => item.id)).toEqual(ids.toReversed());
      }
    }
  });

  test('before gives the page that ends right before the named object', async () => {
    const { path, steps } = await longRun();
    const ids = steps.map((step) => step.id);
    const asc = (await client.get(`${path}?order=asc&limit=10&before=${ids[50] ?? ''}`)).body;
    expect((asc.data as { id: string }[]).map((step) => step.id)).toEqual(ids.slice(40, 50));
    expect(asc.has_more).toBe(true);
    const first = (await client.get(`${path}?order=asc&limit=10&before=${ids[4] ?? ''}`)).body;
    expect((first.data as { id: string }[]).map((step) => step.id)).toEqual(ids.slice(0, 4));
    expect(first.has_more).toBe(false);
    const desc = (await client.get(`${path}?limit=10&before=${ids[388] ?? ''}`)).body;
    expect((desc.data as { id: string }[]).map((step) => step.id)).toEqual(ids.slice(389, 399).toReversed());
    const between = (await client.get(`${path}?order=asc&after=${ids[10] ?? ''}&before=${ids[14] ?? ''}`)).body;
    expect((between.data as { id: string }[]).map((step) => step.id)).toEqual(ids.slice(11, 14));
  });

  test('a run of 400 steps, some within one second', async () => {
    const { steps } = await longRun();
    const times = steps.map((step) => step.created_at);
    expect(times).toEqual(times.toSorted((a, b) => a - b));
    expect(new Set(times).size).toBeLessThan(350);
    expect(steps.filter((step) => step.usage === null)).toHaveLength(1);
  });

  test('messages of one run', async () => {
    const runs = await allRuns(client);
    for (const run of runs.filter((r) => r.model === 'gpt-4.1')) {
      const { body } = await client.get(`/threads/${run.thread_id}/messages?run_id=${run.id}&limit=100`);
      const messages = body.data as { run_id: string; role: string }[];
      expect(messages.every((message) => message.run_id === run.id && message.role === 'assistant')).toBe(true);
    }
  });

  test('a thread that has left the list since still marks its place', async () => {
    const before = sampleAt('2026-11-21T15:30:00Z');
    const [oldest, next] = await before.all('/threads');
    const later = sampleAt((Number(oldest?.created_at) + 2 * 86_400) * 1000);
    const { body, status } = await later.get(`/threads?order=asc&limit=1&after=${oldest?.id ?? ''}`);
    expect(status).toBe(200);
    expect(body.first_id).toBe(next?.id);
    expect((await later.all('/threads')).some((thread) => thread.id === oldest?.id)).toBe(false);
  });
});
