import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { runTraceSchema } from '../../contract/step-schema.ts';
import { fail } from '../../domain/failure.ts';
import { isTerminal, type Run } from '../../domain/run.ts';
import { type FakeArchive, fakeArchive } from '../archiving/fake-archive.ts';
import { recorder, stopRecorder } from '../archiving/recorder.ts';
import { sampleSource, settledRuns } from '../archiving/sample-source-fixture.ts';
import { getThread, listThreadMessages, listThreadRuns } from '../threads/read-thread.ts';
import type { Source } from '../upstream/sources.ts';
import { getRunSummary } from './get-run-summary.ts';
import { getRunTrace } from './get-run-trace.ts';
import { listRunMessages } from './list-run-messages.ts';
import { listSteps } from './list-steps.ts';
import { describeFile, readFile } from './read-file.ts';
import { readRaw } from './read-raw.ts';
import { resolveOpen } from './resolve-open.ts';
import { streamSteps } from './stream-steps.ts';

const sources = new Map<string, Source>();
let archive: FakeArchive;
vi.mock('../archiving/the-archive.ts', () => ({ theArchive: async () => archive }));
vi.mock('../upstream/sources.ts', async (original) => {
  const find = (id: string) => sources.get(id) ?? null;
  return {
    ...(await original<object>()),
    allSources: () => [...sources.values()],
    findSource: find,
    getSource: (id: string) => find(id) ?? fail('not_found', 'No source of that ID is configured here.'),
  };
});

const { signal } = new AbortController();
let sample: ReturnType<typeof sampleSource>;
let id: string;
let run: Run;

const settled = async () => {
  await new Promise((resolve) => setImmediate(resolve));
  await (await recorder())?.settled();
};
const trace = (more: { fresh?: boolean } = {}) => getRunTrace(id, run.key, { limit: 50, ...more }, signal);

beforeEach(async () => {
  archive = fakeArchive();
  sample = sampleSource();
  id = sample.source.id;
  sources.set(id, sample.source);
  run = (await settledRuns(sample.source)).find(isTerminal) ?? fail('not_found', 'It has.');
});
afterEach(async () => {
  sources.clear();
  await stopRecorder();
});

describe('a run that was opened once', () => {
  beforeEach(async () => {
    await trace();
    await settled();
  });

  it('says nothing of the archive the first time', async () => {
    archive = fakeArchive();
    expect(await trace()).not.toHaveProperty('kept');
  });

  it('is served from the archive without a call, with everything that belongs to it', async () => {
    const page = { limit: 100 };
    const everything = async () => ({
      trace: { ...(await trace()), kept: null },
      steps: await listSteps(id, run.key, page, signal),
      lines: await Array.fromAsync(streamSteps(id, run.key, undefined, signal)),
      messages: await listRunMessages(id, run.key, page, signal),
      raw: JSON.parse(await readRaw(id, run.key, {}, signal)) as unknown,
    });
    const before = sample.asked.length;
    const kept = await everything();
    const summary = await getRunSummary(id, run.key, signal);
    expect(sample.asked).toHaveLength(before);
    expect(summary).toMatchObject({ steps: kept.steps.items.length, stepsComplete: true });
    const whole = archive;
    archive = fakeArchive();
    const live = await everything();
    expect(sample.asked.length).toBeGreaterThan(before);
    expect(kept).toEqual({ ...live, trace: { ...live.trace, kept: null } });
    archive = whole;
    expect((await trace()).kept).toMatchObject({
      whole: true,
      origin: 'view',
      goneAt: null,
      runMissing: false,
      final: true,
      because: null,
    });
    expect(runTraceSchema.safeParse(await trace()).success).toBe(true);
  });

  it('keeps opening when the source is not configured any more, and its thread too', async () => {
    await listThreadMessages(id, run.threadId ?? '', { limit: 100 }, signal);
    await listThreadRuns(id, run.threadId ?? '', { limit: 100 }, signal);
    await settled();
    sources.clear();
    expect((await trace()).run.id).toBe(run.id);
    expect((await getThread(id, run.threadId ?? '', signal)).id).toBe(run.threadId);
    expect((await listThreadRuns(id, run.threadId ?? '', { limit: 100 }, signal)).items.map((one) => one.id)).toContain(
      run.id,
    );
    expect((await listThreadMessages(id, run.threadId ?? '', { limit: 100 }, signal)).items.length).toBeGreaterThan(0);
    await expect(getRunTrace(id, 'thread_x.run_x', {}, signal)).rejects.toMatchObject({
      failure: { code: 'not_found' },
    });
  });

  it('is read anew when asked to, and stays when the source has it no more', async () => {
    const before = sample.asked.length;
    const { kept } = await trace({ fresh: true });
    expect(sample.asked.length).toBeGreaterThan(before);
    expect(kept).toMatchObject({ whole: true, goneAt: null });
    sample.instead = () => new Response('{}', { status: 404 });
    expect((await trace({ fresh: true })).kept).toMatchObject({ whole: true, goneAt: expect.any(Number) });
    sample.instead = () => new Response('{}', { status: 503 });
    const refused = await trace({ fresh: true });
    expect(refused.run.id).toBe(run.id);
    expect(refused.kept?.because).toMatch(/503/);
    sample.instead = () => undefined;
    expect((await trace({ fresh: true })).kept).toMatchObject({ goneAt: null, because: null });
  });
});

