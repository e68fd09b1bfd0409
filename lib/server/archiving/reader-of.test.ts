import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { fail } from '../../domain/failure.ts';
import { isTerminal, type Run } from '../../domain/run.ts';
import type { Archive } from '../archive/archive.ts';
import type { Source } from '../upstream/sources.ts';
import { type FakeArchive, fakeArchive } from './fake-archive.ts';
import { keepRun } from './keep-run.ts';
import { readerOf, readerOfThreads } from './reader-of.ts';
import { stopRecorder } from './recorder.ts';
import { sampleSource, settledRuns } from './sample-source-fixture.ts';

const sources = new Map<string, Source>();
const open: { archive: () => Promise<Archive | null> } = { archive: async () => null };
vi.mock('./the-archive.ts', () => ({ theArchive: () => open.archive() }));
vi.mock('../upstream/sources.ts', async (original) => {
  const find = (id: string) => sources.get(id) ?? null;
  return {
    ...(await original<object>()),
    findSource: find,
    getSource: (id: string) => find(id) ?? fail('not_found', 'No source of that ID is configured here.'),
  };
});

const { signal } = new AbortController();
const page = { limit: 100, order: 'asc' } as const;
let archive: FakeArchive;
let sample: ReturnType<typeof sampleSource>;
let ended: Run;

beforeEach(async () => {
  archive = fakeArchive();
  open.archive = async () => archive;
  sample = sampleSource();
  sources.set(sample.source.id, sample.source);
  ended = (await settledRuns(sample.source)).find(isTerminal) ?? fail('not_found', 'It has.');
  await stopRecorder();
});
afterEach(async () => {
  sources.clear();
  await stopRecorder();
});

const keepWhole = () => keepRun(archive, sample.source, ended.key, 'view', signal);
const keepBare = async () => {
  await keepWhole();
  const [capture] = archive.captures;
  if (capture) await archive.keepRuns([{ ...capture, whole: false, objects: [] }]);
};

it('reads a whole run from the archive without asking the source, unless it is to be asked', async () => {
  await keepWhole();
  const before = sample.asked.length;
  const found = await readerOf(sample.source.id, ended.key);
  expect(found).toMatchObject({ live: false, kept: { whole: true } });
  expect((await found.reader.getRun(ended.key, signal)).id).toBe(ended.id);
  expect(sample.asked).toHaveLength(before);
  const fresh = await readerOf(sample.source.id, ended.key, { fresh: true });
  await fresh.reader.getRun(ended.key, signal);
  expect(sample.asked).toHaveLength(before + 1);
});

it.each([
  ['is unreachable', () => Response.error()],
  ['fails', () => new Response('{}', { status: 500 })],
  ['refuses the key', () => new Response('{}', { status: 401 })],
])('reads what is kept of a run where the source %s, and does not call it gone', async (_what, answer) => {
  await keepBare();
  sample.instead = answer;
  const { reader } = await readerOf(sample.source.id, ended.key);
  expect((await reader.getRun(ended.key, signal)).id).toBe(ended.id);
  expect((await reader.listSteps(ended.key, page, signal)).items.length).toBeGreaterThan(0);
  expect(await archive.getRun(sample.source.id, ended.key)).toMatchObject({ goneAt: null });
});

it('marks a run that the source has no more, and goes on opening it', async () => {
  await keepBare();
  sample.instead = () => new Response('{}', { status: 404 });
  const { reader } = await readerOf(sample.source.id, ended.key);
  await expect(reader.getStep(ended.key, 'step_none', signal)).rejects.toThrow(/404/);
  expect(await archive.getRun(sample.source.id, ended.key)).toMatchObject({ goneAt: null });
  expect((await reader.getRun(ended.key, signal)).id).toBe(ended.id);
  expect(await archive.getRun(sample.source.id, ended.key)).toMatchObject({ goneAt: expect.any(Number) });
});

it('fails as the source does where nothing is kept', async () => {
  sample.instead = () => new Response('{}', { status: 500 });
  const { reader, kept } = await readerOf(sample.source.id, ended.key);
  expect(kept).toBeNull();
  await expect(reader.getRun(ended.key, signal)).rejects.toMatchObject({ failure: { code: 'upstream_error' } });
  const threads = await readerOfThreads(sample.source.id);
  await expect(threads.listRuns(ended.threadId ?? '', page, signal)).rejects.toMatchObject({
    failure: { code: 'upstream_error' },
  });
});

it('reads runs of sources that are not configured any more, and says when it knows neither', async () => {
  await keepBare();
  sources.clear();
  const { reader, live } = await readerOf(sample.source.id, ended.key);
  expect(live).toBe(false);
  expect((await reader.getRun(ended.key, signal)).id).toBe(ended.id);
  expect(
    (await (await readerOfThreads(sample.source.id)).listRuns(ended.threadId ?? '', page, signal)).items,
  ).toHaveLength(1);
  await expect(readerOf(sample.source.id, 'thread_x.run_x')).rejects.toThrow(/archive has no such run/);
});

it('does without the archive where it is off or broken', async () => {
  open.archive = async () => null;
  expect(await readerOf(sample.source.id, ended.key)).toMatchObject({ kept: null, live: true });
  open.archive = async () => fail('archive_damaged', 'It cannot be read.');
  const { reader } = await readerOf(sample.source.id, ended.key);
  expect((await reader.getRun(ended.key, signal)).id).toBe(ended.id);
  open.archive = async () => ({ ...archive, getRun: async () => fail('archive_busy', 'Busy.') });
  expect((await readerOf(sample.source.id, ended.key)).kept).toBeNull();
});
