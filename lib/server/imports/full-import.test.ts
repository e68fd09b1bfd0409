import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Archive } from '../archive/archive.ts';
import { migrate } from '../archive/migrate.ts';
import { sqlArchive } from '../archive/sql-archive.ts';
import { SqliteDatabase } from '../archive/sqlite-database.ts';
import { chunksOf } from './reading-fixture.ts';
import { runImport } from './run-import.ts';

const { signal } = new AbortController();
const RUNS = 3000;
let folder: string;
let database: SqliteDatabase;
let archive: Archive;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'full-import-'));
  database = SqliteDatabase.open(folder);
  await migrate(database);
  archive = sqlArchive(database);
});
afterEach(async () => {
  await archive.close();
  rmSync(folder, { recursive: true, force: true });
});

const keyOf = (name: string, n: number) => `thread_${name}${n}.run_${name}${n}`;

/** Runs of two steps each. */
function lines(name: string, count: number): string {
  const objects = Array.from({ length: count }, (_, n) => {
    const [id, thread_id] = [`run_${name}${n}`, `thread_${name}${n}`];
    const run = { id, object: 'thread.run', thread_id, status: 'completed', created_at: 1_700_000_000 + n };
    const step = { object: 'thread.run.step', run_id: id, thread_id, type: 'tool_calls', created_at: 1_700_000_000 };
    return [run, ...[0, 1].map((s) => ({ id: `step_${name}${n}x${s}`, ...step, more: 'x'.repeat(500) }))];
  });
  return objects
    .flat()
    .map((one) => JSON.stringify(one))
    .join('\n');
}

const importing = (text: string) => {
  const files = [{ name: 'runs.jsonl', chunks: chunksOf(text, 64 * 1024) }];
  return runImport(archive, { id: 'imp_1', source: 'file', files, totalBytes: null }, signal, () => undefined);
};

/** Runs of an import that are there; each of them with both of its steps. */
async function present(name: string, count: number): Promise<number> {
  const store = archive.wireStore('file');
  let found = 0;
  for (let n = 0; n < count; n++) {
    if ((await archive.getRun('file', keyOf(name, n))) === null) continue;
    found++;
    const of = { threadId: `thread_${name}${n}`, runId: `run_${name}${n}` };
    expect((await store.list('step', of, { limit: 5, order: 'asc' }, signal)).items).toHaveLength(2);
  }
  return found;
}

test('an import that fills the disk says so, keeps no run by halves, loses nothing, and can be completed', async () => {
  await importing(lines('a', 20));
  database.pragma(`max_page_count = ${Number(database.pragma('page_count')) + 500}`);
  await expect(importing(lines('b', RUNS))).rejects.toMatchObject({ failure: { code: 'archive_full' } });
  expect(await present('a', 20)).toBe(20);
  const kept = await present('b', RUNS);
  expect(kept).toBeLessThan(RUNS);
  expect(kept % 500).toBe(0);
  expect(database.pragma('integrity_check')).toBe('ok');
  database.pragma('max_page_count = 1000000');
  expect(await importing(lines('b', RUNS))).toMatchObject({ understood: RUNS * 3 });
  expect(await present('b', RUNS)).toBe(RUNS);
});
