import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { expect, test } from 'playwright/test';
import { KeptImports, missingAtServer, sendImport } from './kept-imports.ts';
import { madeImport } from './made-import.ts';
import { freePort, type Started, startApp } from './server-process.ts';

interface State {
  progress: { state: string };
  report: { runs: unknown[] } | null;
  error: { code: string; message: string } | null;
}

let folder: string;
const started: Started[] = [];
test.beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'runlens-shutdown-'));
});
test.afterEach(async () => {
  await Promise.all(started.splice(0).map((one) => one.stop()));
  await rm(folder, { recursive: true, force: true });
});

async function app(): Promise<[Started, string]> {
  const port = await freePort();
  const one = startApp({ PORT: String(port), RUNLENS_DATA_DIR: folder, RUNLENS_SAMPLE: '0' });
  started.push(one);
  await one.until(/Runlens on /);
  return [one, `http://localhost:${port}`];
}

const stateOf = async (origin: string, id: string) =>
  (await (await fetch(`${origin}/api/imports/${id}`)).json()) as State;

/** Tells a server to end; it does so in time, by itself, and leaves the database closed. */
async function end(one: Started): Promise<void> {
  const asked = Date.now();
  one.child.kill('SIGTERM');
  expect(await one.ended).toBe(0);
  expect(Date.now() - asked).toBeLessThan(10_000);
  expect(one.output()).not.toContain('did not end as it should');
  expect(existsSync(join(folder, 'archive.db-wal'))).toBe(false);
  const tables = new KeptImports(folder);
  expect(tables.integrity()).toBe('ok');
  tables.close();
}

test('what is acknowledged while the server is told to end is there afterwards; anything else is refused with a reason', async () => {
  const [one, origin] = await app();
  const before = madeImport('before', 3, 4);
  expect((await sendImport(origin, before.body))?.status).toBe(201);
  const made = [0, 1, 2, 3].map((n) => madeImport(`short${n}`, 1 + n * 10, 4));
  const answers = made.map(({ body }) => sendImport(origin, body));
  await setTimeout(300);
  await end(one);
  const said = await Promise.all(answers);
  for (const answer of said) expect([201, 503]).toContain(answer?.status);
  const tables = new KeptImports(folder);
  const kept = made.flatMap(({ runs }, n) => runs.filter((run) => said[n]?.status === 201 || tables.has(run)));
  for (const run of [...before.runs, ...kept]) expect(tables.missing(run)).toEqual([]);
  tables.close();
  const [, next] = await app();
  for (const run of before.runs) expect(await missingAtServer(next, run)).toEqual([]);
});

test('a long import is interrupted, says so to the next server, keeps no run by halves and can be completed', async () => {
  test.setTimeout(150_000);
  const [one, origin] = await app();
  const made = madeImport('long', 2500, 6, 2500);
  const begun = await sendImport(origin, made.body, false);
  expect(begun?.status).toBe(202);
  const id = begun?.id ?? '';
  const waiting = [0, 1, 2].map((n) => sendImport(origin, madeImport(`late${n}`, 600, 6, 2500).body, false));
  const late = await Promise.all(waiting);
  await end(one);
  const tables = new KeptImports(folder);
  for (const run of made.runs.filter((kept) => tables.has(kept))) expect(tables.missing(run)).toEqual([]);
  tables.close();
  const [, next] = await app();
  const ids = [id, ...late.map((answer) => answer?.id ?? '')];
  const states = await Promise.all(ids.map((known) => stateOf(next, known)));
  // Those that waited behind the others cannot have been finished.
  expect(states.at(-1)).toMatchObject({ progress: { state: 'interrupted' }, report: null });
  expect(states.at(-1)?.error?.message).toContain('Runlens ended while this import was under way');
  for (const { progress } of states) expect(['done', 'interrupted']).toContain(progress.state);
  expect((await sendImport(next, made.body))?.status).toBe(201);
  for (const run of made.runs.slice(-3)) expect(await missingAtServer(next, run)).toEqual([]);
});

test('another server on the same archive tells how far an import is, and ends it', async () => {
  const [[, origin], [, other]] = [await app(), await app()];
  const made = madeImport('shared', 2500, 6, 2500);
  const id = (await sendImport(origin, made.body, false))?.id ?? '';
  expect(['reading', 'keeping']).toContain((await stateOf(other, id)).progress.state);
  const ended = await fetch(`${other}/api/imports/${id}`, {
    method: 'DELETE',
    headers: { origin: other, 'x-runlens': '1', 'content-type': 'application/json' },
  });
  expect(ended.status).toBe(200);
  expect(['cancelled', 'done']).toContain(((await ended.json()) as State).progress.state);
  const [here, there] = await Promise.all([stateOf(origin, id), stateOf(other, id)]);
  expect(here).toEqual(there);
});

test('an import whose server was killed is interrupted for every other server', async () => {
  test.setTimeout(120_000);
  const [one, origin] = await app();
  const made = madeImport('killed', 2500, 6, 2500);
  const id = (await sendImport(origin, made.body, false))?.id ?? '';
  one.child.kill('SIGKILL');
  await one.ended;
  const [, next] = await app();
  await expect
    .poll(async () => (await stateOf(next, id)).progress.state, { timeout: 40_000, intervals: [1000] })
    .toBe('interrupted');
  expect((await stateOf(next, id)).error?.message).toContain('import it again to complete it');
});
