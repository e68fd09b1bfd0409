import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { FailureError } from '../../domain/failure.ts';
import { isTerminal, type Run } from '../../domain/run.ts';
import type { Archive } from '../archive/archive.ts';
import type { SourceReader } from '../upstream/dialect.ts';
import type { Source } from '../upstream/sources.ts';
import { type FakeArchive, fakeArchive } from './fake-archive.ts';
import { noteHeard, noteViewed, recorder, recordingProblem, stopRecorder } from './recorder.ts';
import { sampleSource, settledRuns } from './sample-source-fixture.ts';

const sources = new Map<string, Source>();
const open: { archive: Archive | null } = { archive: null };
vi.mock('./the-archive.ts', () => ({ theArchive: async () => open.archive }));
vi.mock('../upstream/sources.ts', async (original) => ({
  ...(await original<object>()),
  findSource: (id: string) => sources.get(id) ?? null,
}));

const { signal } = new AbortController();
let archive: FakeArchive;
let sample: ReturnType<typeof sampleSource>;
let runs: Run[];
let thread: string;

beforeEach(async () => {
  archive = fakeArchive();
  open.archive = archive;
  sample = sampleSource();
  sources.set(sample.source.id, sample.source);
  runs = await settledRuns(sample.source);
  thread = runs[0]?.threadId ?? '';
  await recorder();
});
afterEach(stopRecorder);

const settled = async () => {
  await new Promise((resolve) => setImmediate(resolve));
  await (await recorder())?.settled();
};

function endedRun(): Run {
  const run = runs.find(isTerminal);
  if (!run) throw new Error('It has.');
  return run;
}

/** Has the source collected by another reader. */
function readBy(change: (reader: SourceReader) => SourceReader): void {
  const { source } = sample;
  sources.set(source.id, { ...source, collector: (...how) => change(source.collector(...how)) });
}

it('keeps threads and runs of lists, and completes in the background those that have ended', async () => {
  const { reader, id } = sample.source;
  const listed = (await reader.listThreads({ limit: 3, order: 'desc' }, signal)).items;
  await reader.listRuns(thread, { limit: 100, order: 'desc' }, signal);
  await settled();
  for (const run of runs) {
    expect(await archive.getRun(id, run.key)).toMatchObject({ origin: 'walk', whole: isTerminal(run) });
  }
  for (const one of listed) expect(await archive.wireStore(id).get('thread', one.id, signal)).not.toBeNull();
  const captures = archive.captures.length;
  const asked = sample.asked.length;
  await reader.listRuns(thread, { limit: 100, order: 'desc' }, signal);
  await settled();
  expect(archive.captures.length).toBe(captures);
  expect(sample.asked.length).toBe(asked + 1);
});

it('leaves deleted what was deleted until somebody asks for it: the source anew, its thread, or the run', async () => {
  const { reader, id } = sample.source;
  const [run] = runs;
  const read = async () => {
    await reader.listRuns(thread, { limit: 100, order: 'desc' }, signal);
    await settled();
    return archive.getRun(id, run?.key ?? '');
  };
  expect(await read()).not.toBeNull();
  await archive.deleteSource(id);
  expect(await read()).toBeNull();
  (await recorder())?.forget(id);
  expect(await read()).toBeNull();
  await (await recorder())?.again(id);
  expect(await read()).not.toBeNull();

  const afterRestart = async () => {
    await stopRecorder();
    await recorder();
    return read();
  };
  await archive.deleteRun(id, run?.key ?? '');
  expect(await afterRestart()).toBeNull();
  const over = (await recorder())?.asking(id, thread);
  (await recorder())?.forget(id);
  expect(await read()).not.toBeNull();
  over?.();

  await archive.deleteRun(id, run?.key ?? '');
  expect(await afterRestart()).toBeNull();
  if (run) noteViewed(run, true);
  expect(await read()).not.toBeNull();
});

