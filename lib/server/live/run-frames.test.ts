import { beforeEach, describe, expect, test, vi } from 'vitest';
import { aRun } from '../../domain/domain-fixtures.ts';
import { fail } from '../../domain/failure.ts';
import { ms } from '../../domain/time.ts';
import type { FakeData } from '../runs/fake-source.ts';
import type { Source } from '../upstream/sources.ts';
import { feedFrames } from './feed-frames.ts';
import { countConnections } from './run-frames.ts';
import { liveRun, publishRunEvents } from './run-hub.ts';
import { growing, KEY, liveSource, looks, QUICK, Viewer, watching } from './viewer-fixture.ts';
import type { Frame } from './viewer-queue.ts';
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

test('a source without a key is never asked: what passes through is all there is', async () => {
  const { id, source, data } = add({});
  Object.assign(source, { hasKey: false });
  await expect(new Viewer().open(id)).rejects.toMatchObject({ failure: { code: 'not_found' } });
  publishRunEvents(id, KEY, [{ type: 'run_changed', run: aRun({ source: id, status: 'queued' }) }]);
  const viewer = await watching(id);
  publishRunEvents(id, KEY, [{ type: 'ended', run: aRun({ source: id, status: 'completed', completedAt: ms(9) }) }]);
  await viewer.over;
  expect(viewer.types).toEqual(['snapshot', 'ended']);
  expect(data.calls).toEqual([]);
});

test('a run that somebody watches is not forgotten, however many others there are', async () => {
  const { id } = add({});
  const viewer = await watching(id);
  for (let n = 0; n < 1_200; n++)
    publishRunEvents('other', `thread_a.run_${n}`, [{ type: 'run_changed', run: aRun() }]);
  publishRunEvents(id, KEY, [{ type: 'ended', run: aRun({ source: id, status: 'completed', completedAt: ms(9) }) }]);
  await viewer.over;
  expect(viewer.types).toEqual(['snapshot', 'ended']);
  expect(liveRun('other', 'thread_a.run_1').channel.trace).toBeNull();
  expect(liveRun('other', 'thread_a.run_1199').channel.trace).not.toBeNull();
});

test('one connection carries several runs and the list', async () => {
  const [a, b] = [add({}), add({ runs: [] })];
  const leave = new AbortController();
  const runs = [a, b].map(({ id }) => ({ source: id, key: KEY }));
  const frames: Frame[] = [];
  const over = (async () => {
    const options = { lastEventId: null, signal: leave.signal, limits: QUICK };
    for await (const batch of feedFrames({ runs, list: true, rows: [] }, options)) frames.push(...batch);
  })();
  const told = (event: string, source: string) =>
    frames.filter((one) => one.event === event && one.data.includes(`"source":"${source}"`));
  await vi.waitFor(() => expect([told('snapshot', a.id).length, told('error', b.id).length]).toEqual([1, 1]));
  expect(countConnections()).toBe(1);
  expect(frames[0]).toMatchObject({ event: 'snapshot', data: '{"list":{}}' });
  a.data.runs[0] = aRun({ source: a.id, status: 'completed', completedAt: ms(9) });
  await vi.waitFor(() => expect(told('ended', a.id).length).toBe(2));
  const row = told('ended', a.id).find(({ data }) => 'added' in (JSON.parse(data) as object));
  expect(JSON.parse(row?.data ?? '{}')).toMatchObject({ added: false, run: { status: 'completed', summary: null } });
  leave.abort();
  await over;
  expect([countFollowed(), countConnections()]).toEqual([0, 0]);
});

test('who goes from one connection to the next misses nothing of a run whose source is slow', async () => {
  const { id, data } = add({ steps: [growing('step_1', '')] });
  const quick = add({});
  const runs = [id, quick.id].map((source) => ({ source, key: KEY }));
  const read: Frame[] = [];
  /** Reads a connection until `enough`; gives the id of the last event that has one. */
  const readUntil = async (lastEventId: string | null, enough: (frames: readonly Frame[]) => boolean) => {
    const leave = new AbortController();
    const frames: Frame[] = [];
    const signal = AbortSignal.any([leave.signal, AbortSignal.timeout(2_000)]);
    for await (const batch of feedFrames({ runs, list: true, rows: [] }, { lastEventId, signal, limits: QUICK })) {
      frames.push(...batch);
      if (enough(frames)) break;
    }
    leave.abort();
    read.push(...frames);
    return frames.findLast((frame) => frame.id !== null)?.id ?? lastEventId;
  };
  const about = (frames: readonly Frame[], source: string, event: string) =>
    frames.some((frame) => frame.event === event && frame.data.startsWith(`{"source":"${source}"`));
  const both = (frames: readonly Frame[]) => runs.every(({ source }) => about(frames, source, 'snapshot'));
  const begun = await readUntil(null, both);
  publishRunEvents(id, KEY, [{ type: 'step_changed', step: growing('step_1', 'missed') }]);
  const slow = Promise.withResolvers<void>();
  data.before = (method) => (method === 'pollRun' ? slow.promise : undefined);
  publishRunEvents(quick.id, KEY, [{ type: 'step_added', step: growing('step_2', '') }]);
  const between = await readUntil(begun, (frames) => about(frames, quick.id, 'step_added'));
  slow.resolve();
  await readUntil(between, (frames) => about(frames, id, 'step_changed'));
  expect(about(read, id, 'step_changed')).toBe(true);
});

test('connections are counted however little they carry: the list alone, or nothing', async () => {
  const leave = new AbortController();
  const options = { lastEventId: null, signal: leave.signal };
  const open = [true, false].map((list) => feedFrames({ runs: [], list, rows: [] }, options));
  expect(await open[0]?.next()).toMatchObject({ value: [{ data: '{"list":{}}' }] });
  const waits = open.map((frames) => frames.next());
  await vi.waitFor(() => expect(countConnections()).toBe(2));
  leave.abort();
  await Promise.all(waits);
  expect(countConnections()).toBe(0);
});
