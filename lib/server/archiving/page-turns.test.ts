import { afterEach, expect, it, vi } from 'vitest';
import { fail } from '../../domain/failure.ts';
import { exportRuns } from '../exports/export-runs.ts';
import { getRunSummary } from '../runs/get-run-summary.ts';
import { listRunMessages } from '../runs/list-run-messages.ts';
import { listSteps } from '../runs/list-steps.ts';
import { collectShared } from '../shares/collect-shared.ts';
import { collectLately } from '../shares/recent-collection.ts';
import { getRunTrace } from '../runs/get-run-trace.ts';
import { PAGES_A_TURN } from '../upstream/page-turns.ts';
import { archivedReader, type Source } from '../upstream/sources.ts';
import { type FakeArchive, fakeArchive } from './fake-archive.ts';
import { keepRun } from './keep-run.ts';
import { readRunAs } from './read-run.ts';
import { LONG_KEY, longRunSource } from './long-run-fixture.ts';
import { recorder, stopRecorder } from './recorder.ts';

const known = vi.hoisted(() => ({ sources: new Map<string, Source>(), archive: null as FakeArchive | null }));
vi.mock('./the-archive.ts', () => ({ theArchive: async () => known.archive }));
vi.mock('../upstream/sources.ts', async (original) => ({
  ...(await original<object>()),
  findSource: (id: string) => known.sources.get(id) ?? null,
  getSource: (id: string) => known.sources.get(id) ?? fail('not_found', 'No source of that ID is configured here.'),
}));
/** Rests are counted and end at once; `held` keeps them from ending. */
const rests = vi.hoisted(() => ({ count: 0, held: null as Promise<void> | null }));
vi.mock('node:timers/promises', async (original) => ({
  ...(await original<object>()),
  setTimeout: async (_time: number, value: unknown) => {
    rests.count++;
    await rests.held;
    return value;
  },
}));

const { signal } = new AbortController();

function long(steps: number, status?: string) {
  const made = longRunSource(steps, status);
  known.sources.set(made.source.id, made.source);
  return { ...made, id: made.source.id };
}

afterEach(async () => {
  await stopRecorder();
  known.archive = null;
  Object.assign(rests, { count: 0, held: null });
});

it('a run of 50,000 steps is kept whole, twenty pages at a time, and no page is asked for again', async () => {
  const { source, pages, again } = long(50_000);
  const archive = fakeArchive();
  expect(await keepRun(archive, source, LONG_KEY, 'view', signal)).toMatchObject({ state: 'whole' });
  expect(archive.index(source.id, LONG_KEY)?.summary).toMatchObject({ steps: 50_000, stepsComplete: true });
  expect(again()).toBe(0);
  expect(pages()).toBeGreaterThanOrEqual(500);
  expect(rests.count).toBe(Math.ceil(pages() / PAGES_A_TURN) - 1);
  const archived = archivedReader(source.id, archive.wireStore(source.id));
  const last = await archived.listSteps(LONG_KEY, { limit: 1, order: 'desc' }, signal);
  expect(last.items[0]?.id).toBe('step_50000');
}, 60_000);

it('a request for a fresh run asks for twenty pages at most; what is left is read behind it', async () => {
  const { id, pages } = long(5_000);
  known.archive = fakeArchive();
  await recorder();
  const held = Promise.withResolvers<void>();
  rests.held = held.promise;
  const trace = await getRunTrace(id, LONG_KEY, { fresh: true }, signal);
  expect(trace.steps.items.length).toBe(50);
  const asked = pages();
  expect(asked).toBeLessThanOrEqual(PAGES_A_TURN);
  held.resolve();
  await (await recorder())?.settled();
  expect(await known.archive.getRun(id, LONG_KEY)).toMatchObject({ whole: true });
  expect(known.archive.index(id, LONG_KEY)?.summary).toMatchObject({ steps: 5_000, stepsComplete: true });
}, 60_000);

it('a request for what a link would hold asks for twenty pages at most, and another one finds it read', async () => {
  const { id, pages, again } = long(5_000, 'in_progress');
  known.archive = fakeArchive();
  const held = Promise.withResolvers<void>();
  rests.held = held.promise;
  await expect(collectLately(id, LONG_KEY)).rejects.toMatchObject({
    failure: { code: 'overloaded', retryAfter: expect.any(Number) },
  });
  expect(pages()).toBeLessThanOrEqual(PAGES_A_TURN);
  held.resolve();
  await vi.waitFor(
    async () => {
      const { objects } = await collectLately(id, LONG_KEY);
      expect(objects.filter(({ kind }) => kind === 'step').length).toBe(5_000);
    },
    { timeout: 30_000 },
  );
  expect(again()).toBe(0);
}, 60_000);

it('a source whose list never ends does not fill the memory', async () => {
  const { source, pages } = long(Number.POSITIVE_INFINITY);
  const run = await source.reader.getRun(LONG_KEY, signal);
  const { steps } = await readRunAs(source.reader, run, { step: () => null, message: () => null }, () => false, signal);
  expect(steps).toMatchObject({ whole: false });
  expect(steps?.items.length).toBeLessThanOrEqual(100_000);
  expect(pages()).toBeLessThan(1_100);
}, 120_000);

it('no request for parts of a long run asks for more pages than a turn has', async () => {
  const { id, pages } = long(50_000);
  const requests = {
    trace: () => getRunTrace(id, LONG_KEY, {}, signal),
    summary: () => getRunSummary(id, LONG_KEY, signal),
    steps: () => listSteps(id, LONG_KEY, { limit: 100 }, signal),
    messages: () => listRunMessages(id, LONG_KEY, { limit: 100 }, signal),
  };
  for (const [name, request] of Object.entries(requests)) {
    const before = pages();
    await request();
    expect([name, pages() - before <= PAGES_A_TURN]).toEqual([name, true]);
  }
});

it('Markdown of a long run is made in turns', async () => {
  const { id, pages } = long(3_000);
  let length = 0;
  for await (const text of exportRuns({ runs: [{ source: id, key: LONG_KEY }], format: 'md' }, signal).body)
    length += text.length;
  expect(length).toBeGreaterThan(1_000);
  expect(rests.count).toBe(Math.ceil(pages() / PAGES_A_TURN) - 1);
});

it('what a link holds is read whole where the run is short', async () => {
  const { id } = long(150);
  expect((await collectShared(id, LONG_KEY, signal)).objects.length).toBe(151);
});
