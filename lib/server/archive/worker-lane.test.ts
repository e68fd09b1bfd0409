import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { FailureError } from '../../domain/failure.ts';
import { WorkerLane } from './worker-lane.ts';

const CALLS = pathToFileURL(join(import.meta.dirname, 'worker-calls.ts')).href;
const FAILURE = pathToFileURL(join(import.meta.dirname, '../../domain/failure.ts')).href;
const WORKER = `
  import { parentPort, workerData } from 'node:worker_threads';
  import { serveCalls } from '${CALLS}';
  import { fail } from '${FAILURE}';
  const done = [];
  serveCalls(parentPort, {
    echo: (value) => value,
    data: () => workerData,
    slow: async (name, ms) => { await new Promise((wake) => setTimeout(wake, ms)); done.push(name); return [...done]; },
    full: () => fail('archive_full', 'Full.', { retryAfter: 3 }),
    bug: () => { throw new RangeError('out of range'); },
    crash: () => process.exit(3),
    close: () => {},
  });`;

let folder: string;
let file: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'runlens-worker-'));
  file = join(folder, 'worker.mjs');
  await writeFile(file, WORKER);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

it('answers in order, with values as they are', async () => {
  const lane = new WorkerLane(file, { folder: 'f' });
  expect(await lane.call('data', [])).toEqual({ folder: 'f' });
  expect(await lane.call('echo', [new Uint8Array([1, 2])])).toEqual(new Uint8Array([1, 2]));
  const [, last] = await Promise.all([lane.call('slow', ['first', 30]), lane.call('slow', ['second', 0])]);
  expect(last).toEqual(['first', 'second']);
  await lane.close();
});

it('gives failures as failures, bugs as errors, and refuses what is not served', async () => {
  const lane = new WorkerLane(file, null);
  const failed = await lane.call('full', []).catch((error: unknown) => error);
  expect(failed).toBeInstanceOf(FailureError);
  expect(failed).toMatchObject({ failure: { code: 'archive_full', message: 'Full.', retryAfter: 3 } });
  await expect(lane.call('bug', [])).rejects.toMatchObject({ name: 'RangeError', message: 'out of range' });
  await expect(lane.call('constructor', [])).rejects.toThrow('no method constructor');
  await expect(lane.call('echo', [() => 1])).rejects.toThrow('could not be cloned');
  expect(await lane.call('echo', [1])).toBe(1);
  await lane.close();
});

it('fails calls of a thread that broke down, and starts another', async () => {
  const lane = new WorkerLane(file, null);
  await expect(lane.call('crash', [])).rejects.toThrow('has ended');
  expect(await lane.call('echo', ['again'])).toBe('again');
  await lane.close();
});

it('finishes what is under way when it is closed, and takes nothing more', async () => {
  const lane = new WorkerLane(file, null);
  const under = lane.call('slow', ['last', 50]);
  const closed = lane.close();
  await expect(lane.call('echo', [1])).rejects.toMatchObject({ failure: { code: 'archive_busy' } });
  expect(await under).toEqual(['last']);
  await closed;
});
