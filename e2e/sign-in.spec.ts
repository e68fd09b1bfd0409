import { execFileSync } from 'node:child_process';
import { expect, type Page, test } from 'playwright/test';
import { cleanEnvironment } from './environment.ts';
import { freePort, projectFolder, type Started, startApp } from './server-process.ts';

let app: Started;
let origin: string;

test.beforeAll(async () => {
  const users = ['viewer', 'sharer', 'operator', 'admin'].map((role) => ({
    name: role,
    role,
    hash: hashOf(`password of ${role}`),
  }));
  const port = await freePort();
  origin = `http://localhost:${port}`;
  app = startApp({ PORT: String(port), RUNLENS_SAMPLE: '1', RUNLENS_USERS: JSON.stringify(users) });
  await app.until(/Runlens on /);
});

/** By the command that the README tells of. */
function hashOf(password: string): string {
  const printed = execFileSync(process.execPath, ['--conditions=react-server', 'lib/scripts/hash-password.ts'], {
    cwd: projectFolder,
    env: cleanEnvironment({}),
    input: `${password}\n`,
    encoding: 'utf8',
  });
  return printed.trim().split('\n').at(-1) ?? '';
}

test.afterAll(() => app.stop());

async function signIn(page: Page, name: string, password = `password of ${name}`): Promise<void> {
  await page.getByLabel('Name').fill(name);
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
}

test('a page asks who opens it, and comes back to where one wanted to go', async ({ page }) => {
  await page.goto(`${origin}/failures?q=timeout`);
  await expect(page).toHaveURL(`${origin}/sign-in?next=%2Ffailures%3Fq%3Dtimeout`);
  await signIn(page, 'viewer', 'wrong');
  await expect(page.getByRole('alert').filter({ hasText: 'do not belong together' })).toBeVisible();
  await signIn(page, 'viewer');
  await expect(page).toHaveURL(`${origin}/failures?q=timeout`);
  const cookie = (await page.context().cookies()).find(({ name }) => name === 'session');
  expect(cookie).toMatchObject({ httpOnly: true, sameSite: 'Lax', path: '/' });
});

test('signing out ends the session on the server, also for who kept the cookie', async ({ page }) => {
  await page.goto(`${origin}/sign-in`);
  await signIn(page, 'viewer');
  await expect(page).toHaveURL(`${origin}/runs`);
  const kept = (await page.context().cookies()).map(({ name, value }) => `${name}=${value}`).join('; ');
  await page.getByRole('button', { name: 'Sign out viewer' }).click();
  await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible();
  const answer = await fetch(`${origin}/api/runs`, { headers: { cookie: kept } });
  expect([answer.status, (await answer.json()).error.code]).toEqual([401, 'unauthorized']);
});

test('the API answers nobody who is not known, on any address but health', async () => {
  for (const path of ['runs', 'sources', 'runs/sample/a.b', 'search?q=a', 'threads', 'runs/events', 'nothing']) {
    expect([path, (await fetch(`${origin}/api/${path}`)).status]).toEqual([path, 401]);
  }
  expect((await fetch(`${origin}/api/health`)).status).toBe(200);
});

test('roles reach as far as they say', async ({ browser }) => {
  for (const [name, walk, remove] of [
    ['viewer', 403, 403],
    ['sharer', 202, 403],
    ['operator', 202, 403],
    ['admin', 202, 200],
  ] as const) {
    const context = await browser.newContext();
    const page = await context.newPage();
    await page.goto(`${origin}/sign-in`);
    await signIn(page, name);
    await expect(page).toHaveURL(`${origin}/runs`);
    const ask = (method: string, path: string) =>
      page.evaluate(
        async ([how, where]) =>
          (await fetch(where, { method: how, headers: { 'content-type': 'application/json', 'x-runlens': '1' } }))
            .status,
        [method, path] as const,
      );
    expect([name, await ask('GET', '/api/sources')]).toEqual([name, 200]);
    expect([name, await ask('POST', '/api/sources/sample/walk')]).toEqual([name, walk]);
    expect([name, await ask('DELETE', '/api/sources/sample/runs')]).toEqual([name, remove]);
    await context.close();
  }
});