describe('a run of which little is kept', () => {
  it('opens without its steps where the source is down, and says why', async () => {
    await recorder();
    await sample.source.reader.listRuns(run.threadId ?? '', { limit: 100, order: 'desc' }, signal);
    sample.instead = () => new Response('{}', { status: 500 });
    await settled();
    const opened = await trace();
    expect(opened).toMatchObject({ run: { id: run.id }, steps: { items: [] }, problem: { code: 'upstream_error' } });
    expect(opened.kept).toMatchObject({
      whole: false,
      origin: 'walk',
      final: false,
      because: expect.stringContaining('500'),
    });
  });

  it('is said to be there before its source is asked, if the archive has the run itself', async () => {
    const asked: number[] = [];
    const whenKept = () => void asked.push(sample.asked.length);
    await getRunTrace(id, run.key, { whenKept }, signal);
    expect(asked).toEqual([]);
    await settled();
    const before = sample.asked.length;
    await getRunTrace(id, run.key, { whenKept }, signal);
    expect(asked).toEqual([before]);
    const step = '{"id":"step_q","object":"thread.run.step","run_id":"run_q","thread_id":"thread_q"}';
    await archive.keepObjects('file', sample.source.dialect.wireObjectsOf(JSON.parse(step), step), 'import');
    await getRunTrace('file', 'thread_q.run_q', { whenKept }, signal);
    expect(asked).toHaveLength(1);
  });

  it('opens by its pieces where the run itself never came', async () => {
    const step = '{"id":"step_p","object":"thread.run.step","run_id":"run_p","thread_id":"thread_p"}';
    const objects = sample.source.dialect.wireObjectsOf(JSON.parse(step), step);
    await archive.keepObjects('file', objects, 'import');
    const opened = await getRunTrace('file', 'thread_p.run_p', {}, signal);
    expect(opened).toMatchObject({
      run: { id: 'run_p', status: 'unknown' },
      kept: { runMissing: true, final: true, origin: 'import' },
    });
    expect(opened.steps.items).toMatchObject([{ id: 'step_p' }]);
    expect(await readRaw('file', 'thread_p.run_p', { step: 'step_p' }, signal)).toBe(step);
    await expect(readRaw('file', 'thread_p.run_p', {}, signal)).rejects.toThrow(/the run itself never came/);
    // What stands beside it is answered as well: nothing that the page asks for fails.
    expect(await listThreadRuns('file', 'thread_p', { limit: 100 }, signal)).toMatchObject({
      items: [{ key: 'thread_p.run_p' }],
      nextCursor: null,
    });
    expect((await listThreadMessages('file', 'thread_p', { limit: 100 }, signal)).items).toEqual([]);
    expect(await getThread('file', 'thread_p', signal)).toMatchObject({ id: 'thread_p', createdAt: null });
    await expect(getThread('file', 'thread_none', signal)).rejects.toMatchObject({ failure: { code: 'not_found' } });
    await expect(listThreadRuns('file', 'thread_none', { limit: 100 }, signal)).rejects.toMatchObject({
      failure: { code: 'not_found' },
    });
  });
});

