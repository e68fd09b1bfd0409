import { afterEach, describe, expect, it } from 'vitest';
import type { KnownFilter } from '../../domain/known-id.ts';
import { migrate } from './migrate.ts';
import { POSTGRES_MIGRATIONS } from './schema-postgres.ts';
import { SQLITE_MIGRATIONS } from './schema-sqlite.ts';
import { captured, START, type TestArchive, testKinds, wire } from './test-archives.ts';

const RUNS: KnownFilter = { kind: 'run', way: null, text: '' };
const THREADS: KnownFilter = { ...RUNS, kind: 'thread' };

describe.each(testKinds(process.env.TEST_DATABASE_URL))('known ids in $name', ({ open }) => {
  let opened: TestArchive | null = null;
  afterEach(async () => {
    await opened?.end();
    opened = null;
  });
  const start = async () => {
    opened = await open();
    return opened;
  };
  /** All ids of a filter, read two at a time. */
  const walked = async ({ archive }: TestArchive, filter: KnownFilter, source = 's') => {
    const found: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await archive.listKnown(source, filter, { cursor, limit: 2 });
      expect(page.items.length).toBeGreaterThan(0);
      found.push(...page.items.map(({ id }) => id));
      cursor = page.nextCursor ?? undefined;
    } while (cursor !== undefined);
    return found;
  };
  const idsOf = async ({ archive }: TestArchive, filter: KnownFilter, source = 's') =>
    (await archive.listKnown(source, filter, { limit: 100 })).items.map(({ id }) => id);

  it('lists runs from the newest down, by pages, by how they came and by a part of their ids', async () => {
    const test = await start();
    const { archive } = test;
    const ways = ['view', 'walk', 'import', 'pass_through', 'paste'] as const;
    await archive.keepRuns(ways.map((origin, n) => captured(n, {}, { origin })));
    await archive.keepRuns([captured(9, { source: 'other' }), captured(7, { threadId: 'Thread_B', id: 'run_seven' })]);
    expect(await walked(test, RUNS)).toEqual(['run_seven', 'run_4', 'run_3', 'run_2', 'run_1', 'run_0']);
    for (const [n, way] of ways.entries()) {
      const found = await idsOf(test, { ...RUNS, way });
      expect(found).toEqual(way === 'view' ? ['run_seven', 'run_0'] : [`run_${n}`]);
    }
    expect(await idsOf(test, { ...RUNS, text: 'RUN_SEV' })).toEqual(['run_seven']);
    expect(await idsOf(test, { ...RUNS, text: 'thread_b' })).toEqual(['run_seven']);
    expect(await walked(test, { ...RUNS, text: 't1.' })).toEqual(['run_4', 'run_3', 'run_2', 'run_1', 'run_0']);
    expect(await idsOf(test, { ...RUNS, text: 't1.', way: 'import' })).toEqual(['run_2']);
    // Nothing in it is a pattern.
    for (const text of ['%', 'run%', "'", '\\']) expect(await idsOf(test, { ...RUNS, text })).toEqual([]);
    const [run] = (await archive.listKnown('s', { ...RUNS, text: 'seven' }, { limit: 1 })).items;
    expect(run).toMatchObject({
      kind: 'run',
      key: 'Thread_B.run_seven',
      threadId: 'Thread_B',
      way: 'view',
      runs: null,
    });
    const { nextCursor } = await archive.listKnown('s', RUNS, { limit: 1 });
    await expect(archive.listKnown('s', THREADS, { limit: 1, cursor: nextCursor ?? '' })).rejects.toThrow('cursor');
  });

  it('keeps how and when an id was met first, and says when it was met last', async () => {
    const { archive } = await start();
    const later = START + 9_000_000;
    await archive.keepRuns([
      captured(1, { status: 'in_progress', outcome: 'other', endedAt: null }, { capturedAt: START, whole: false }),
    ]);
    await archive.keepRuns([captured(1, {}, { origin: 'import', capturedAt: later })]);
    for (const filter of [RUNS, THREADS]) {
      const { items } = await archive.listKnown('s', filter, { limit: 9 });
      expect(items).toMatchObject([{ way: 'view', firstSeen: START, lastSeen: later, goneAt: null }]);
    }
    await archive.markGone('s', 't1.run_1', later + 5);
    expect((await archive.listKnown('s', RUNS, { limit: 9 })).items).toMatchObject([{ goneAt: later + 5 }]);
  });

  it('knows threads by their runs, by pieces and by name, until nothing of them is left', async () => {
    const test = await start();
    const { archive } = test;
    await archive.keepRuns([captured(1, { threadId: 'thread_a' }), captured(2, { threadId: 'thread_a' })]);
    await archive.keepObjects(
      's',
      [wire('thread', 'thread_b'), wire('step', 'step_1', { threadId: 'thread_c', runId: 'run_9' })],
      'import',
    );
    await archive.noteThreads('s', ['thread_d', 'thread_a', 'thread_d'], 'paste');
    await archive.noteThreads('other', ['thread_e'], 'paste');
    const { items } = await archive.listKnown('s', THREADS, { limit: 9 });
    expect(items.map(({ id, way, runs }) => `${id} ${way} ${runs}`).sort()).toEqual([
      'thread_a view 2',
      'thread_b import 0',
      'thread_c import 1',
      'thread_d paste 0',
    ]);
    expect((await walked(test, THREADS)).toSorted()).toEqual(['thread_a', 'thread_b', 'thread_c', 'thread_d']);
    expect(await idsOf(test, { ...THREADS, way: 'paste' })).toEqual(['thread_d']);
    expect(await idsOf(test, { ...THREADS, text: 'D_C' })).toEqual(['thread_c']);
    await archive.deleteRun('s', 'thread_a.run_1');
    expect(await idsOf(test, { ...THREADS, text: 'thread_a' })).toEqual(['thread_a']);
    await archive.deleteRun('s', 'thread_a.run_2');
    expect(await idsOf(test, { ...THREADS, text: 'thread_a' })).toEqual([]);
    await archive.deleteSource('s');
    expect([await idsOf(test, THREADS), await idsOf(test, RUNS)]).toEqual([[], []]);
    expect(await idsOf(test, THREADS, 'other')).toEqual(['thread_e']);
  });

  it('takes over what an archive knew before it wrote this down', async () => {
    const { archive, database } = await start();
    const kept = (n: number, origin: 'import' | 'walk') =>
      captured(n, { threadId: 'thread_old' }, { origin, capturedAt: START + n });
    await archive.keepRuns([kept(2, 'import'), kept(1, 'walk')]);
    const versions = database.kind === 'sqlite' ? SQLITE_MIGRATIONS : POSTGRES_MIGRATIONS;
    const own = versions.findIndex((some) => some.some((one) => one.includes('CREATE TABLE known_threads')));
    await database.write(async (sql) => {
      await sql.run('DROP TABLE known_threads');
      if (sql.kind === 'postgres') await sql.run('DROP INDEX runs_known');
      await sql.run('ALTER TABLE runs DROP COLUMN first_seen');
      await sql.run('UPDATE archive_version SET version = ?', [own]);
    });
    await migrate(database, versions.slice(0, own + 1));
    const { items } = await archive.listKnown('s', THREADS, { limit: 9 });
    expect(items).toMatchObject([
      { id: 'thread_old', way: 'walk', runs: 2, firstSeen: START + 1, lastSeen: START + 2 },
    ]);
    expect((await archive.listKnown('s', RUNS, { limit: 9 })).items).toMatchObject([
      { id: 'run_2', way: 'import', firstSeen: START + 2 },
      { id: 'run_1', way: 'walk', firstSeen: START + 1 },
    ]);
  });
});
