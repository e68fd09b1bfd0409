import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { fail } from '../../domain/failure.ts';
import type { Archive } from '../archive/archive.ts';
import { type TestArchive, testKinds } from '../archive/test-archives.ts';
import { keepRun } from '../archiving/keep-run.ts';
import { createSource, type Source } from '../upstream/sources.ts';
import { exportRuns } from './export-runs.ts';

let source: Source;
let archive: Archive | null = null;
vi.mock('../archiving/the-archive.ts', () => ({ theArchive: async () => archive }));
vi.mock('../archiving/recorder.ts', () => ({ recorder: async () => null }));
vi.mock('../upstream/sources.ts', async (original) => {
  const real = await original<object>();
  const find = (id: string) => (id === 'long' ? source : null);
  return { ...real, findSource: find, getSource: (id: string) => find(id) ?? fail('not_found', 'No such source.') };
});

const { signal } = new AbortController();
const STEPS = 10_000;
const KEY = 'thread_l.run_l';
const log = 'a line of the log with words in it\n'.repeat(30);
let asked: string[] = [];
let opened: TestArchive | null = null;

function step(n: number): object {
  const details = { tool_calls: [{ id: `call_${n}`, type: 'code_interpreter', code_interpreter: codeOf(n) }] };
  return {
    id: `step_${n}`,
    object: 'thread.run.step',
    created_at: 1_700_000_000 + n,
    run_id: 'run_l',
    thread_id: 'thread_l',
    type: 'tool_calls',
    status: 'completed',
    step_details: { type: 'tool_calls', ...details },
  };
}

function codeOf(n: number): object {
  return { input: `print(${n})`, outputs: [{ type: 'logs', logs: `${n}\n${log}` }] };
}

function answer(url: URL): object {
  const after = Number(/\d+$/.exec(url.searchParams.get('after') ?? '')?.[0] ?? -1);
  if (url.pathname.endsWith('/steps')) {
    const data = Array.from({ length: Math.min(100, STEPS - after - 1) }, (_, i) => step(after + 1 + i));
    const last = `step_${after + data.length}`;
    return { object: 'list', data, last_id: last, has_more: after + data.length < STEPS - 1 };
  }
  if (url.pathname.endsWith('/messages')) return { object: 'list', data: [], has_more: false };
  if (url.pathname.includes('/runs/')) {
    const times = { created_at: 1_700_000_000, completed_at: 1_700_020_000 };
    return {
      id: 'run_l',
      object: 'thread.run',
      thread_id: 'thread_l',
      assistant_id: 'asst_l',
      status: 'completed',
      ...times,
    };
  }
  if (url.pathname.includes('/assistants/')) return { id: 'asst_l', object: 'assistant', name: 'Long', created_at: 1 };
  return { id: 'thread_l', object: 'thread', created_at: 1_700_000_000 };
}

beforeEach(() => {
  asked = [];
  const config = { id: 'long', name: 'Long', dialect: 'assistants', baseUrl: 'http://long.invalid/v1' };
  source = createSource({ ...config, query: {}, headers: {}, auth: { type: 'none' } }, async (request) => {
    const url = new URL(request.url);
    asked.push(url.pathname);
    return Response.json(answer(url));
  });
});
afterEach(async () => {
  archive = null;
  await opened?.end();
  opened = null;
});

const exporting = () => exportRuns({ runs: [{ source: 'long', key: KEY }], format: 'json' }, signal).body;

async function measured(where: string): Promise<number> {
  const began = performance.now();
  let steps = 0;
  let bytes = 0;
  for await (const text of exporting()) {
    bytes += text.length;
    if (text.includes('"kind":"step"')) steps++;
  }
  const seconds = (performance.now() - began) / 1000;
  process.stdout.write(
    `A run of ${STEPS} steps leaves ${where} in ${seconds.toFixed(1)} s, ${(bytes / 1e6).toFixed(1)} MB.\n`,
  );
  return steps;
}

test('a run of ten thousand steps leaves its source by pages, each asked for once and none before it is needed', async () => {
  expect(await measured('its source')).toBe(STEPS);
  const pages = asked.filter((path) => path.endsWith('/steps')).length;
  expect(pages).toBe(STEPS / 100);
  expect(asked.length).toBeLessThan(pages + 10);

  asked = [];
  let steps = 0;
  for await (const text of exporting()) {
    if (text.includes('"kind":"step"') && ++steps === 150) break;
  }
  expect(asked.filter((path) => path.endsWith('/steps')).length).toBeLessThanOrEqual(2);
}, 60_000);

test('the same run leaves the archive without a call', async () => {
  const [sqlite] = testKinds(undefined);
  opened = (await sqlite?.open()) ?? null;
  archive = opened?.archive ?? null;
  if (!archive) throw new Error('There is no SQLite.');
  expect(await keepRun(archive, source, KEY, 'view', signal)).toEqual({ state: 'whole' });
  asked = [];
  expect(await measured('the archive')).toBe(STEPS);
  expect(asked).toEqual([]);
}, 60_000);
