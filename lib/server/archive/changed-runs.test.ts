import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { captured, ids, type TestArchive, testKinds } from './test-archives.ts';

describe.each(testKinds(process.env.TEST_DATABASE_URL))('changes of runs in $name', ({ open }) => {
  let test: TestArchive;
  beforeEach(async () => {
    test = await open();
  });
  afterEach(() => test.end());

  it('are told once, whoever made them, with what the list shows', async () => {
    const { archive } = test;
    await archive.keepRuns([captured(1), captured(2)]);
    const { mark, ...none } = await archive.changedRuns(null);
    expect(none).toEqual({ runs: [], more: false });
    expect(await archive.changedRuns(mark)).toEqual({ mark, runs: [], more: false });
    const other = (await test.another()) ?? archive;
    await other.keepRuns([captured(3), captured(1, { status: 'failed' })]);
    const told = await archive.changedRuns(mark);
    expect(ids({ items: told.runs })).toEqual(['run_1', 'run_3']);
    expect(told.more).toBe(false);
    expect(await archive.changedRuns(told.mark)).toMatchObject({ runs: [], more: false });
  });

  it('say that there is more where runs are gone, are too many, or were not written down', async () => {
    const { archive } = test;
    await archive.keepRuns([captured(1)]);
    const { mark } = await archive.changedRuns(null);
    await archive.deleteRun('s', 't1.run_1');
    const gone = await archive.changedRuns(mark);
    expect(gone).toMatchObject({ runs: [], more: true });
    await archive.keepRuns(Array.from({ length: 120 }, (_, n) => captured(n + 10)));
    const many = await archive.changedRuns(gone.mark);
    expect(many).toMatchObject({ runs: [], more: true });
    expect(await archive.changedRuns(many.mark)).toMatchObject({ runs: [], more: false });
    expect(await archive.changedRuns('not a mark')).toMatchObject({ runs: [], more: true });
  });
});
