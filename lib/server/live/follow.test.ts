import { setTimeout as sleep } from 'node:timers/promises';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { runEventSchema } from '../../contract/run-event-schema.ts';
import { aMessage, aRun, aStep, codeCall } from '../../domain/domain-fixtures.ts';
import { fail } from '../../domain/failure.ts';
import type { Step } from '../../domain/step.ts';
import { ms } from '../../domain/time.ts';
import { type FakeData, fakeSource } from '../runs/fake-source.ts';
import type { Source } from '../upstream/sources.ts';
import { feedFrames } from './feed-frames.ts';
import { runFrames } from './run-frames.ts';
import { publishRunEvents } from './run-hub.ts';
import type { Frame } from './viewer-queue.ts';
import { countFollowed } from './watch-run.ts';

const sources: Source[] = [];
vi.mock('../upstream/sources.ts', async (original) => ({
  ...(await original<object>()),
  allSources: () => sources,
  findSource: (id: string) => sources.find((source) => source.id === id) ?? null,
  getSource: (id: string) => sources.find((source) => source.id === id) ?? fail('not_found', 'No such source.'),
}));

const KEY = 'thread_a.run_a';
/** Looks follow each other quickly, so that a test need not wait. */
const limits = { fast: 5, slow: 20, calm: 10_000 };

let count = 0;
function add(some: Partial<FakeData>): { id: string; data: FakeData } {
  const id = `live${count++}`;
  const run = aRun({ source: id, status: 'in_progress' });
  const { source, data } = fakeSource(id, { runs: [run], ...some });
  sources.push(source);
  return { id, data };
}

/** Reads a viewer's events until it ends. */
class Viewer {
  frames: Frame[] = [];
  readonly #leave = new AbortController();
  over: Promise<void> = Promise.resolve();

  async open(source: string, lastEventId: string | null = null, held?: number): Promise<boolean> {
    const batches = await runFrames(source, KEY, { lastEventId, signal: this.#leave.signal, limits, held });
    if (!batches) return false;
    this.over = this.#read(batches);
    return true;
  }

  async #read(batches: AsyncGenerator<Frame[]>): Promise<void> {
    for await (const batch of batches) this.frames.push(...batch);
  }

  leave(): void {
    this.#leave.abort();
  }

  get types(): string[] {
    return this.frames.map(({ event }) => event);
  }
}

const looks = ({ calls }: FakeData) => calls.filter((call) => call.startsWith('pollRun')).length;
const growing = (id: string, input: string): Step => aStep({ id, status: 'in_progress', calls: [codeCall(input, '')] });

async function watching(id: string): Promise<Viewer> {
  const viewer = new Viewer();
  await viewer.open(id);
  return viewer;
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

describe('coming back', () => {
  test('brings what was missed, and nothing else', async () => {
    const { id, data } = add({ steps: [growing('step_1', '')] });
    const viewer = await watching(id);
    const stays = await watching(id);
    await vi.waitFor(() => expect(viewer.frames.length).toBe(1));
    viewer.leave();
    await viewer.over;
    data.steps[0] = growing('step_1', 'missed');
    await vi.waitFor(() => expect(stays.types).toEqual(['snapshot', 'step_changed']));
    const back = new Viewer();
    await back.open(id, viewer.frames[0]?.id);
    await vi.waitFor(() => expect(back.types).toEqual(['step_changed']));
    expect(back.frames[0]).toEqual(stays.frames[1]);
    data.runs[0] = aRun({ source: id, status: 'completed', completedAt: ms(9) });
    await Promise.all([back.over, stays.over]);
    expect(back.types).toEqual(['step_changed', 'ended']);
    // Of a run that has ended there is nothing more to hear.
    expect(await new Viewer().open(id, back.frames.at(-1)?.id)).toBe(false);
    const stranger = new Viewer();
    await stranger.open(id, 'another-process.17');
    await stranger.over;
    expect(stranger.types).toEqual(['snapshot', 'ended']);
  });

  test('a connection is held for a while only, and nothing is lost between two', async () => {
    const { id, data } = add({});
    const viewer = new Viewer();
    await viewer.open(id, null, 50);
    await viewer.over;
    expect(viewer.types).toEqual(['snapshot']);
    data.runs[0] = aRun({ source: id, status: 'completed', completedAt: ms(9) });
    const back = new Viewer();
    await back.open(id, viewer.frames[0]?.id);
    await back.over;
    expect(back.types).toEqual(['ended']);
  });
});

test('a stream that passes through is heard at once, and a look does not undo it', async () => {
  const { id, data } = add({ steps: [growing('step_1', '')] });
  const viewer = await watching(id);
  publishRunEvents(id, KEY, [
    { type: 'step_delta', delta: { id: 'step_1', pieces: [{ path: 'calls.0.input', at: 0, text: 'pri' }] } },
    { type: 'step_delta', delta: { id: 'step_1', pieces: [{ path: 'calls.0.input', at: 3, text: 'nt' }] } },
  ]);
  const looked = looks(data);
  await vi.waitFor(() => expect(looks(data)).toBeGreaterThan(looked + 3));
  expect(viewer.types).toEqual(['snapshot', 'step_delta', 'step_delta']);
  const late = await watching(id);
  await vi.waitFor(() => expect(late.frames.length).toBe(1));
  expect(late.frames[0]?.data).toContain('"input":{"text":"print"}');
  viewer.leave();
  late.leave();
  await Promise.all([viewer.over, late.over]);
});

test('one connection carries several runs and the list', async () => {
  const [a, b] = [add({}), add({ runs: [] })];
  const leave = new AbortController();
  const runs = [a, b].map(({ id }) => ({ source: id, key: KEY }));
  const frames: Frame[] = [];
  const over = (async () => {
    const options = { lastEventId: null, signal: leave.signal, limits };
    for await (const batch of feedFrames({ runs, list: true, rows: [] }, options)) frames.push(...batch);
  })();
  const told = (event: string, source: string) =>
    frames.filter((one) => one.event === event && one.data.includes(`"source":"${source}"`));
  await vi.waitFor(() => expect([told('snapshot', a.id).length, told('error', b.id).length]).toEqual([1, 1]));
  expect(frames[0]).toMatchObject({ event: 'snapshot', data: '{"list":{}}' });
  a.data.runs[0] = aRun({ source: a.id, status: 'completed', completedAt: ms(9) });
  await vi.waitFor(() => expect(told('ended', a.id).length).toBe(2));
  const row = told('ended', a.id).find(({ data }) => 'added' in (JSON.parse(data) as object));
  expect(JSON.parse(row?.data ?? '{}')).toMatchObject({ added: false, run: { status: 'completed', summary: null } });
  leave.abort();
  await over;
  expect(countFollowed()).toBe(0);
});
