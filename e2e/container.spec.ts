import { existsSync } from 'node:fs';
import { chmod, chown, constants, copyFile, cp, mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { expect, test } from 'playwright/test';
import { type ImageRecipe, readDockerfile } from './dockerfile.ts';
import { setWritable } from './file-modes.ts';
import { freePort, projectFolder, type Started, startNode } from './server-process.ts';

const NOBODY = 65_534;
const PASSWORD = 'correct horse';
const isRoot = process.getuid?.() === 0;

interface Container {
  recipe: ImageRecipe;
  root: string;
  /** A path of the image on this machine. */
  path(inImage: string): string;
}

/** Copies what the last stage copies into an empty folder, makes it read-only, and adds Node and the volume. */
async function replay(): Promise<Container> {
  const recipe = readDockerfile(await readFile(join(projectFolder, 'Dockerfile'), 'utf8'));
  const root = await mkdtemp(join(tmpdir(), 'runlens-image-'));
  const path = (inImage: string) => join(root, resolve(recipe.folder, inImage));
  await chmod(root, 0o755);
  for (const { from, to } of recipe.copies) {
    const source = join(projectFolder, from.slice(recipe.builtIn.length));
    await cp(source, path(to), { recursive: true, verbatimSymlinks: true });
  }
  await setWritable(path('.'), false);
  await mkdir(path(recipe.volume), { recursive: true });
  if (isRoot) await chown(path(recipe.volume), NOBODY, NOBODY);
  await mkdir(path('/usr/bin'), { recursive: true });
  await copyFile(process.execPath, path('/usr/bin/node'), constants.COPYFILE_FICLONE);
  return { recipe, root, path };
}

/** Runs a command of the image as nobody, with the image's environment. Paths of the volume mean its stand-in here. */
function run(
  { recipe, root, path }: Container,
  command: string[],
  port: number,
  more: Record<string, string> = {},
): Started {
  const own = Object.entries(recipe.environment).map(([name, value]) => [
    name,
    value === recipe.volume ? path(value) : value,
  ]);
  const [program = '', ...args] = command;
  const environment = {
    ...Object.fromEntries(own),
    PORT: String(port),
    RUNLENS_PASSWORD: PASSWORD,
    HOSTNAME: '0a1b2c3d4e5f',
    HOME: '/nonexistent',
    ...more,
  };
  return startNode(
    args,
    environment,
    {
      cwd: path('.'),
      argv0: program,
      ...(isRoot ? { uid: NOBODY, gid: NOBODY } : {}),
    },
    join(root, 'usr/bin', program),
  );
}

/** Signs in as the one user of the image; gives the cookie. */
async function signIn(origin: string): Promise<string> {
  const answer = await fetch(`${origin}/api/sign-in`, {
    method: 'POST',
    headers: { origin, 'content-type': 'application/json', 'x-runlens': '1' },
    body: JSON.stringify({ name: 'admin', password: PASSWORD }),
  });
  expect(answer.status).toBe(204);
  return answer.headers.get('set-cookie')?.split(';')[0] ?? '';
}

/** Asks a thread of the archive to make its tables and to count its runs, as the server does. */
const OPEN_ARCHIVE = `
  const { Worker } = require('node:worker_threads');
  const worker = new Worker('./archive-worker.mjs', { workerData: { folder: process.env.RUNLENS_DATA_DIR, lane: 'write' } });
  worker.on('message', (answer) => {
    if (answer.ready) worker.postMessage({ id: 1, method: 'migrate', args: [] });
    else if (answer.id === 1) worker.postMessage({ id: 2, method: 'size', args: [] });
    if (answer.id !== 2 && !answer.failure && !answer.error) return;
    console.log(JSON.stringify(answer));
    process.exit(answer.value ? 0 : 1);
  });
  worker.on('error', (error) => { console.error(error); process.exit(1); });`;

test('the image, replayed without an engine, serves as an unprivileged user with all but its volume read-only', async () => {
  test.setTimeout(90_000);
  const container = await replay();
  const { recipe } = container;
  expect(recipe.user).not.toBe('root');
  const port = await freePort();
  const server = run(container, recipe.command, port);
  try {
    await server.until(/Runlens on http:\/\/localhost:\d+/);
    const origin = `http://localhost:${port}`;
    const page = await fetch(`${origin}/runs`);
    expect(page.status).toBe(200);
    const html = await page.text();
    const script = /\/_next\/static\/[^"\\]+\.js/.exec(html)?.[0];
    expect(script, 'the page names its scripts').toBeTruthy();
    expect((await fetch(origin + script)).status).toBe(200);
    expect((await fetch(`${origin}/api/runs?limit=1`)).status).toBe(401);
    const headers = { cookie: await signIn(origin) };
    expect((await fetch(`${origin}/api/runs?limit=1`, { headers })).status).toBe(200);
    const health = run(container, recipe.healthcheck, port);
    expect(await health.ended, health.output()).toBe(0);
    const sick = run(container, recipe.healthcheck, await freePort());
    expect(await sick.ended).toBe(1);
    const thread = run(container, ['node', '-e', OPEN_ARCHIVE], port);
    expect(await thread.ended, thread.output()).toBe(0);
    expect(thread.output()).toMatch(/"runs":\d+/);
    expect(existsSync(join(container.path(recipe.volume), 'archive.db'))).toBe(true);
    // Commands of the image, beside the server: nothing is wrong, and what is kept is copied and put elsewhere.
    const doctor = run(container, ['node', 'doctor.mjs'], await freePort());
    expect(await doctor.ended, doctor.output()).toBe(0);
    expect(doctor.output()).toMatch(/archive in sqlite: \d+ runs, .*tables up to date/);
    const elsewhere = run(container, ['node', 'doctor.mjs'], await freePort(), {
      DATABASE_URL: `postgres://nobody@127.0.0.1:${await freePort()}/nowhere`,
    });
    expect(await elsewhere.ended).toBe(1);
    expect(elsewhere.output(), 'the programs speak to PostgreSQL').toContain('cannot be reached');
    const copy = join(container.path(recipe.volume), 'copy.db');
    const backup = run(container, ['node', 'backup.mjs', copy], port);
    expect(await backup.ended, backup.output()).toBe(0);
    const early = run(container, ['node', 'restore.mjs', '--replace', copy], port);
    expect(await early.ended).toBe(1);
    expect(early.output()).toContain('Stop every server');
    expect(server.output()).not.toMatch(/EACCES|EROFS|EPERM|ENOENT|MODULE_NOT_FOUND/);
    const asked = Date.now();
    await server.stop();
    expect(Date.now() - asked).toBeLessThan(10_000);
    // It listens nowhere, so nobody has to be able to sign in.
    const late = run(container, ['node', 'restore.mjs', '--replace', copy], port, { RUNLENS_PASSWORD: '' });
    expect(await late.ended, late.output()).toBe(0);
  } finally {
    await server.stop();
    await setWritable(container.root, true);
    await rm(container.root, { recursive: true, force: true });
  }
});
