import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { gunzipSync, gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Archive } from '../archive/archive.ts';
import { backupSqlite, restoreSqlite } from '../archive/backup-sqlite.ts';
import { migrate } from '../archive/migrate.ts';
import { sqlArchive } from '../archive/sql-archive.ts';
import { archiveFile, SqliteDatabase } from '../archive/sqlite-database.ts';
import { asked, captured, START, type TestArchive, testKinds, wire } from '../archive/test-archives.ts';
import { backUpTo, restoreFrom } from './backup.ts';

/** Texts that one of the databases cannot hold as they are. */
const ODD = 'a\0b\ud800c\u0001"\\\n漢🙂';
let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'runlens-backup-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** A little of everything that an archive keeps. */
async function fill(archive: Archive): Promise<void> {
  const runs = Array.from({ length: 210 }, (_, n) => captured(n, { text: `needle${n} ${ODD}` }));
  await archive.keepRuns(runs);
  await archive.keepObjects(
    's',
    [wire('step', 'step_1', { runId: 'run_1', text: JSON.stringify({ text: ODD }) })],
    'import',
  );
  await archive.keepFile({ source: 's', fileId: 'file_1', bytes: Buffer.from([0, 1, 2, 255]) });
  const events = [{ at: 5, event: 'thread.run.created', data: ODD }];
  await archive.keepStream([{ source: 's', runId: 'run_1', startedAt: START, part: 0, events, ending: 'done' }]);
  await archive.putRecord('person', { id: 'a', value: ODD }, null);
  await archive.deleteRun('s', 't1.run_9');
}

async function expectFilled(archive: Archive): Promise<void> {
  expect(await archive.countRuns(asked())).toBe(209);
  expect((await archive.getRun('s', 't1.run_1'))?.key).toBe('t1.run_1');
  const found = await archive.listRuns(asked({ text: 'needle17' }), { limit: 10 });
  expect(found.items.map(({ key }) => key)).toContain('t1.run_17');
  expect(await archive.readStreamPart('s', 'run_1', START, 0)).toEqual([
    { at: 5, event: 'thread.run.created', data: ODD },
  ]);
  expect(await archive.getRecord('person', 'a')).toBe(ODD);
  expect(await archive.deletedAmong('s', [{ key: 't1.run_9', createdAt: START }])).toEqual(['t1.run_9']);
  // What is kept next has its place beside what was restored.
  await archive.keepRuns([captured(900)]);
  expect(await archive.countRuns(asked())).toBe(210);
}

