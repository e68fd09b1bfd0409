import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { FailureError } from '../../domain/failure.ts';
import type { Archive } from '../archive/archive.ts';
import { testKinds } from '../archive/test-archives.ts';
import { fakeArchive } from '../archiving/fake-archive.ts';
import { readMetrics } from './read-metrics.ts';
import { readiness } from './readiness.ts';

let archive: () => Promise<Archive | null>;
vi.mock('../archiving/the-archive.ts', () => ({ theArchive: () => archive() }));
const forget = (name: string) => Reflect.deleteProperty(globalThis, Symbol.for(`runlens.${name}`));

beforeEach(() => {
  archive = async () => fakeArchive();
});
afterEach(() => {
  forget('ending-begun');
  forget('archive-counted');
});

describe('ready', () => {
  it('is a server whose archive answers, or that keeps nothing', async () => {
    expect(await readiness()).toEqual({ ready: true, archive: 'on' });
    archive = async () => null;
    expect(await readiness()).toEqual({ ready: true, archive: 'off' });
  });

  it('is none whose archive fails, with a reason that tells nothing of it', async () => {
    archive = () =>
      Promise.reject(new FailureError({ code: 'archive_damaged', message: 'relation secret is missing' }));
    const damaged = await readiness();
    expect(damaged).toMatchObject({ ready: false, reason: 'archive_damaged' });
    expect(JSON.stringify(damaged)).not.toContain('secret');
    archive = () => Promise.reject(new TypeError('secret'));
    expect(await readiness()).toMatchObject({ ready: false, reason: 'archive_damaged' });
    archive = () => new Promise(() => {});
    expect(await readiness(20)).toMatchObject({ ready: false, reason: 'archive_busy' });
  });

  it('is none that is about to end', async () => {
    const { endAll } = await import('../ending/ending.ts');
    await endAll('work');
    expect(await readiness()).toMatchObject({ ready: false, reason: 'ending' });
  });
});

describe('metrics', () => {
  it('tell the size of the archive, and that it is gone', async () => {
    const known = fakeArchive();
    archive = async () => ({
      ...known,
      check: async () => ({ bytes: 4096 }),
      size: async () => ({ runs: 7, whole: 5, objects: 70, fileBytes: 12 }),
    });
    const { body, type } = await readMetrics();
    expect(type).toContain('text/plain');
    for (const line of [
      'runlens_archive_up 1',
      'runlens_archive_runs 7',
      'runlens_archive_whole_runs 5',
      'runlens_archive_objects 70',
      'runlens_archive_bytes 4096',
      'runlens_followers 0',
      'runlens_keep_queue 0',
      'runlens_imports_in_flight 0',
      'runlens_upstream_calls_in_flight 0',
    ]) {
      expect(body.split('\n')).toContain(line);
    }
    archive = () => Promise.reject(new FailureError({ code: 'archive_busy', message: 'gone' }));
    const gone = (await readMetrics()).body;
    expect(gone).toContain('runlens_archive_up 0');
    expect(gone).not.toContain('runlens_archive_runs');
    archive = async () => null;
    expect((await readMetrics()).body).not.toContain('runlens_archive_up');
  });
});

describe.each(testKinds(process.env.TEST_DATABASE_URL))('an archive in $name', ({ open }) => {
  it('is well while its tables are those of this program', async () => {
    const test = await open();
    try {
      expect((await test.archive.check()).bytes).toBeGreaterThan(0);
      await test.database.run('UPDATE archive_version SET version = version + 1');
      await expect(test.archive.check()).rejects.toThrow('version');
    } finally {
      await test.end();
    }
  });
});
