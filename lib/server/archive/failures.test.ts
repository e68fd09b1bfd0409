import { mkdtemp, open as openFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { databaseFailure } from './database-failure.ts';
import { migrate } from './migrate.ts';
import { SQLITE_MIGRATIONS } from './schema-sqlite.ts';
import { sqlArchive } from './sql-archive.ts';
import { openSqliteArchive } from './sqlite-archive.ts';
import { archiveFile, SqliteDatabase } from './sqlite-database.ts';
import { asked, captured, testKinds, wire } from './test-archives.ts';

/** As many versions as there are; their statements are not run again. */
const known = SQLITE_MIGRATIONS.map(() => ['SELECT 1']);

const failure = (code: string, message = /./) => ({ failure: { code, message: expect.stringMatching(message) } });

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'runlens-archive-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

describe('an archive in a folder', () => {
  it('refuses writes on a full disk, goes on reading, loses nothing and recovers', async () => {
    const database = SqliteDatabase.open(folder);
    await migrate(database);
    const archive = sqlArchive(database);
    await archive.keepRuns([captured(1)]);
    const pages = Number(database.pragma('page_count'));
    database.pragma(`max_page_count = ${pages + 40}`);
    const big = (n: number) => captured(n, {}, { objects: [wire('run', `run_${n}`, { text: 'x'.repeat(100_000) })] });
    let kept = 1;
    const filling = async () => {
      for (let n = 2; n < 50; n++, kept++) await archive.keepRuns([big(n)]);
    };
    await expect(filling()).rejects.toMatchObject(failure('archive_full', /full/));
    expect((await archive.size()).runs).toBe(kept);
    expect(await archive.getRun('s', 't1.run_1')).not.toBeNull();
    await expect(archive.keepRuns([captured(90), big(91)])).rejects.toMatchObject(failure('archive_full'));
    expect(await archive.getRun('s', 't1.run_90')).toBeNull();
    database.pragma('max_page_count = 1000000');
    await archive.keepRuns([big(99)]);
    expect((await archive.size()).runs).toBe(kept + 1);
    expect(database.pragma('integrity_check')).toBe('ok');
    await archive.close();
  });

  it('says so when another process holds it too long, and reads meanwhile', async () => {
    const archive = await openSqliteArchive(folder);
    await archive.keepRuns([captured(1)]);
    const other = SqliteDatabase.open(folder);
    await other.run('BEGIN IMMEDIATE');
    const write = archive.keepRuns([captured(2)]).catch((error: unknown) => error);
    expect(await archive.getRun('s', 't1.run_1')).not.toBeNull();
    expect((await archive.listRuns(asked({ text: 'question' }), { limit: 5 })).items).toHaveLength(1);
    expect(await write).toMatchObject(failure('archive_busy'));
    await other.run('ROLLBACK');
    await archive.keepRuns([captured(2)]);
    await other.close();
    await archive.close();
  });

  it('tells a file that is no database, and one that was damaged', async () => {
    await writeFile(
      archiveFile(folder),
      'this is not a database, and it is long enough to be looked at as one'.repeat(99),
    );
    await expect(openSqliteArchive(folder)).rejects.toMatchObject(failure('archive_damaged'));
    await rm(archiveFile(folder));
    const made = await openSqliteArchive(folder);
    await made.keepRuns(Array.from({ length: 50 }, (_, n) => captured(n)));
    await made.close();
    const garbage = Buffer.alloc(400_000, 7);
    const file = await openFile(archiveFile(folder), 'r+');
    await file.write(garbage, 0, garbage.length, 4096 * 3);
    await file.close();
    const reading = async () => {
      const damaged = await openSqliteArchive(folder);
      try {
        await damaged.listRuns(asked({ text: 'question' }), { limit: 50 });
      } finally {
        await damaged.close();
      }
    };
    await expect(reading()).rejects.toMatchObject(failure('archive_damaged'));
  });

  it('says which folder problem keeps it from opening', async () => {
    await writeFile(join(folder, 'file'), '');
    await expect(openSqliteArchive(join(folder, 'file', 'sub'))).rejects.toThrow();
    await expect(openSqliteArchive(join(folder, 'file'))).rejects.toThrow();
  });

  it('is opened by two processes at once without either noticing', async () => {
    const [a, b] = await Promise.all([openSqliteArchive(folder), openSqliteArchive(folder)]);
    await Promise.all([a.keepRuns([captured(1)]), b.keepRuns([captured(2)])]);
    expect((await a.listRuns(asked(), { limit: 5 })).items).toHaveLength(2);
    await Promise.all([a.close(), b.close()]);
    await expect(a.keepRuns([captured(3)])).rejects.toMatchObject(failure('archive_busy', /shutting down/));
  });
});

for (const { name, open } of testKinds(process.env.TEST_DATABASE_URL)) {
  describe(`versions of the tables in ${name}`, () => {
    it('are made once, added to, and refused where they are newer', async () => {
      const test = await open();
      const { database, archive } = test;
      await archive.keepRuns([captured(1)]);
      await migrate(database);
      const next = [...known, ['CREATE TABLE extra (a INTEGER)', 'INSERT INTO extra (a) VALUES (1)']];
      await Promise.all([migrate(database, next), migrate(database, next)]);
      expect(await database.all('SELECT a FROM extra')).toEqual([{ a: 1 }]);
      await expect(migrate(database)).rejects.toMatchObject(
        failure('archive_damaged', new RegExp(`version ${known.length + 1}.*newer Runlens.*knows ${known.length}`)),
      );
      expect(await archive.countRuns(asked())).toBe(1);
      await test.end();
    });

    it('stay as they are when a step fails', async () => {
      const test = await open();
      const { database } = test;
      const next = [...known, ['CREATE TABLE extra (a INTEGER)'], ['CREATE TABLE oops (']];
      await expect(migrate(database, next)).rejects.toMatchObject(
        failure('archive_damaged', new RegExp(`could not be brought to version ${next.length} \\(.*left as it was`)),
      );
      await expect(database.all('SELECT a FROM extra')).rejects.toThrow();
      await migrate(database);
      await test.end();
    });
  });
}

it.each([
  ['SQLITE_FULL', 'archive_full'],
  ['53100', 'archive_full'],
  ['SQLITE_BUSY_SNAPSHOT', 'archive_busy'],
  ['53300', 'archive_busy'],
  ['ECONNREFUSED', 'archive_busy'],
  ['57P03', 'archive_busy'],
  ['SQLITE_CORRUPT_VTAB', 'archive_damaged'],
  ['XX001', 'archive_damaged'],
  ['SQLITE_IOERR_READ', 'archive_damaged'],
])('%s of a database is %s', (code, expected) => {
  const thrown = Object.assign(new Error('secret detail'), { code });
  expect(databaseFailure(thrown)).toMatchObject(failure(expected, /^(?!.*secret)/));
});

it('tells a person why a server is not reached, and a page that it is not', () => {
  const thrown = databaseFailure(Object.assign(new Error('connect secret:5432'), { code: 'ENOTFOUND' }));
  expect(thrown).toMatchObject(failure('archive_busy', /cannot be reached \(ENOTFOUND\)/));
  expect(thrown).toHaveProperty('digest', 'archive_busy');
});

it('leaves what it does not know as it is', () => {
  const thrown = Object.assign(new Error('syntax error'), { code: '42601' });
  expect(databaseFailure(thrown)).toBe(thrown);
});
