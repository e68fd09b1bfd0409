import { expect, it } from 'vitest';
import { postgresPool } from './postgres-pool.ts';
import { asked, captured, testKinds } from './test-archives.ts';

const url = process.env.TEST_DATABASE_URL;

it.skipIf(!url)('a real PostgreSQL, shared by two servers (TEST_DATABASE_URL names one)', async () => {
  const test = await (testKinds(url).at(-1) ?? expect.unreachable()).open();
  const other = (await test.another()) ?? expect.unreachable();
  await Promise.all(
    Array.from({ length: 40 }, (_, n) => (n % 2 ? other : test.archive).keepRuns([captured(n, { createdAt: 1_000 })])),
  );
  expect(await other.countRuns(asked({ text: 'question', status: ['completed'] }))).toBe(40);
  await other.deleteRun('s', 't1.run_1');
  expect(await test.archive.getRun('s', 't1.run_1')).toBeNull();
  await test.end();
});

it.skipIf(!url)('a PostgreSQL that ends its connections loses nothing that was acknowledged', async () => {
  const test = await (testKinds(url).at(-1) ?? expect.unreachable()).open();
  const other = (await test.another()) ?? expect.unreachable();
  const [own] = await test.database.all<{ name: string }>('SELECT current_schema() AS name');
  const cut = `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
    WHERE application_name = $1 AND query LIKE '%runs%'`;
  const kept: number[] = [];
  let failures = 0;
  let over = false;
  const writing = Promise.all(
    [0, 1, 2].map(async (lane) => {
      for (let n = lane; n < 150; n += 3) {
        try {
          await test.archive.keepRuns([captured(n)]);
          kept.push(n);
        } catch (error) {
          expect(error).toMatchObject({ failure: { code: 'archive_busy' } });
          failures++;
        }
      }
    }),
  ).finally(() => (over = true));
  const admin = postgresPool(url ?? '');
  while (!over) {
    await admin.query(cut, [own?.name ?? '']);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  await writing;
  await admin.end();
  expect(failures).toBeGreaterThan(0);
  expect(kept.length).toBeGreaterThan(0);
  for (const n of kept) expect(await other.getRun('s', `t1.run_${n}`)).toMatchObject({ whole: true });
  await test.archive.keepRuns([captured(999)]);
  expect(await other.getRun('s', 't1.run_999')).not.toBeNull();
  await test.end();
});