it('keeps no run by the way that retention would delete', async () => {
  vi.stubEnv('RUNLENS_RETENTION_DAYS', '1');
  Reflect.deleteProperty(globalThis, Symbol.for('runlens.environment'));
  vi.spyOn(Date, 'now').mockReturnValue(Math.max(...runs.map((run) => run.createdAt ?? 0)) + 30 * 86_400_000);
  const { reader, id } = sample.source;
  await reader.listRuns(thread, { limit: 100, order: 'desc' }, signal);
  await settled();
  for (const run of runs) expect(await archive.getRun(id, run.key)).toBeNull();
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
  Reflect.deleteProperty(globalThis, Symbol.for('runlens.environment'));
});

it('reads a run of which the source does not give everything anew only after a while, whoever looks', async () => {
  const run = endedRun();
  const missing = new FailureError({ code: 'capability_missing', message: 'No messages here.' });
  readBy((reader) => ({ ...reader, listRunMessages: () => Promise.reject(missing) }));
  const captures = () => archive.captures.filter((one) => one.index.key === run.key).length;
  const view = async () => {
    noteViewed(run);
    await settled();
    return captures();
  };
  const first = await view();
  expect(await archive.getRun(run.source, run.key)).toMatchObject({ whole: false });
  expect(await view()).toBe(first);
  vi.spyOn(Date, 'now').mockReturnValue(Date.now() + 11 * 60_000);
  expect(await view()).toBe(first + 1);
  vi.restoreAllMocks();
});

it('completes a run by the way that was looked at while it went on', async () => {
  const run = endedRun();
  let goesOn = true;
  readBy((reader) => ({
    ...reader,
    getRun: async (...asked) => ({ ...(await reader.getRun(...asked)), ...(goesOn && { status: 'in_progress' }) }),
  }));
  noteViewed({ ...run, status: 'in_progress' });
  await settled();
  expect(await archive.getRun(run.source, run.key)).toMatchObject({ whole: false });
  goesOn = false;
  noteHeard(run, 'walk');
  await settled();
  expect(await archive.getRun(run.source, run.key)).toMatchObject({ whole: true });
});

it('keeps a viewed run at once, and anew when told', async () => {
  const { id } = sample.source;
  const run = endedRun();
  noteViewed(run);
  await settled();
  expect(await archive.getRun(id, run.key)).toMatchObject({ whole: true });
  const captures = () => archive.captures.filter((one) => one.index.key === run.key && one.whole).length;
  expect(captures()).toBe(1);
  noteViewed(run);
  await settled();
  expect(captures()).toBe(1);
  noteViewed(run, true);
  await settled();
  expect(captures()).toBe(2);
});

it('keeps messages of known runs and of users, and makes no runs of pieces', async () => {
  const { reader, id } = sample.source;
  const messages = (await reader.listMessages(thread, { limit: 100, order: 'asc' }, signal)).items;
  await settled();
  expect((await archive.size()).runs).toBe(0);
  const user = messages.find((message) => message.runId === null);
  expect(await archive.wireStore(id).get('message', user?.id ?? '', signal)).not.toBeNull();
  await reader.listRuns(thread, { limit: 100, order: 'desc' }, signal);
  await reader.listMessages(thread, { limit: 100, order: 'asc' }, signal);
  await settled();
  for (const message of messages) expect(await archive.wireStore(id).get('message', message.id, signal)).not.toBeNull();
});

it('says why nothing is kept, and goes on when the archive does', async () => {
  const { reader, id } = sample.source;
  const keepObjects = vi
    .spyOn(archive, 'keepObjects')
    .mockRejectedValue(new FailureError({ code: 'archive_full', message: 'The disk is full.' }));
  expect((await reader.getThread(thread, signal)).id).toBe(thread);
  await settled();
  expect(recordingProblem()).toBe('The disk is full.');
  keepObjects.mockRestore();
  await reader.getThread(thread, signal);
  await settled();
  expect(recordingProblem()).toBeNull();
  expect(await archive.wireStore(id).get('thread', thread, signal)).not.toBeNull();
});

it('does nothing without an archive and after it was stopped', async () => {
  await stopRecorder();
  await sample.source.reader.getThread(thread, signal);
  open.archive = null;
  expect(await recorder()).toBeNull();
  await new Promise((resolve) => setImmediate(resolve));
  expect((await archive.size()).objects).toBe(0);
});
