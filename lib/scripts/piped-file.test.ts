import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer, text } from 'node:stream/consumers';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { migrate } from '../server/archive/migrate.ts';
import { sqlArchive } from '../server/archive/sql-archive.ts';
import { SqliteDatabase } from '../server/archive/sqlite-database.ts';
import { captured } from '../server/archive/test-archives.ts';

const BEYOND = {
  RUNLENS_HOST: '0.0.0.0',
  RUNLENS_PASSWORD: '',
  RUNLENS_AUTH: '',
  DATABASE_URL: '',
  RUNLENS_ARCHIVE: '',
};
let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'runlens-piped-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** Runs a program as the image does: it would listen on every address, and nobody could sign in. */
async function run(program: string, args: string[], data: string, input?: Uint8Array) {
  const child = spawn(
    process.execPath,
    ['--conditions=react-server', join(import.meta.dirname, `${program}.ts`), ...args],
    { env: { ...process.env, ...BEYOND, RUNLENS_DATA_DIR: join(folder, data), TMPDIR: folder }, stdio: 'pipe' },
  );
  // A program that refuses may be gone before it has read what it is given.
  child.stdin.on('error', () => undefined).end(input);
  const said = Promise.all([buffer(child.stdout), text(child.stderr)]);
  const [code] = await once(child, 'close');
  const [output, errors] = await said;
  return { code: Number(code), output, errors };
}

it('takes a backup out by standard output and puts it in by standard input, and leaves nothing behind', {
  timeout: 120_000,
}, async () => {
  const database = SqliteDatabase.open(join(folder, 'from'));
  await migrate(database);
  const archive = sqlArchive(database);
  await archive.keepRuns(Array.from({ length: 40 }, (_, n) => captured(n)));
  await archive.close();
  const backup = await run('backup', ['-'], 'from');
  expect(backup.errors).toMatch(/^40 runs, /);
  expect(backup.code).toBe(0);
  const restored = await run('restore', ['-'], 'to', backup.output);
  expect(restored.errors).toBe('');
  expect(restored.output.toString()).toBe('40 runs restored.\n');
  const cut = await run('restore', ['--replace', '-'], 'to', backup.output.subarray(0, 9000));
  expect(cut.code).toBe(1);
  const again = await run('backup', ['-'], 'to');
  expect(again.errors).toMatch(/^40 runs, /);
  const nothing = await run('backup', ['-'], 'nowhere');
  expect([nothing.code, nothing.output.length]).toEqual([1, 0]);
  expect((await readdir(folder)).sort()).toEqual(['from', 'to']);
});
