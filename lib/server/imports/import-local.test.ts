import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished, vi } from 'vitest';
import { WHOLE_TRAIL } from '../../domain/audit.ts';
import { closeArchive, openArchive } from '../archive/open-archive.ts';
import { importLocal } from './import-local.ts';

async function* nothing(): AsyncGenerator<Uint8Array> {
  // No standard input.
}

it('an import by the command line stands in the audit trail', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'runlens-local-'));
  vi.stubEnv('RUNLENS_ARCHIVE', '');
  vi.stubEnv('RUNLENS_DATA_DIR', join(folder, 'data'));
  Reflect.deleteProperty(globalThis, Symbol.for('runlens.environment'));
  onTestFinished(async () => {
    await closeArchive();
    vi.unstubAllEnvs();
    Reflect.deleteProperty(globalThis, Symbol.for('runlens.environment'));
    await rm(folder, { recursive: true, force: true });
  });
  const file = join(folder, 'run.json');
  const run = {
    id: 'run_1',
    object: 'thread.run',
    thread_id: 'thread_1',
    status: 'completed',
    created_at: 1_700_000_000,
  };
  await writeFile(file, JSON.stringify({ ...run, assistant_id: 'asst_1' }));
  const report = await importLocal({ paths: [file], input: nothing() }, new AbortController().signal, () => undefined);
  const trail = await (await openArchive())?.listAudit(WHOLE_TRAIL, { limit: 5 });
  expect(trail?.items).toMatchObject([
    {
      who: 'command line',
      action: 'imported',
      source: 'file',
      key: 'thread_1.run_1',
      what: `1 run, ${report.id}`,
      address: null,
      outcome: null,
    },
  ]);
});
