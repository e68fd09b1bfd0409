import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { RecordedEvent, StreamPart } from './archive.ts';
import { migrate } from './migrate.ts';
import { SQLITE_MIGRATIONS } from './schema-sqlite.ts';
import { sqlArchive } from './sql-archive.ts';
import { openSqliteArchive } from './sqlite-archive.ts';
import { SqliteDatabase } from './sqlite-database.ts';
import { MOST_STREAMED } from './streams.ts';
import { captured, START, type TestArchive, testKinds } from './test-archives.ts';

const EVENTS: RecordedEvent[] = [
  { at: 0, event: 'thread.run.created', data: '{"id":"run_1"}' },
  { at: 41, event: null, data: 'odd \u0000 \ud83d "text"' },
];
const part = (more: Partial<StreamPart> = {}): StreamPart => ({
  source: 's',
  runId: 'run_1',
  startedAt: START,
  part: 0,
  events: EVENTS,
  ending: null,
  ...more,
});

for (const { name, open } of testKinds(process.env.TEST_DATABASE_URL)) {
  describe(`recorded streams in ${name}`, () => {
    let test: TestArchive;
    beforeEach(async () => {
      test = await open();
    }, 60_000);
    afterEach(() => test.end());

    it('are given back as they were, oldest first, and kept once', async () => {
      const { archive } = test;
      const later = part({ startedAt: START + 5_000, ending: 'cut', events: EVENTS.slice(0, 1) });
      await archive.keepStream([later, part(), part({ part: 1, ending: 'done' })]);
      await archive.keepStream([part({ part: 1, events: [], ending: 'left' })]);
      expect(await archive.listStreams('s', 'run_1')).toEqual([
        { startedAt: START, parts: [0, 1], events: 4, size: expect.any(Number), ending: 'done' },
        { startedAt: START + 5_000, parts: [0], events: 1, size: expect.any(Number), ending: 'cut' },
      ]);
      expect(await archive.readStreamPart('s', 'run_1', START, 1)).toEqual(EVENTS);
      expect(await archive.readStreamPart('s', 'run_1', START, 2)).toBeNull();
      expect(await archive.listStreams('other', 'run_1')).toEqual([]);
    });

    it('go with their run, and with their source', async () => {
      const { archive } = test;
      await archive.keepRuns([captured(1), captured(2)]);
      await archive.keepStream([part(), part({ runId: 'run_2' }), part({ source: 'other' })]);
      await archive.deleteRun('s', 't1.run_1');
      expect(await archive.listStreams('s', 'run_1')).toEqual([]);
      expect(await archive.listStreams('s', 'run_2')).toHaveLength(1);
      await archive.deleteSource('s');
      expect(await archive.listStreams('s', 'run_2')).toEqual([]);
      expect(await archive.listStreams('other', 'run_1')).toHaveLength(1);
    });

    it('of one run have an end of room', async () => {
      const { archive } = test;
      const events = [{ at: 0, event: null, data: 'x'.repeat(MOST_STREAMED / 4) }];
      for (let n = 0; n < 5; n++) await archive.keepStream([part({ part: n, events })]);
      expect((await archive.listStreams('s', 'run_1'))[0]?.parts).toEqual([0, 1, 2]);
    }, 60_000);
  });
}

describe('an archive of the version before', () => {
  it('is brought up to date and keeps its runs', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'runlens-archive-'));
    const before = SqliteDatabase.open(folder);
    await migrate(before, SQLITE_MIGRATIONS.slice(0, 1));
    await before.close();
    const archive = await openSqliteArchive(folder);
    await archive.keepRuns([captured(1)]);
    await archive.keepStream([part({ ending: 'done' })]);
    expect((await archive.getRun('s', 't1.run_1'))?.whole).toBe(true);
    expect(await archive.readStreamPart('s', 'run_1', START, 0)).toEqual(EVENTS);
    await archive.close();
    const again = SqliteDatabase.open(folder);
    await migrate(again);
    expect((await sqlArchive(again).listStreams('s', 'run_1'))[0]?.ending).toBe('done');
    await again.close();
    await rm(folder, { recursive: true, force: true });
  });
});
