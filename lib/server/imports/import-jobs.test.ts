import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { closeArchive, openArchive } from '../archive/open-archive.ts';
import { beginImport, cancelImport, endImports, importStatus } from './import-jobs.ts';

const { signal } = new AbortController();
const folder = mkdtempSync(join(tmpdir(), 'import-jobs-'));
const run = {
  id: 'run_1',
  object: 'thread.run',
  thread_id: 'thread_1',
  status: 'completed',
  created_at: 1_700_000_000,
};

beforeAll(() => {
  vi.stubEnv('RUNLENS_ARCHIVE', '');
  vi.stubEnv('RUNLENS_DATA_DIR', folder);
});

afterAll(async () => {
  await closeArchive();
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true, force: true });
});

const post = (body: string) =>
  beginImport(new Request('http://localhost/api/imports', { method: 'POST', body }), 'file', signal);

test('an import runs on its own thread, is durable when it is reported, and can be asked about', async () => {
  const { id, done } = await post(JSON.stringify(run));
  expect((await importStatus(id)).report).toBeNull();
  const report = await done;
  expect(report).toMatchObject({ id, runs: [{ source: 'file', key: 'thread_1.run_1' }], understood: 1 });
  expect(await importStatus(id)).toMatchObject({ progress: { state: 'done', runs: 1 }, report: { id }, failure: null });
  const archive = await openArchive();
  expect((await archive?.getRun('file', 'thread_1.run_1'))?.text).toBe(JSON.stringify(run));
});

test('what fails says why, and is remembered', async () => {
  const { id, done } = await post('nothing of ours');
  await expect(done).rejects.toMatchObject({ failure: { code: 'not_understood' } });
  expect(await importStatus(id)).toMatchObject({ progress: { state: 'failed' }, failure: { code: 'not_understood' } });
  await expect(importStatus('imp_other')).rejects.toThrow('There is no such import');
});

test('an import can be cancelled; those that wait go on', async () => {
  const lines = Array.from({ length: 20_000 }, (_, i) => JSON.stringify({ ...run, id: `run_c${i}` })).join('\n');
  const [first, second, third] = [await post(lines), await post(JSON.stringify(run)), await post(JSON.stringify(run))];
  first.done.catch(() => undefined);
  const status = await cancelImport(first.id);
  expect(status).toMatchObject({ progress: { state: 'cancelled' }, report: null, failure: { code: 'aborted' } });
  expect((await second.done).understood).toBe(1);
  expect((await third.done).understood).toBe(1);
});

test('when the process is to end, what waits is interrupted, what is short is finished, and nothing new is taken', async () => {
  const lines = (n: number) =>
    Array.from({ length: n }, (_, i) => JSON.stringify({ ...run, id: `run_e${i}`, thread_id: `t${n}` })).join('\n');
  const all = [await post(lines(20)), await post(lines(21)), await post(lines(22))];
  const [first, second, third] = all.map(({ done }) => done.catch((error: unknown) => error));
  await endImports(20_000);
  expect(await first).toMatchObject({ understood: 20 });
  expect(await second).toMatchObject({ understood: 21 });
  const interrupted = { code: 'archive_busy', message: expect.stringContaining('import it again to complete it') };
  expect(await third).toMatchObject({ failure: interrupted });
  expect(await importStatus(all[2]?.id ?? '')).toMatchObject({
    progress: { state: 'interrupted' },
    failure: interrupted,
    report: null,
  });
  await expect(post(lines(1))).rejects.toMatchObject({ failure: { code: 'archive_busy' } });
});
