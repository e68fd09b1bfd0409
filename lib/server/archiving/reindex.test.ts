import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { asked, ids, type TestArchive, testKinds } from '../archive/test-archives.ts';
import { indexKept } from './index-kept.ts';
import { keepRun } from './keep-run.ts';
import { nextLimit, reindexSome } from './reindex.ts';
import { isDue, reindexAll } from './reindexing.ts';
import { sampleSource } from './sample-source-fixture.ts';

const { signal } = new AbortController();
/** A database in memory takes seconds to start on a busy machine, ms. */
const PATIENCE = 60_000;

describe.each(testKinds(process.env.TEST_DATABASE_URL))('re-indexing in $name', ({ open }) => {
  let test: TestArchive;
  beforeEach(async () => {
    test = await open();
    const { source } = sampleSource();
    const threads = await source.reader.listThreads({ limit: 4, order: 'desc' }, signal);
    for (const { id } of threads.items) {
      const { items } = await source.reader.listRuns(id, { limit: 3 }, signal);
      for (const run of items) await keepRun(test.archive, source, run.key, 'view', signal);
    }
  }, PATIENCE);
  afterEach(() => test.end());

  const some = (limit?: number) => reindexSome(test.archive, signal, limit);
  /** Everything that is made of runs for the list and the search. */
  const everything = async () => {
    const rows = async (table: string, order: string) => test.database.all(`SELECT * FROM ${table} ORDER BY ${order}`);
    const hits = await test.archive.listRuns(asked({ text: 'the' }), { limit: 100 });
    return [
      await rows('runs', 'rid'),
      await rows('run_tools', 'rid, tool'),
      await rows('run_details', 'rid'),
      await rows('fingerprints', 'hash'),
      ids(hits),
    ];
  };
  /** As an older version might have made it. */
  const spoil = async () => {
    const { run } = test.database as unknown as { run: typeof test.database.run };
    const ask = run.bind(test.database);
    await ask("UPDATE runs SET model = 'wrong', tokens = 1, error_code = '', fingerprint = ''");
    await ask('DELETE FROM run_tools');
    await ask('DELETE FROM fingerprints');
    if (test.database.kind === 'sqlite') await ask('DELETE FROM runs_fts');
    await ask('DELETE FROM run_texts');
  };

  it('makes of what is kept what was made when it was kept, and the same again', { timeout: PATIENCE }, async () => {
    const before = await everything();
    expect((before[4] as string[]).length).toBeGreaterThan(0);
    await spoil();
    expect(await everything()).not.toEqual(before);
    expect(await isDue(test.archive, 1)).toBe(false);
    expect(await isDue(test.archive, 2)).toBe(true);
    expect(await reindexAll(test.archive, 2, some, signal)).toBe(true);
    expect(await everything()).toEqual(before);
    expect(await test.archive.indexState()).toEqual({ version: 2, wanted: null });
    const { mark } = await test.archive.changedRuns(null);
    expect(await reindexAll(test.archive, 3, some, signal)).toBe(true);
    expect(await everything()).toEqual(before);
    // What did not change is not told to lists.
    expect((await test.archive.changedRuns(mark)).runs).toEqual([]);
  });

  it('goes on where it was broken off, one server at a time, and leaves what came meanwhile', {
    timeout: PATIENCE,
  }, async () => {
    const { archive } = test;
    await archive.beginReindex(2);
    const [newest, second] = await archive.dueRuns(2);
    if (!newest || !second) throw new Error('too few are due');
    // Kept anew, and deleted, after they were found due.
    const made = async ({ source, key }: typeof newest) =>
      (await indexKept(source, key, archive.wireStore(source), 0, signal)).index;
    const late = [
      { run: newest, index: await made(newest) },
      { run: second, index: await made(second) },
    ];
    await test.database.run('UPDATE runs SET captured_at = captured_at + 1, model = ? WHERE rid = ?', [
      'new',
      newest.rid,
    ]);
    await archive.deleteRun(second.source, second.key);
    await archive.putIndexes(late);
    expect(await archive.getRun(second.source, second.key)).toBeNull();
    const due = await archive.dueRuns(100);
    expect(due.map(({ rid }) => rid)).not.toContain(newest.rid);
    expect(due.length).toBeGreaterThan(0);
    await expect(reindexAll(archive, 2, () => Promise.reject(new Error('broken off')), signal)).rejects.toThrow(
      'broken off',
    );
    expect(await archive.indexState()).toEqual({ version: 1, wanted: 2 });
    expect(await archive.dueRuns(100)).toEqual(due);
    const other = await test.another();
    if (other) {
      expect(await other.takeTurn('reindex', 60_000)).toBe(true);
      expect(await reindexAll(archive, 2, some, signal)).toBe(false);
      await other.endTurn('reindex');
    }
    let done = 0;
    expect(await reindexAll(archive, 2, some, signal, (count) => (done = count))).toBe(true);
    expect(done).toBe(due.length);
    expect(await test.database.all('SELECT model FROM runs WHERE rid = ?', [newest.rid])).toEqual([{ model: 'new' }]);
  });
});

it('takes as many runs at a time as are written in a moment, and never suddenly more', () => {
  expect(nextLimit(20, { count: 20, wrote: 1 })).toBe(40);
  expect(nextLimit(40, { count: 40, wrote: 1_200 })).toBe(20);
  expect(nextLimit(20, { count: 20, wrote: 60_000 })).toBe(5);
  expect(nextLimit(150, { count: 150, wrote: 0 })).toBe(200);
  // Reading ended early: what was written tells all the same.
  expect(nextLimit(200, { count: 10, wrote: 60 })).toBe(100);
});
