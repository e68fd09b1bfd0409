import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ImportProgress } from '../../domain/import.ts';
import type { Archive, RunCapture } from './archive.ts';
import { sqlArchive } from './sql-archive.ts';
import { captured, DAY, START, type TestArchive, testKinds, wire } from './test-archives.ts';

const progress = (id: string, more: Partial<ImportProgress> = {}): ImportProgress => ({
  id,
  state: 'reading',
  bytes: 0,
  totalBytes: null,
  files: 0,
  understood: 0,
  raw: 0,
  refused: 0,
  runs: 0,
  totalRuns: null,
  others: 0,
  totalOthers: null,
  ...more,
});

describe.each(testKinds(process.env.TEST_DATABASE_URL))('$name', ({ open }) => {
  let test: TestArchive;
  let archive: Archive;
  beforeEach(async () => {
    test = await open();
    archive = test.archive;
  });
  afterEach(() => test.end());

  const walked = (n: number, more: Partial<RunCapture> = {}) => captured(n, {}, { origin: 'walk', ...more });
  const has = async (n: number, source = 's') => (await archive.getRun(source, `t1.run_${n}`)) !== null;

  it('leaves a deleted run deleted until somebody asks for it', async () => {
    await archive.keepRuns([walked(1), walked(2)]);
    expect(await archive.deleteRun('s', 't1.run_1')).toBe(true);
    expect(await archive.deleteRun('s', 't1.never')).toBe(false);
    const among = [1, 2, 3].map((n) => ({ key: `t1.run_${n}`, createdAt: START }));
    expect(await archive.deletedAmong('s', among)).toEqual(['t1.run_1']);
    expect(await archive.deletedAmong('other', among)).toEqual([]);
    await archive.keepRuns([
      walked(1, { objects: [wire('run', 'run_1'), wire('step', 'step_1', { runId: 'run_1' })] }),
    ]);
    expect(await has(1)).toBe(false);
    const { signal } = new AbortController();
    expect(await archive.wireStore('s').get('step', 'step_1', signal)).toBeNull();
    expect(await has(2)).toBe(true);
    await archive.keepRuns([walked(1, { asked: true })]);
    expect(await has(1)).toBe(true);
    await archive.deleteRun('s', 't1.run_1');
    await archive.keepRuns([walked(1, { origin: 'import' })]);
    expect(await has(1)).toBe(true);
    expect(await archive.deletedAmong('s', among)).toEqual([]);
  });

  it('leaves a deleted source deleted, but for what came into being since', async () => {
    await archive.keepRuns([walked(1), walked(2)]);
    await archive.deleteRun('s', 't1.run_2');
    expect(await archive.deleteSource('s')).toBe(1);
    const later = walked(9, { capturedAt: Date.now() });
    const fresh = { ...later, index: { ...later.index, createdAt: Date.now() + DAY } };
    const unknown = { ...walked(5), index: { ...walked(5).index, createdAt: null } };
    await archive.keepRuns([walked(1), walked(2), walked(3), unknown, fresh]);
    expect(await Promise.all([1, 2, 3, 5, 9].map((n) => has(n)))).toEqual([false, false, false, false, true]);
    await archive.allowSource('s');
    await archive.keepRuns([walked(1), walked(2)]);
    expect([await has(1), await has(2)]).toEqual([true, false]);
  });

  it('gives work to one server at a time, and to another when its time is over or it was given back', async () => {
    const other = sqlArchive(test.database);
    expect(await archive.takeTurn('walk', 60_000)).toBe(true);
    expect(await other.takeTurn('walk', 60_000)).toBe(false);
    expect(await other.takeTurn('retention', 60_000)).toBe(true);
    expect(await archive.takeTurn('walk', -1)).toBe(true);
    await new Promise((resolve) => setTimeout(resolve, 5));
    expect(await other.takeTurn('walk', 60_000)).toBe(true);
    await archive.endTurn('walk');
    expect(await archive.takeTurn('walk', 60_000)).toBe(false);
    await other.endTurn('walk');
    expect(await archive.takeTurn('walk', 60_000)).toBe(true);
  });

  it('tells every server how far an import is, and its own that it is to end', async () => {
    const other = (await test.another()) ?? archive;
    const record = { progress: progress('imp_1', { bytes: 7 }), report: null, failure: null, ended: false };
    expect(await archive.getImport('imp_1')).toBeNull();
    expect(await archive.putImport(record)).toBe(false);
    const found = await other.getImport('imp_1');
    expect(found).toMatchObject(record);
    expect(found?.silentMs).toBeGreaterThanOrEqual(0);
    expect(found?.silentMs).toBeLessThan(60_000);
    expect(await other.askImportToEnd('imp_none')).toBe(false);
    expect(await other.askImportToEnd('imp_1')).toBe(true);
    expect(await archive.putImport(record)).toBe(true);
    const report = {
      id: 'imp_1',
      runs: [{ source: 's', key: 'k' }],
      moreRuns: 0,
      understood: 1,
      raw: 0,
      refused: [],
      moreRefused: 0,
    };
    const ended = { progress: progress('imp_1', { state: 'done' }), report, failure: null, ended: true };
    await archive.putImport(ended);
    expect(await other.getImport('imp_1')).toMatchObject(ended);
    expect(await other.askImportToEnd('imp_1')).toBe(false);
  });

  it('forgets imports that ended long ago', async () => {
    const record = { progress: progress('imp_old'), report: null, failure: null, ended: true };
    await archive.putImport(record);
    await test.database.run('UPDATE import_jobs SET heard_at = heard_at - ?', [3 * DAY]);
    await archive.putImport({ ...record, progress: progress('imp_new') });
    expect(await archive.getImport('imp_old')).toBeNull();
    expect(await archive.getImport('imp_new')).not.toBeNull();
  });
});
