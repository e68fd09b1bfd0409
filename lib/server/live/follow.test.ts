import { setTimeout as sleep } from 'node:timers/promises';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { runEventSchema } from '../../contract/run-event-schema.ts';
import { aMessage, aRun, aStep } from '../../domain/domain-fixtures.ts';
import { fail } from '../../domain/failure.ts';
import type { Step } from '../../domain/step.ts';
import { ms } from '../../domain/time.ts';
import type { FakeData } from '../runs/fake-source.ts';
import type { Source } from '../upstream/sources.ts';
import { growing, KEY, liveSource, looks, Viewer, watching } from './viewer-fixture.ts';
import { countFollowed } from './watch-run.ts';

const sources: Source[] = [];
vi.mock('../upstream/sources.ts', async (original) => ({
  ...(await original<object>()),
  allSources: () => sources,
  findSource: (id: string) => sources.find((source) => source.id === id) ?? null,
  getSource: (id: string) => sources.find((source) => source.id === id) ?? fail('not_found', 'No such source.'),
}));

function add(some: Partial<FakeData>): ReturnType<typeof liveSource> {
  const made = liveSource(some);
  sources.push(made.source);
  return made;
}

beforeEach(() => {
  sources.length = 0;
});

describe('a run that goes on', () => {
  test('a hundred viewers cause as many looks as one', async () => {
    const { id, data } = add({});
    const viewers = await Promise.all(Array.from({ length: 100 }, () => watching(id)));
    await vi.waitFor(() => expect(looks(data)).toBeGreaterThan(5));
    // Each look is a read of the run and one of its steps, whoever watches; the first also reads messages.
    const before = data.calls.length;
    const looked = looks(data);
    await vi.waitFor(() => expect(looks(data)).toBeGreaterThan(looked + 5));
    const polls = looks(data) - looked;
    expect(data.calls.length - before).toBeLessThanOrEqual(polls * 2 + 1);
    expect(
      data.calls.filter((call) => call === 'listRunMessages run_a' || call.startsWith('listRunMessages')),
    ).toHaveLength(1);
    data.runs[0] = aRun({ source: id, status: 'completed', completedAt: ms(9) });
    await Promise.all(viewers.map(({ over }) => over));
    for (const { types } of viewers) expect(types).toEqual(['snapshot', 'ended']);
    expect(countFollowed()).toBe(0);
  });

  test('tells what every look brought; a pause is watched on', async () => {
    const { id, data } = add({ steps: [growing('step_1', '')] });
    const viewer = await watching(id);
    data.steps[0] = growing('step_1', 'print');
    await vi.waitFor(() => expect(viewer.types).toEqual(['snapshot', 'step_changed']));
    data.steps.push(growing('step_2', ''));
    data.runs[0] = aRun({ source: id, status: 'requires_action' });
    await vi.waitFor(() => expect(viewer.types.slice(2)).toEqual(['step_added', 'run_changed']));
    const looked = looks(data);
    await vi.waitFor(() => expect(looks(data)).toBeGreaterThan(looked + 3));
    data.runs[0] = aRun({ source: id, status: 'failed', failedAt: ms(5) });
    await viewer.over;
    expect(viewer.types.at(-1)).toBe('ended');
    const after = data.calls.length;
    await sleep(50);
    expect(data.calls.length).toBe(after);
    for (const { event, data: text } of viewer.frames) {
      expect(runEventSchema.safeParse({ type: event, ...(JSON.parse(text) as object) }).success).toBe(true);
    }
  });

  test('later looks read new steps only, and messages while one is written', async () => {
    const done = Array.from({ length: 120 }, (_, i) => aStep({ id: `step_${i}` }));
    const { id, data } = add({ steps: [...done] });
    // The newest are read first.
    const { listSteps } = sources[0]?.reader ?? {};
    const viewer = new Viewer();
    const asked: string[] = [];
    Object.assign(sources[0]?.reader ?? {}, {
      listSteps: async (_key: string, query: Parameters<NonNullable<typeof listSteps>>[1]) => {
        asked.push(`${query.order} ${query.cursor ?? '-'} ${query.limit}`);
        if (query.order === 'desc')
          return { items: data.steps.toReversed().slice(0, query.limit), nextCursor: 'more', total: null };
        const from = data.steps.findIndex((step) => step.id === query.cursor) + 1;
        return { items: data.steps.slice(from, from + query.limit), nextCursor: null, total: null };
      },
    });
    await viewer.open(id);
    await vi.waitFor(() => expect(asked.length).toBeGreaterThan(2));
    expect([asked[0], asked[1]]).toEqual(['desc - 50', 'asc step_119 100']);
    const messages = () => data.calls.filter((call) => call.startsWith('listRunMessages')).length;
    expect(messages()).toBe(1);
    const { trace } = JSON.parse(viewer.frames[0]?.data ?? '{}') as {
      trace: { after: string; steps: { items: Step[] } };
    };
    expect([trace.after, trace.steps.items.length, trace.steps.items[0]?.id]).toEqual(['step_70', 49, 'step_71']);
    data.messages.push(aMessage({ id: 'msg_1', runId: 'run_a' }));
    data.steps.push(aStep({ id: 'step_120', kind: 'message', type: 'message_creation', messageId: 'msg_1' }));
    await vi.waitFor(() => expect(viewer.types).toEqual(['snapshot', 'step_added', 'message_changed']));
    expect(messages()).toBe(2);
    viewer.leave();
    await viewer.over;
  });

  test('ends with its last viewer, and what was under way is given up', async () => {
    let given: AbortSignal | undefined;
    const { id, data } = add({});
    const viewers = await Promise.all([watching(id), watching(id)]);
    const [reader] = sources.map((source) => source.reader);
    const slow = (_key: string, signal: AbortSignal) => {
      given = signal;
      return new Promise<never>((_, reject) => signal.addEventListener('abort', () => reject(new Error('left'))));
    };
    Object.assign(reader ?? {}, { pollRun: slow });
    await vi.waitFor(() => expect(given).toBeDefined());
    viewers[0]?.leave();
    await viewers[0]?.over;
    expect([given?.aborted, countFollowed()]).toEqual([false, 1]);
    viewers[1]?.leave();
    await viewers[1]?.over;
    expect([given?.aborted, countFollowed()]).toEqual([true, 0]);
    const calls = data.calls.length;
    await sleep(30);
    expect(data.calls.length).toBe(calls);
  });

  test('waits as long as the source asks', async () => {
    const { id, data } = add({ pollAfter: 600_000 });
    const viewer = await watching(id);
    await sleep(60);
    expect(looks(data)).toBe(1);
    viewer.leave();
    await viewer.over;
  });
});

