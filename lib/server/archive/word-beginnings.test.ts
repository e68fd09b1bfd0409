import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { RUN_SORTS } from '../../domain/run-list.ts';
import type { Archive } from './archive.ts';
import { migrate } from './migrate.ts';
import type { RunQuery } from './run-query.ts';
import { sqlArchive } from './sql-archive.ts';
import { SqliteDatabase } from './sqlite-database.ts';
import { asked, captured, ids } from './test-archives.ts';

const ALL = 5_100;
let folder: string;
let archive: Archive;

/** Enough runs that beginnings of words are told apart: every third has a word like `apple7`, three have `rarely`. */
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'runlens-archive-'));
  const database = SqliteDatabase.open(folder);
  await migrate(database);
  archive = sqlArchive(database);
  const run = (n: number) =>
    captured(n, {
      text: `${n % 3 === 0 ? `apple${n % 50}` : 'pear'} ${n % 1_700 === 0 ? 'rarely' : 'often'} phrase of ${n}`,
      status: n % 100 === 0 ? 'failed' : 'completed',
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
  const buckets = await archive.histogram(query, { from: first, to: first + ALL * 1_000, buckets: 3 });
  expect(buckets?.map(({ completed }) => completed)).toEqual([1_700, 1_700, 1_700]);
});
