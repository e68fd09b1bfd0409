import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { closeArchive, openArchive } from './open-archive.ts';
import { archiveFile } from './sqlite-database.ts';
import { captured } from './test-archives.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'runlens-archive-'));
});
afterEach(async () => {
  await closeArchive();
  vi.unstubAllEnvs();
  Reflect.deleteProperty(globalThis, Symbol.for('runlens.environment'));
  await rm(folder, { recursive: true, force: true });
});

it('is null where it is switched off, and makes no file', async () => {
  vi.stubEnv('RUNLENS_DATA_DIR', folder);
  vi.stubEnv('RUNLENS_ARCHIVE', 'off');
  expect(await openArchive()).toBeNull();
  expect(existsSync(archiveFile(folder))).toBe(false);
});

it('is one for the process, and finds what was kept when it is opened again', async () => {
  vi.stubEnv('RUNLENS_ARCHIVE', '');
  vi.stubEnv('DATABASE_URL', '');
  vi.stubEnv('RUNLENS_DATA_DIR', join(folder, 'made', 'here'));
  const [one, two] = await Promise.all([openArchive(), openArchive()]);
  expect(one).toBe(two);
  await one?.keepRuns([captured(1)]);
  await closeArchive();
  const again = await openArchive();
  expect(again).not.toBe(one);
  expect(await again?.getRun('s', 't1.run_1')).toMatchObject({ whole: true });
});

it('tries again after it could not be opened', async () => {
  vi.stubEnv('RUNLENS_ARCHIVE', '');
  vi.stubEnv('DATABASE_URL', 'postgres://nobody@127.0.0.1:1/none');
  await expect(openArchive()).rejects.toMatchObject({ failure: { code: 'archive_busy' } });
  Reflect.deleteProperty(globalThis, Symbol.for('runlens.environment'));
  vi.stubEnv('DATABASE_URL', '');
  vi.stubEnv('RUNLENS_DATA_DIR', folder);
  expect((await openArchive())?.kind).toBe('sqlite');
});
