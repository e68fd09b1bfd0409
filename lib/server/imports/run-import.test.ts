import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, test, vi } from 'vitest';
import type { ImportProgress } from '../../domain/import.ts';
import { type FakeArchive, fakeArchive } from '../archiving/fake-archive.ts';
import { archivedReader } from '../upstream/sources.ts';
import { chunksOf } from './reading-fixture.ts';
import { runImport } from './run-import.ts';

const { signal } = new AbortController();
const DAY = 86_400_000;
const json = JSON.stringify;
const run = (status = 'completed', more: object = {}) => ({
  id: 'run_1',
  object: 'thread.run',
  created_at: 1_700_000_010,
  completed_at: status === 'completed' ? 1_700_000_020 : null,
  thread_id: 'thread_1',
  assistant_id: 'asst_1',
  status,
  ...more,
});
const step = (id: string, created_at = 1_700_000_011) => ({
  id,
  object: 'thread.run.step',
  created_at,
  run_id: 'run_1',
  thread_id: 'thread_1',
  type: 'tool_calls',
  status: 'completed',
  step_details: {
    type: 'tool_calls',
    tool_calls: [{ id: 'call_1', type: 'code_interpreter', code_interpreter: { input: `needle ${id}`, outputs: [] } }],
  },
});
const question = {
  id: 'msg_q',
  object: 'thread.message',
  created_at: 1_700_000_001,
  thread_id: 'thread_1',
  run_id: null,
  role: 'user',
  content: [{ type: 'text', text: { value: 'Why?', annotations: [] } }],
};
const assistant = { id: 'asst_1', object: 'assistant', name: 'Analyst', model: 'm', created_at: 1 };
const KEY = 'thread_1.run_1';

async function importInto(
  archive: FakeArchive,
  files: Record<string, string>,
  source = 'file',
  heard: ImportProgress[] = [],
) {
  const list = Object.entries(files).map(([name, content]) => ({ name, chunks: chunksOf(content, 4096) }));
  return runImport(archive, { id: 'i1', source, files: list, totalBytes: null }, signal, (one) => heard.push(one));
}

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllEnvs();
});

describe('keeping', () => {
  test('a run with its pieces from several files, its question and its assistant', async () => {
    const archive = fakeArchive();
    const heard: ImportProgress[] = [];
    const report = await importInto(
      archive,
      {
        a: json(step('step_2', 1_700_000_012)),
        b: json(run()),
        c: json([question, assistant]),
        d: json(step('step_1')),
        e: 'no',
      },
      'file',
      heard,
    );
    expect(report).toMatchObject({
      runs: [{ source: 'file', key: KEY }],
      understood: 5,
      raw: 0,
      moreRuns: 0,
      moreRefused: 0,
    });
    expect(report.refused.map(({ file }) => file)).toEqual(['e']);
    const index = archive.index('file', KEY);
    expect(index).toMatchObject({
      status: 'completed',
      assistantName: 'Analyst',
      summary: { firstMessage: 'Why?', steps: 2 },
    });
    expect(index?.text).toContain('needle step_2');
    expect(archive.captures[0]?.whole).toBe(true);
    const reader = archivedReader('file', archive.wireStore('file'));
    const steps = await reader.listSteps(KEY, { limit: 10, order: 'asc' }, signal);
    expect(steps.items.map(({ id }) => id)).toEqual(['step_1', 'step_2']);
    expect(heard.at(-1)).toMatchObject({ state: 'keeping', runs: 1, totalRuns: 1, refused: 1 });
  });

  test('a step without a time where its list has it', async () => {
    const archive = fakeArchive();
    const data = [step('step_1'), { ...step('step_2'), created_at: null }, step('step_3', 1_700_000_012)];
    await importInto(archive, { a: json(run()), b: json({ object: 'list', data, has_more: false }) });
    const reader = archivedReader('file', archive.wireStore('file'));
    const steps = await reader.listSteps(KEY, { limit: 10, order: 'asc' }, signal);
    expect(steps.items.map(({ id }) => id)).toEqual(['step_1', 'step_2', 'step_3']);
  });

  test('the same again changes nothing; pieces of a second import join the run', async () => {
    const archive = fakeArchive();
    await importInto(archive, { a: json(run()), b: json(step('step_1')) });
    const size = await archive.size();
    await importInto(archive, { a: json(run()), b: json(step('step_1')) });
    expect(await archive.size()).toEqual(size);
    const report = await importInto(archive, { b: json(step('step_2')) });
    expect(report.runs).toEqual([{ source: 'file', key: KEY }]);
    expect(archive.index('file', KEY)).toMatchObject({ summary: { steps: 2 } });
    expect(archive.index('file', KEY)?.text).toContain('needle step_1');
  });

  test('it is said of how many runs retention will delete', async () => {
    const ended = 1_700_000_020_000;
    const reported = async (daysLater: number, days?: string) => {
      vi.setSystemTime(ended + daysLater * DAY);
      vi.stubEnv('RUNLENS_RETENTION_DAYS', days);
      Reflect.deleteProperty(globalThis, Symbol.for('runlens.environment'));
      return (await importInto(fakeArchive(), { a: json(run()) })).expiring;
    };
    vi.useFakeTimers({ toFake: ['Date'] });
    expect(await reported(29, '30')).toBeUndefined();
    expect(await reported(31, '30')).toBe(1);
    expect(await reported(31)).toBeUndefined();
  });

  test('an older state never replaces a later one that is kept', async () => {
    const archive = fakeArchive();
    await importInto(archive, { a: json(run()) });
    await importInto(archive, { a: json(run('in_progress')), b: json(step('step_1')) });
    expect(archive.index('file', KEY)).toMatchObject({ status: 'completed', summary: { steps: 1 } });
    expect((await archive.getRun('file', KEY))?.text).toContain('"completed"');
  });

  test('a piece without its run is kept and joins it, whatever comes first', async () => {
    const archive = fakeArchive();
    const report = await importInto(archive, { a: json(step('step_1')) });
    expect(report.runs).toEqual([{ source: 'file', key: KEY }]);
    expect(await archive.getRun('file', KEY)).toMatchObject({ text: null });
    await importInto(archive, { a: json(run()) });
    expect(archive.index('file', KEY)).toMatchObject({ status: 'completed', summary: { steps: 1 } });
  });

  test('a step that names no thread joins the run that is kept', async () => {
    const archive = fakeArchive();
    await importInto(archive, { a: json(run()) });
    await importInto(archive, { a: json({ ...step('step_1'), thread_id: undefined }) });
    expect(archive.index('file', KEY)).toMatchObject({ summary: { steps: 1 } });
  });

  test('a run is found by the names of its files', async () => {
    const archive = fakeArchive();
    const content = [{ type: 'image_file', image_file: { file_id: 'file-1' } }];
    const answer = { ...question, id: 'msg_a', created_at: 1_700_000_015, run_id: 'run_1', role: 'assistant', content };
    const file = { id: 'file-1', object: 'file', filename: 'september-churn.png', bytes: 3, created_at: 1 };
    await importInto(archive, { a: json([run(), answer, file]) });
    expect(archive.index('file', KEY)?.text).toContain('september-churn.png');
  });

  test('runs live in the source that is asked for', async () => {
    const archive = fakeArchive();
    expect((await importInto(archive, { a: json(run()) }, 'old-prod')).runs).toEqual([
      { source: 'old-prod', key: KEY },
    ]);
    expect(await archive.getRun('old-prod', KEY)).not.toBeNull();
  });

  test('files of a bundle and values of other protocols are kept', async () => {
    const archive = fakeArchive();
    const bundle = {
      runlens: 1,
      objects: [],
      files: [{ source: 's', fileId: 'file-1', name: null, type: null, base64: 'YWJj' }],
    };
    const other = json({ id: 'resp_1', object: 'response' });
    const report = await importInto(archive, { a: json(bundle), b: other, c: json(run()) });
    expect(report.raw).toBe(1);
    const found = await archive.wireStore('file').bytes('file-1', signal);
    expect(found && (await new Response(found.body).text())).toBe('abc');
    expect(await archive.size()).toMatchObject({ fileBytes: 3 + other.length });
  });
});

