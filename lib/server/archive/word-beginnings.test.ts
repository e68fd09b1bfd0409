import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { RUN_SORTS } from '../../domain/run-list.ts';
import type { Archive } from './archive.ts';
import { filterValues } from './filter-values.ts';
import { fingerprintGroups } from './fingerprint-groups.ts';
import { histogram } from './histogram.ts';
import { migrate } from './migrate.ts';
import type { RunQuery } from './run-query.ts';
import { sqlArchive } from './sql-archive.ts';
import { SqliteDatabase } from './sqlite-database.ts';
import { asked, captured, ids } from './test-archives.ts';

const ALL = 5_100;
const ALIKE = { hash: '', title: 'Late', code: null, tool: null, stepId: null };
let folder: string;
let archive: Archive;
let database: SqliteDatabase;

/** Enough runs that beginnings of words are told apart: every third has a word like `apple7`, three have `rarely`. */
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'runlens-archive-'));
  database = SqliteDatabase.open(folder);
  await migrate(database);
  archive = sqlArchive(database);
  const run = (n: number) =>
    captured(n, {
      text: `${n % 3 === 0 ? `apple${n % 50}` : 'pear'} ${n % 1_700 === 0 ? 'rarely' : 'often'} phrase of ${n}`,
      status: n % 100 === 0 ? 'failed' : 'completed',
      ...(n % 100 === 0 && { outcome: 'failed', fingerprint: { ...ALIKE, hash: `kind${n % 200}` } }),
      duration: (n * 7) % 1_000,
    });
  for (let n = 0; n < ALL; n += 500) {
    await archive.keepRuns(Array.from({ length: Math.min(500, ALL - n) }, (_, at) => run(n + at)));
  }
}, 120_000);
afterAll(async () => {
  await archive.close();
  await rm(folder, { recursive: true, force: true });
});

async function found(query: Partial<RunQuery>): Promise<string[]> {
  const all: string[] = [];
  for (let cursor: string | undefined; ; ) {
    const page = await archive.listRuns(asked(query), { limit: 70, cursor });
    all.push(...ids(page));
    if (page.nextCursor === null) return all;
    cursor = page.nextCursor;
  }
}
const numbers = Array.from({ length: ALL }, (_, n) => n);
const named = (list: number[]) => list.map((n) => `run_${n}`);

it('finds runs by a frequent beginning, in every order, alone and with filters', async () => {
  const apples = numbers.filter((n) => n % 3 === 0);
  expect(await found({ text: 'appl*' })).toEqual(named(apples.toReversed()));
  expect(await found({ text: 'appl*', dir: 'asc' })).toEqual(named(apples));
  for (const sort of RUN_SORTS) {
    const sorted = await found({ text: 'appl*', status: ['failed'], sort });
    expect(sorted.toSorted()).toEqual(named(apples.filter((n) => n % 100 === 0)).toSorted());
  }
  expect(await found({ text: 'appl* "phrase of" rarely' })).toEqual(
    named([5_100, 3_400, 1_700, 0].filter((n) => apples.includes(n))),
  );
  expect(await found({ text: 'appl* pear' })).toEqual([]);
});

it('finds runs by a seldom one through the index', async () => {
  expect(await found({ text: 'rare*' })).toEqual(named([3_400, 1_700, 0]));
  expect(await archive.countRuns(asked({ text: 'rare*' }))).toBe(3);
});

it('does not count what would take too long to count', async () => {
  const query = asked({ text: 'appl*' });
  expect(await archive.countRuns(query)).toBeNull();
  expect(await archive.histogram(query, { from: 0, to: 2e12, buckets: 5 })).toBeNull();
  await expect(archive.groupRuns(query, 'thread', { limit: 5 })).rejects.toMatchObject({
    failure: { code: 'invalid_request' },
  });
  expect(await archive.filterValues(query, 'status')).toMatchObject([{ value: 'completed' }, { value: 'failed' }]);
});

it('counts many runs by words in a histogram as in a total', async () => {
  const query = asked({ text: 'phrase' });
  expect(await archive.countRuns(query)).toBe(ALL);
  const first = captured(0).index.createdAt ?? 0;
  const range = { from: first, to: first + ALL * 1_000, buckets: 3 };
  const counted = await histogram(database, query, range, { exact: 60_000, budget: 60_000 });
  expect(counted?.buckets.map(({ completed, failed }) => [completed, failed])).toEqual(
    [0, 1, 2].map(() => [1_683, 17]),
  );
  expect(counted?.counted).toBe(1);
});

it('estimates a histogram where counting takes too long, and says so', async () => {
  const first = captured(0).index.createdAt ?? 0;
  const range = { from: first, to: first + ALL * 1_000, buckets: 3 };
  const estimated = await histogram(database, asked({ text: 'phrase' }), range, { exact: 0, budget: 60_000 });
  expect(estimated?.counted).toBeLessThan(0.1);
  expect(estimated?.counted).toBeGreaterThan(0);
  // Every run has the word, so the share of any part is that of all.
  const sum = (of: 'completed' | 'failed') => estimated?.buckets.reduce((total, bucket) => total + bucket[of], 0) ?? 0;
  expect(sum('completed') + sum('failed')).toBeLessThanOrEqual(ALL);
  expect(sum('completed')).toBeGreaterThan(ALL / 2);
  expect(await histogram(database, asked({ text: 'phrase' }), range, { exact: 0, budget: -1 })).toBeNull();
});

it('groups failures of a filter in one walk, and says of counts that had no time that there are more', async () => {
  const groups = await fingerprintGroups(database, asked({ text: 'phrase' }), 60_000);
  expect(groups.map(({ id, count, failed, whole }) => ({ id, count, failed, whole }))).toEqual([
    { id: 'kind0', count: 26, failed: 26, whole: true },
    { id: 'kind100', count: 25, failed: 25, whole: true },
  ]);
  expect((await fingerprintGroups(database, asked({ text: 'rarely' }))).map(({ count }) => count)).toEqual([2, 1]);
  const some = await fingerprintGroups(database, asked({ text: 'phrase' }), -1);
  expect(some.every(({ whole }) => !whole)).toBe(true);
  expect(some.reduce((sum, { count }) => sum + count, 0)).toBeLessThan(51);
});

it('offers values that there was no time to count without a count', async () => {
  const values = await filterValues(database, asked({ text: 'phrase' }), 'status', -1);
  expect(values).toEqual([
    { value: 'completed', label: null, count: null },
    { value: 'failed', label: null, count: null },
  ]);
});