describe('failures', () => {
  test('of the first look are the answer', async () => {
    const { id } = add({ runs: [] });
    await expect(new Viewer().open(id)).rejects.toMatchObject({ failure: { code: 'not_found' } });
    expect(countFollowed()).toBe(0);
  });

  test('that pass are waited out; a run that is gone is told by an error, once', async () => {
    let failing = 0;
    const { id, data } = add({
      before: (method) => {
        if (method === 'pollRun' && failing-- > 0) fail('rate_limited', 'Too many.', { retryAfter: 0.01 });
      },
    });
    const viewer = await watching(id);
    failing = 3;
    const looked = looks(data);
    await vi.waitFor(() => expect(looks(data)).toBeGreaterThan(looked + 4));
    expect(viewer.types).toEqual(['snapshot']);
    data.runs.length = 0;
    await viewer.over;
    expect(viewer.types).toEqual(['snapshot', 'error']);
    expect(JSON.parse(viewer.frames[1]?.data ?? '')).toMatchObject({
      source: id,
      key: KEY,
      error: { code: 'not_found' },
    });
    // Whoever comes back hears how it is, not the old error.
    data.runs.push(aRun({ source: id, status: 'completed', completedAt: ms(9) }));
    const back = new Viewer();
    expect(await back.open(id, viewer.frames[1]?.id)).toBe(true);
    await back.over;
    expect(back.types).toEqual(['ended']);
  });

  test('that do not pass end it with an error', async () => {
    let failing = false;
    const { id } = add({
      before: (method) => {
        if (failing && method === 'pollRun') fail('upstream_unreachable', 'Not there.');
      },
    });
    const viewer = await watching(id);
    failing = true;
    await viewer.over;
    expect(viewer.types).toEqual(['snapshot', 'error']);
    expect(countFollowed()).toBe(0);
  });
});