describe('what fails', () => {
  test('nothing understood is said, and nothing is kept', async () => {
    const archive = fakeArchive();
    for (const files of [{ a: 'x' }, { a: json({ id: 'resp_1', object: 'response' }) }, {}, { a: '' }] as Record<
      string,
      string
    >[]) {
      await expect(importInto(archive, files)).rejects.toMatchObject({ failure: { code: 'not_understood' } });
    }
    expect(await archive.size()).toEqual({ runs: 0, whole: 0, objects: 0, fileBytes: 0 });
  });

  test('an import that is given up ends', async () => {
    const given = new AbortController();
    const files = (function* () {
      yield { name: 'a', chunks: chunksOf(json(run())) };
      given.abort();
      yield { name: 'b', chunks: chunksOf(json(step('step_1'))) };
    })();
    const archive = fakeArchive();
    const importing = runImport(
      archive,
      { id: 'i', source: 'file', files, totalBytes: null },
      given.signal,
      () => undefined,
    );
    await expect(importing).rejects.toMatchObject({ name: 'AbortError' });
    expect(archive.captures).toEqual([]);
  });

  test('what the archive refuses is passed on', async () => {
    const archive = fakeArchive();
    archive.keepRuns = () => Promise.reject(new Error('full'));
    await expect(importInto(archive, { a: json(run()) })).rejects.toThrow('full');
  });
});

const folder = process.env.RUNLENS_RECORDINGS;

test.skipIf(!folder)('the recorded folder as it is: every run is in the list, with its steps and texts', async () => {
  const archive = fakeArchive();
  const names = readdirSync(folder ?? '', { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.json'),
  );
  const files = Object.fromEntries(names.map((name) => [name, readFileSync(join(folder ?? '', name), 'utf8')]));
  const report = await importInto(archive, files);
  expect(report.refused).toEqual([]);
  expect(report.runs.length).toBeGreaterThanOrEqual(43);
  const steps = report.runs.map(({ key }) => archive.index('file', key)?.summary?.steps ?? 0);
  expect(steps.reduce((sum, count) => sum + count, 0)).toBeGreaterThanOrEqual(27);
  expect(report.runs.every(({ key }) => archive.index('file', key) !== null)).toBe(true);
});
