import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openSqliteArchive } from './sqlite-archive.ts';
import { SqliteDatabase } from './sqlite-database.ts';
import { asked } from './test-archives.ts';

const ROUNDS = 4;

/** Keeps runs one by one, and says the number of each once it is acknowledged. */
const WRITER = `
  const { openSqliteArchive } = await import('./lib/server/archive/sqlite-archive.ts');
  const { captured, wire } = await import('./lib/server/archive/test-archives.ts');
  const archive = await openSqliteArchive(process.argv[1]);
  for (let n = Number(process.argv[2]); ; n++) {
    const objects = [wire('run', 'run_' + n), wire('step', 'step_' + n, { runId: 'run_' + n, text: 'x'.repeat(20_000) })];
    await archive.keepRuns([captured(n, {}, { objects })]);
    process.stdout.write(n + '\\n');
  }`;

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'runlens-archive-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** The last number that a writer said before it was killed in the middle of its work. */
async function killedWriter(from: number, after: number): Promise<number> {
  const child = spawn(
    process.execPath,
    ['--conditions=react-server', '--input-type=module', '-e', WRITER, folder, String(from)],
    { cwd: resolve(import.meta.dirname, '../../..'), stdio: ['ignore', 'pipe', 'inherit'] },
  );
  let said = '';
  child.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()));
  const closed = once(child, 'close');
  while (said.split('\n').length <= after && child.exitCode === null) await setTimeout(2);
  child.kill('SIGKILL');
  await closed;
  return Number(said.trim().split('\n').at(-1) ?? from - 1);
}

it('loses nothing that was acknowledged when it is killed while writing', async () => {
  let next = 0;
  for (let round = 0; round < ROUNDS; round++) {
    const last = await killedWriter(next, 10 + round * 7);
    expect(last).toBeGreaterThanOrEqual(next + 9);
    const archive = await openSqliteArchive(folder);
    const runs = await archive.countRuns(asked({ text: 'question' }));
    // One more may have been written than was said, and it is there with all its parts.
    expect([last + 1, last + 2]).toContain(runs);
    const { signal } = new AbortController();
    for (let n = 0; n < (runs ?? 0); n++) {
      expect(await archive.getRun('s', `t1.run_${n}`)).toMatchObject({ whole: true });
      expect(await archive.wireStore('s').get('step', `step_${n}`, signal)).not.toBeNull();
    }
    await archive.close();
    const database = SqliteDatabase.open(folder);
    expect(database.pragma('integrity_check')).toBe('ok');
    await database.close();
    next = runs ?? 0;
  }
}, 120_000);
