import { expect, it } from 'vitest';
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