/** Another process that has the archive of a folder open in all its threads, and wrote to it; it says so when it has. */
function holdElsewhere(where: string) {
  const address = (path: string) =>
    JSON.stringify(pathToFileURL(join(import.meta.dirname, '..', 'archive', path)).href);
  const program = `
    const { openSqliteArchive } = await import(${address('sqlite-archive.ts')});
    const { captured } = await import(${address('test-archives.ts')});
    const archive = await openSqliteArchive(${JSON.stringify(where)});
    await archive.keepRuns([captured(1)]);
    await archive.putRecord('audit', { id: 'a', value: 'b' }, null);
    await archive.size();
    console.log('open');
    setInterval(() => undefined, 1000);`;
  return spawn(process.execPath, ['--conditions=react-server', '--input-type=module', '-e', program], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
}

describe('SQLite', () => {
  const open = async (where: string) => {
    const database = SqliteDatabase.open(where);
    await migrate(database);
    return { database, archive: sqlArchive(database) };
  };

  it('is backed up while it is written to, and restored elsewhere', async () => {
    const [from, to, file] = [join(folder, 'from'), join(folder, 'to'), join(folder, 'copy.db')];
    const { archive } = await open(from);
    await fill(archive);
    const writing = archive.keepRuns([captured(800)]);
    expect(await backupSqlite(from, file)).toMatchObject({ kind: 'sqlite', runs: 210 });
    expect((await stat(file)).mode & 0o077).toBe(0);
    await writing;
    await archive.close();
    const { archive: empty } = await open(to);
    await expect(restoreSqlite(file, to, false)).rejects.toThrow('--replace');
    await expect(restoreSqlite(file, to, true)).rejects.toThrow('Stop every server');
    await empty.close();
    const { kept } = await restoreSqlite(file, to, true);
    expect(kept).not.toBeNull();
    expect((await stat(kept ?? '')).isFile()).toBe(true);
    expect((await stat(archiveFile(to))).mode & 0o077).toBe(0);
    const restored = await open(to);
    await restored.archive.deleteRun('s', 't1.run_800');
    await expectFilled(restored.archive);
    await restored.archive.close();
  });

  it('is neither restored under a server of another process, nor loses its log to a process that leaves', async () => {
    const [where, file] = [join(folder, 'from'), join(folder, 'copy.db')];
    const other = holdElsewhere(where);
    try {
      await once(other.stdout, 'data');
      await backupSqlite(where, file);
      // Opens it for writing and leaves, as an import by the command line does.
      await (await open(where)).archive.close();
      expect(existsSync(join(where, 'archive.db-wal'))).toBe(true);
      await expect(restoreSqlite(file, where, true)).rejects.toThrow('Stop every server');
    } finally {
      other.kill('SIGKILL');
      await once(other, 'close');
    }
    expect(await restoreSqlite(file, where, true)).toMatchObject({ runs: 1 });
    expect(await restoreSqlite(file, join(folder, 'not', 'there', 'yet'), false)).toMatchObject({
      runs: 1,
      kept: null,
    });
  });

  it('refuses what is no whole archive, and leaves nothing behind', async () => {
    const from = join(folder, 'from');
    await expect(backupSqlite(from, join(folder, 'a.db'))).rejects.toThrow('no archive');
    const { archive } = await open(from);
    await fill(archive);
    const file = join(folder, 'copy.db');
    await backupSqlite(from, file);
    await expect(backupSqlite(from, file)).rejects.toThrow('exists');
    await archive.close();
    const bytes = await readFile(file);
    for (let at = 8192; at < bytes.length; at += 4096) bytes.fill(7, at, at + 200);
    await writeFile(file, bytes);
    await expect(restoreSqlite(file, join(folder, 'to'), false)).rejects.toThrow();
    expect((await readdir(folder)).sort()).toEqual(['copy.db', 'from']);
  });
});

const kinds = testKinds(process.env.TEST_DATABASE_URL).filter(({ name }) => name !== 'SQLite');

describe.each(kinds)('$name', ({ open }) => {
  let test: TestArchive;
  beforeEach(async () => {
    test = await open();
  });
  afterEach(() => test.end());

  const anew = async () => {
    await test.end();
    test = await open();
  };

  it('is backed up as lines that fill another database alike', async () => {
    const [file, again] = [join(folder, 'a.jsonl.gz'), join(folder, 'b.jsonl.gz')];
    await fill(test.archive);
    expect(await backUpTo(test.database, file)).toMatchObject({ kind: 'postgres', runs: 209 });
    expect((await stat(file)).mode & 0o077).toBe(0);
    await anew();
    expect(await restoreFrom(test.database, file, false)).toMatchObject({ runs: 209 });
    await backUpTo(test.database, again);
    const lines = async (path: string) =>
      gunzipSync(await readFile(path))
        .toString()
        .split('\n')
        .slice(1)
        .sort();
    expect(await lines(again)).toEqual(await lines(file));
    await expectFilled(test.archive);
  });

  it('is not filled twice, by halves, or from anything else', async () => {
    const file = join(folder, 'a.jsonl.gz');
    await fill(test.archive);
    await backUpTo(test.database, file);
    await expect(restoreFrom(test.database, file, false)).rejects.toThrow('--replace');
    await restoreFrom(test.database, file, true);
    const text = gunzipSync(await readFile(file)).toString();
    const broken: [string, Buffer, string][] = [
      ['cut.gz', gzipSync(text.slice(0, text.lastIndexOf('{"end"'))), 'cut'],
      [
        'short.gz',
        gzipSync(text.replace(/^\["s","t1\.run_9".*\n/m, '').replace(/"deleted_runs":1/, '"deleted_runs":2')),
        'cut',
      ],
      ['other.gz', gzipSync('{"a":1}\n'), 'no backup'],
      ['newer.gz', gzipSync(text.replace(/"version":\d+/, '"version":999')), 'version 999'],
      ['tables.gz', gzipSync(text.replace('"name":"runs"', '"name":"runs; DROP TABLE runs"')), 'table'],
      ['bytes.gz', (await readFile(file)).subarray(0, 3000), 'cut or damaged'],
      ['plain.gz', Buffer.from(text), 'cut or damaged'],
    ];
    for (const [name, bytes, why] of broken) {
      await writeFile(join(folder, name), bytes);
      await expect(restoreFrom(test.database, join(folder, name), true), name).rejects.toThrow(why);
    }
    await expectFilled(test.archive);
  });
});
