import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it, vi } from 'vitest';
import { closeArchive, openArchive } from '../archive/open-archive.ts';
import { fakeArchive } from './fake-archive.ts';
import { captureOf } from './index-large.ts';
import { closeKeepThread, isLarge, keepLarge } from './keep-large.ts';
import { keepRun } from './keep-run.ts';
import { sampleSource } from './sample-source-fixture.ts';

const { signal } = new AbortController();
const folder = mkdtempSync(join(tmpdir(), 'keep-large-'));

afterAll(async () => {
  await closeKeepThread();
  await closeArchive();
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true, force: true });
});

it('makes of the objects of a run what is made of what its source tells', async () => {
  const { source } = sampleSource();
  const archive = fakeArchive();
  const threads = await source.reader.listThreads({ limit: 30, order: 'desc' }, signal);
  for (const thread of threads.items) {
    const runs = await source.reader.listRuns(thread.id, { limit: 3, order: 'desc' }, signal);
    for (const run of runs.items) await keepRun(archive, source, run.key, 'walk', signal);
  }
  expect(archive.captures.length).toBeGreaterThan(20);
  for (const { index, objects, origin, whole, capturedAt } of archive.captures) {
    const { summary, key, assistantName } = index;
    const text = new Set((index.text ?? '').split('\n'));
    const about = { source: source.id, key, assistantName, fileNames: [], origin, whole, capturedAt };
    const again = await captureOf({ ...about, stepsRead: summary && summary.stepsComplete }, objects);
    expect({ ...again.index, text: null }).toEqual({ ...index, text: null });
    // Names of files are told beside the objects.
    for (const line of (again.index.text ?? '').split('\n')) expect(text).toContain(line);
  }
});

it('keeps a large run part by part, on its own thread', async () => {
  await closeArchive();
  vi.stubEnv('RUNLENS_ARCHIVE', '');
  vi.stubEnv('RUNLENS_DATA_DIR', folder);
  Reflect.deleteProperty(globalThis, Symbol.for('runlens.environment'));
  const run = {
    id: 'run_1',
    object: 'thread.run',
    thread_id: 'thread_1',
    status: 'completed',
    created_at: 1_700_000_000,
  };
  const wire = (kind: 'run' | 'step', id: string, more: object) => ({
    kind,
    id,
    threadId: 'thread_1',
    runId: kind === 'run' ? null : 'run_1',
    createdAt: 1_700_000_000_000,
    text: JSON.stringify({ ...more, id }),
  });
  const steps = Array.from({ length: 1200 }, (_, n) =>
    wire('step', `step_${n}`, {
      object: 'thread.run.step',
      run_id: 'run_1',
      type: 'tool_calls',
      log: 'x'.repeat(1000),
    }),
  );
  const objects = [wire('run', 'run_1', run), ...steps];
  expect([isLarge(objects), isLarge(objects.slice(0, 5))]).toEqual([true, false]);
  const about = {
    source: 's',
    key: 'thread_1.run_1',
    assistantName: 'Helper',
    fileNames: ['notes.txt'],
    stepsRead: true,
  };
  const archive = (await openArchive()) ?? expect.unreachable();
  await keepLarge(archive, { ...about, origin: 'view', whole: true, capturedAt: 1_800_000_000_000 }, objects);
  expect(await archive.getRun('s', 'thread_1.run_1')).toMatchObject({
    whole: true,
    assistantName: 'Helper',
    text: objects[0]?.text,
    summary: expect.anything(),
  });
  const store = archive.wireStore('s');
  const page = { limit: 100, order: 'desc' } as const;
  const last = await store.list('step', { threadId: 'thread_1', runId: 'run_1' }, page, signal);
  expect(last.items[0]?.id).toBe('step_1199');
  await expect(
    keepLarge(archive, { ...about, key: 'thread_1.run_2', origin: 'view', whole: true, capturedAt: 1 }, steps),
  ).rejects.toMatchObject({ failure: { code: 'not_found' } });
});
