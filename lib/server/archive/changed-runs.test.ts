import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { captured, ids, type TestArchive, testKinds } from './test-archives.ts';

describe.each(testKinds(process.env.TEST_DATABASE_URL))('changes of runs in $name', ({ open }) => {
  let test: TestArchive;
  beforeEach(async () => {
    test = await open();
  });
  afterEach(() => test.end());

  /** The next news: with PostgreSQL they come when every transaction of the server that began before them is over. */
  const news = (mark: string) =>
    vi.waitFor(async () => {
      const told = await test.archive.changedRuns(mark);
      expect(told.more || told.runs.length > 0).toBe(true);
      return told;
    });

  it('are told once, whoever made them, with what the list shows', async () => {
    const { archive } = test;
    const { mark, ...none } = await archive.changedRuns(null);
    expect(none).toEqual({ runs: [], more: false });
    await archive.keepRuns([captured(1), captured(2)]);
    const first = await news(mark);
    expect(ids({ items: first.runs })).toEqual(['run_1', 'run_2']);
    expect(await archive.changedRuns(first.mark)).toMatchObject({ runs: [], more: false });
    const other = (await test.another()) ?? archive;
    await other.keepRuns([captured(3), captured(1, { status: 'failed' })]);
    const told = await news(first.mark);
    expect(ids({ items: told.runs })).toEqual(['run_1', 'run_3']);
    expect(told.more).toBe(false);
    expect(await archive.changedRuns(told.mark)).toMatchObject({ runs: [], more: false });
  });

  it('say that there is more where runs are gone, are too many, or were not written down', async () => {
    const { archive } = test;
    const { mark } = await archive.changedRuns(null);
    await archive.keepRuns([captured(1)]);
    const kept = await news(mark);
    await archive.deleteRun('s', 't1.run_1');
    const gone = await news(kept.mark);
    expect(gone).toMatchObject({ runs: [], more: true });
    await archive.keepRuns(Array.from({ length: 120 }, (_, n) => captured(n + 10)));
    const many = await news(gone.mark);
    expect(many).toMatchObject({ runs: [], more: true });
    expect(await archive.changedRuns(many.mark)).toMatchObject({ runs: [], more: false });
    expect(await archive.changedRuns('not a mark')).toMatchObject({ runs: [], more: true });
  });
});