it('is found by its id, or that of a step, when no source has it', async () => {
  await trace();
  await settled();
  const step = (await listSteps(id, run.key, { limit: 1 }, signal)).items[0]?.id ?? '';
  sample.instead = () => new Response('{}', { status: 404 });
  for (const text of [run.id, `${run.threadId} ${run.id}`, step]) {
    const { items } = await resolveOpen(text, signal);
    expect(items).toMatchObject([{ kind: 'run', id: run.id, key: run.key, step: text === step ? step : null }]);
  }
  const message = (await listRunMessages(id, run.key, { limit: 1 }, signal)).items[0]?.id ?? '';
  expect((await resolveOpen(message, signal)).items).toMatchObject([{ kind: 'run', id: run.id }]);
  const thread = { kind: 'thread', id: run.threadId, source: id };
  expect((await resolveOpen(run.threadId ?? '', signal)).items).toMatchObject([thread]);
  expect((await resolveOpen('run_nowhere', signal)).items).toEqual([]);
});

it('is found at once by its ids where its source does not answer, and where no source is configured', async () => {
  await trace();
  await settled();
  sample.instead = () => new Response('{}', { status: 503 });
  const began = performance.now();
  const open = async (text: string) =>
    (await resolveOpen(text, signal)).items.map(({ kind, id: found }) => [kind, found]);
  expect(await open(`${run.threadId} ${run.id}`)).toEqual([['run', run.id]]);
  expect(await open(run.threadId ?? '')).toEqual([['thread', run.threadId]]);
  expect(performance.now() - began).toBeLessThan(6000);
  sources.clear();
  expect(await open(`${run.threadId} ${run.id}`)).toEqual([['run', run.id]]);
  expect(await open(run.threadId ?? '')).toEqual([['thread', run.threadId]]);
  expect(await open(run.id.slice(0, 9))).toEqual([['run', run.id]]);
  const asked = '{"id":"msg_alone","object":"thread.message","thread_id":"thread_alone","role":"user","content":[]}';
  await archive.keepObjects('file', sample.source.dialect.wireObjectsOf(JSON.parse(asked), asked), 'import');
  expect(await open('msg_alone')).toEqual([['thread', 'thread_alone']]);
});

it('gives kept bytes of a file without a call, and others as the source does', async () => {
  await archive.keepFile({ source: id, fileId: 'file-kept', bytes: new Uint8Array([1, 2, 3]) });
  const before = sample.asked.length;
  const file = await readFile(id, 'file-kept', signal);
  expect(await new Response(file.body).bytes()).toEqual(new Uint8Array([1, 2, 3]));
  expect(file).toMatchObject({ name: 'file-kept', bytes: 3 });
  expect(sample.asked).toHaveLength(before);
  const record = '{"id":"file-upload","object":"file","filename":"terms.pdf","bytes":7,"purpose":"assistants"}';
  await archive.keepObjects(id, sample.source.dialect.wireObjectsOf(JSON.parse(record), record), 'view');
  expect(await describeFile(id, 'file-upload', signal)).toEqual({ name: 'terms.pdf', bytes: 7 });
  expect(sample.asked).toHaveLength(before);
  await expect(describeFile(id, 'file-none', signal)).rejects.toMatchObject({ failure: { code: 'not_found' } });
  await expect(readFile(id, 'file-none', signal)).rejects.toMatchObject({
    failure: { code: 'not_found', upstreamStatus: 404 },
  });
});
