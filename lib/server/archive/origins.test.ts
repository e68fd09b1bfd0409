import { afterEach, expect, it } from 'vitest';
import type { RunOrigin } from './archive.ts';
import { captured, type TestArchive, testKinds } from './test-archives.ts';

let test: TestArchive | null = null;
afterEach(async () => {
  await test?.end();
  test = null;
});

const KINDS = testKinds(process.env.TEST_DATABASE_URL);

it.each(KINDS)('counts runs by source and by how they came first, in $name', async ({ open }) => {
  test = await open();
  const { archive } = test;
  const came: [source: string, origin: RunOrigin][] = [
    ['a', 'walk'],
    ['a', 'walk'],
    ['a', 'import'],
    ['b', 'view'],
  ];
  const captures = came.map(([source, origin], n) => captured(n, { source }, { origin }));
  await archive.keepRuns(captures);
  await archive.keepRuns([captured(0, { source: 'a' }, { origin: 'view', capturedAt: Date.now() + 1000 })]);
  const counts = await archive.countOrigins();
  expect(counts.toSorted((x, y) => (x.source + x.origin < y.source + y.origin ? -1 : 1))).toEqual([
    { source: 'a', origin: 'import', count: 1 },
    { source: 'a', origin: 'walk', count: 2 },
    { source: 'b', origin: 'view', count: 1 },
  ]);
});
