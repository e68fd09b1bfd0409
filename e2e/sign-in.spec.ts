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

/** Pages of the settings, and how many of them from the first on each role opens; then what it may do. */
const PAGES = ['sources', 'tokens', 'account', 'shares', 'users', 'audit'];
const REACH = [
  ['viewer', 3, { walk: 403, remove: 403, audit: 403 }],
  ['sharer', 4, { walk: 202, remove: 403, audit: 403 }],
  ['operator', 4, { walk: 202, remove: 403, audit: 403 }],
  ['admin', 6, { walk: 202, remove: 200, audit: 200 }],
] as const;

test('each role reaches as far as it says: its pages, its links to them, the API', async ({ browser }) => {
  for (const [name, pages, may] of REACH) {
    const context = await browser.newContext();
    const page = await context.newPage();
    const own = { origin, 'x-runlens': '1', 'content-type': 'application/json' };
    const status = async (method: string, path: string, data?: object) =>
      (await page.request.fetch(`${origin}${path}`, { method, data, headers: own, maxRedirects: 0 })).status();
    expect(await status('POST', '/api/sign-in', { name, password: `password of ${name}` })).toBe(204);
    const opened = await Promise.all(PAGES.map((path) => status('GET', `/settings/${path}`)));
    expect([name, opened]).toEqual([name, PAGES.map((_, i) => (i < pages ? 200 : 307))]);
    expect([name, await status('GET', '/api/sources')]).toEqual([name, 200]);
    expect([name, await status('POST', '/api/sources/sample/walk')]).toEqual([name, may.walk]);
    expect([name, await status('DELETE', '/api/sources/sample/runs')]).toEqual([name, may.remove]);
    expect([name, await status('GET', '/api/audit')]).toEqual([name, may.audit]);
    await page.goto(`${origin}/settings/account`);
    await expect(page.getByRole('navigation', { name: 'Settings' }).getByRole('link')).toHaveCount(pages);
    await expect(page.getByRole('group', { name: 'You' })).toContainText(`${name}: `);
    await context.close();
  }
});

test('an access token is shown once, does what it may and is revoked; an admin reads all of it', async ({ page }) => {
  await page.goto(`${origin}/sign-in?next=/settings/tokens`);
  await signIn(page, 'operator');
  await page.getByLabel('What it is for').fill('nightly report');
  const roles = page.getByLabel('Role').getByRole('option');
  expect((await roles.allInnerTexts()).map((text) => text.split(':')[0])).toEqual(['viewer', 'sharer', 'operator']);
  await page.getByRole('button', { name: 'Make token' }).click();
  const made = page.getByRole('region', { name: 'New access token' });
  const token = /rlt_[\w-]{32}/.exec(await made.innerText())?.[0] ?? '';
  await made.getByRole('button', { name: 'I have copied it' }).click();
  await expect(made).toHaveCount(0);
  const row = page.getByRole('row', { name: /nightly report/ });
  await expect(row).toContainText('viewer');
  expect(await page.content()).not.toContain(token);

  const api = async (path: string, method = 'GET') => {
    const headers = { authorization: `Bearer ${token}` };
    return (await fetch(`${origin}/api/${path}`, { method, headers })).status;
  };
  expect(await api('runs')).toBe(200);
  expect(await api('proxy/sample/v1/threads')).toBe(200);
  expect(await api('sources/sample/walk', 'POST')).toBe(403);
  expect(await api('tokens')).toBe(403);
  expect(await api('audit')).toBe(403);
  await page.reload();
  await expect(row).toContainText(/s ago.*s ago/);

  await row.getByRole('button', { name: 'Revoke nightly report' }).click();
  await page.getByRole('button', { name: 'Revoke the token' }).click();
  await expect(page.getByRole('heading', { name: 'No access tokens' })).toBeVisible();
  expect(await api('runs')).toBe(401);

  await page.getByRole('button', { name: 'Sign out operator' }).click();
  await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible();
  await page.goto(`${origin}/sign-in?next=/settings/audit`);
  await signIn(page, 'admin');
  const trail = page.getByRole('table', { name: 'Audit trail' });
  for (const entry of [
    /operator Signed out/,
    /operator Revoked an access token nightly report, of operator/,
    /operator \(nightly report\) Was refused POST \/api\/sources\/sample\/walk .*role does not reach/,
    /operator Made an access token nightly report, viewer .*done/,
  ]) {
    await expect(trail.getByRole('row', { name: entry }).first()).toBeVisible();
  }
  await page.getByRole('button', { name: 'What Anything' }).click();
  await page.getByRole('radio', { name: 'Made an access token' }).check();
  await page.keyboard.press('Escape');
  await page.getByRole('searchbox', { name: 'Who, as the name begins' }).fill('oper');
  await expect(page).toHaveURL(`${origin}/settings/audit?who=oper&action=token_made`);
  await expect(trail.getByRole('row')).toHaveCount(2);
  await page.getByRole('searchbox', { name: 'Who, as the name begins' }).fill('nobody');
  await expect(page.getByRole('heading', { name: 'No entry fits' })).toBeVisible();
});

test('an admin signs somebody out everywhere', async ({ browser }) => {
  const [theirs, own] = [await browser.newContext(), await browser.newContext()];
  const [sharer, admin] = [await theirs.newPage(), await own.newPage()];
  await sharer.goto(`${origin}/sign-in?next=/settings/account`);
  await signIn(sharer, 'sharer');
  await expect(sharer.getByRole('row', { name: /this one/ })).toBeVisible();
  await admin.goto(`${origin}/sign-in?next=/settings/users`);
  await signIn(admin, 'admin');
  await admin.getByRole('button', { name: 'Sign sharer out everywhere' }).click();
  await admin.getByRole('button', { name: 'End all sessions' }).click();
  await expect(admin.getByRole('row', { name: /^sharer .* 0 / })).toBeVisible();
  await sharer.goto(`${origin}/runs`);
  await expect(sharer.getByRole('heading', { name: 'Sign in' })).toBeVisible();
  await Promise.all([theirs.close(), own.close()]);
});

test('settings are reached from the bar and from the palette, by keyboard alone', async ({ page }) => {
  await page.goto(`${origin}/sign-in`);
  await expect(page.getByRole('link', { name: 'Settings' })).toHaveCount(0);
  await signIn(page, 'viewer');
  await expect(page).toHaveURL(`${origin}/runs`);
  await page.getByRole('link', { name: 'Settings' }).focus();
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(`${origin}/settings/sources`);
  await page.keyboard.press('ControlOrMeta+k');
  await page.getByRole('combobox').fill('settings your');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(`${origin}/settings/account`);
});
