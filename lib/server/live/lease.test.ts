import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { aRun } from '../../domain/domain-fixtures.ts';
import { FailureError } from '../../domain/failure.ts';
import type { LiveSnapshot } from '../../domain/run-event.ts';
import type { Archive } from '../archive/archive.ts';
import { openSqliteArchive } from '../archive/sqlite-archive.ts';
import { Lease } from './lease.ts';

/** Instances share the archive, and each has its own name. */
const ground = vi.hoisted(() => ({ archive: null as unknown, holder: 'a' }));
vi.mock('../archiving/the-archive.ts', () => ({ theArchive: async () => ground.archive }));
vi.mock('../process-state.ts', async (original) => ({
  ...(await original<object>()),
  processState: (name: string, make: () => unknown) => (name === 'live-holder' ? ground.holder : make()),
}));

let folder: string;
let archive: Archive;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'runlens-lease-'));
  archive = await openSqliteArchive(folder);
  ground.archive = archive;
});
afterEach(async () => {
  vi.useRealTimers();
  await archive.close();
  await rm(folder, { recursive: true, force: true });
});

const snapshot = (status: string): LiveSnapshot => ({
  run: aRun({ status }),
  steps: { items: [], nextCursor: null, total: null },
  after: null,
  messages: [],
});
const as = <T>(holder: string, ask: () => Promise<T>): Promise<T> => {
  ground.holder = holder;
  return ask();
};
/** The clock a while later; leases are renewed after five seconds. */
const later = (seconds: number) => vi.setSystemTime(Date.now() + seconds * 1000);

test('one instance looks, the other hears what it saw and takes over when it is gone', async () => {
  vi.useFakeTimers({ toFake: ['Date'] });
  const [a, b] = [new Lease('src', 'thread_1.run_1'), new Lease('src', 'thread_1.run_1')];
  expect(await as('a', () => a.isOurs(1000))).toBe(true);
  expect(await as('b', () => b.isOurs(1000))).toBe(false);
  // Nobody had asked when this was seen.
  await as('a', () => a.tell(snapshot('queued')));
  expect(await as('b', () => b.hear())).toBeNull();
  later(6);
  expect(await as('a', () => a.isOurs(1000))).toBe(true);
  await as('a', () => a.tell(snapshot('in_progress')));
  expect(await as('b', () => b.hear())).toEqual(snapshot('in_progress'));
  expect(await as('b', () => b.hear())).toBeNull();
  await as('a', () => a.release());
  later(6);
  expect(await as('b', () => b.isOurs(1000))).toBe(true);
});

test('an instance that was killed loses its lease with time', async () => {
  vi.useFakeTimers({ toFake: ['Date'] });
  const [a, b] = [new Lease('src', 'thread_1.run_1'), new Lease('src', 'thread_1.run_1')];
  expect(await as('a', () => a.isOurs(1000))).toBe(true);
  later(10);
  expect(await as('b', () => b.isOurs(1000))).toBe(false);
  later(10);
  expect(await as('b', () => b.isOurs(1000))).toBe(true);
});

test('without an archive, or while it fails, every instance looks for itself', async () => {
  const busy = async () => {
    throw new FailureError({ code: 'archive_busy', message: 'Busy.' });
  };
  for (const none of [null, { ...archive, holdRun: busy, toldRun: busy, releaseRun: busy }]) {
    ground.archive = none;
    const lease = new Lease('src', 'thread_1.run_1');
    expect(await lease.isOurs(1000)).toBe(true);
    expect(await lease.hear()).toBeNull();
    await lease.tell(snapshot('queued'));
    await lease.release();
  }
  ground.archive = archive;
});
