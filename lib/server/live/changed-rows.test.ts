import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { RunSummary } from '../../domain/run-summary.ts';
import type { Archive } from '../archive/archive.ts';
import { openSqliteArchive } from '../archive/sqlite-archive.ts';
import { captured, wire } from '../archive/test-archives.ts';
import { onChangedRows } from './changed-rows.ts';
import { feedFrames } from './feed-frames.ts';
import type { Frame } from './viewer-queue.ts';

const ground = vi.hoisted(() => ({ archive: null as unknown }));
vi.mock('../archiving/the-archive.ts', () => ({ theArchive: async () => ground.archive }));

let folder: string;
/** That of this server, and that of another one over the same folder. */
let own: Archive;
let other: Archive;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'runlens-changes-'));
  own = await openSqliteArchive(folder);
  other = await openSqliteArchive(folder);
  ground.archive = own;
});
afterEach(async () => {
  await Promise.all([own.close(), other.close()]);
  await rm(folder, { recursive: true, force: true });
});

const summary: RunSummary = {
  source: 's',
  key: 't1.run_1',
  firstMessage: 'Hello',
  steps: 7,
  stepsComplete: true,
  phases: [],
  tools: [],
};
const run = (n: number) => {
  const text = JSON.stringify({ id: `run_${n}`, object: 'thread.run', thread_id: 't1', status: 'completed' });
  const index = { summary: { ...summary, key: `t1.run_${n}` } };
  return captured(n, index, { objects: [wire('run', `run_${n}`, { text })], origin: 'import' });
};

test('a list hears of runs that another server kept, with their summaries, and that it is outdated by many', async () => {
  await own.keepRuns([run(0)]);
  const leave = new AbortController();
  const frames: Frame[] = [];
  const over = (async () => {
    const options = { lastEventId: null, signal: leave.signal };
    for await (const batch of feedFrames({ runs: [], list: true, rows: [] }, options)) frames.push(...batch);
  })();
  // What was there before is not told; what comes after the first look is.
  const rows = () => frames.filter(({ event }) => event === 'ended').map(({ data }) => JSON.parse(data) as object);
  await vi.waitFor(
    async () => {
      await other.keepRuns([run(1)]);
      expect(rows().length).toBeGreaterThan(0);
    },
    { timeout: 20_000, interval: 500 },
  );
  expect(rows()[0]).toMatchObject({
    source: 's',
    key: 't1.run_1',
    run: { status: 'completed', summary: { steps: 7 } },
  });
  expect(JSON.stringify(rows())).not.toContain('run_0');
  const outdated = () => frames.filter(({ data }) => data === '{"list":{}}').length;
  expect(outdated()).toBe(1);
  await other.keepRuns(Array.from({ length: 150 }, (_, n) => run(n + 10)));
  await vi.waitFor(() => expect(outdated()).toBe(2), { timeout: 20_000 });
  leave.abort();
  await over;
}, 60_000);

test('who has left is not told, and an archive that fails or is off is asked again', async () => {
  const told: unknown[] = [];
  const hush = onChangedRows((rows) => told.push(rows), 5);
  ground.archive = null;
  await new Promise((resolve) => setTimeout(resolve, 30));
  const failing = vi.fn(async () => Promise.reject(new Error('busy')));
  ground.archive = { ...own, changedRuns: failing };
  await vi.waitFor(() => expect(failing.mock.calls.length).toBeGreaterThan(1), { timeout: 10_000 });
  ground.archive = own;
  await vi.waitFor(
    async () => {
      await other.keepRuns([run(Math.floor(Math.random() * 1e6))]);
      expect(told.length).toBeGreaterThan(0);
    },
    { timeout: 20_000 },
  );
  hush();
  const count = told.length;
  await own.keepRuns([run(9)]);
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(told.length).toBe(count);
}, 60_000);
