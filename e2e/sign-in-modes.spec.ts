import type { Page } from 'playwright/test';
import { expect, test } from './fixtures.ts';
import { type IdentityProvider, startIdentityProvider } from './identity-provider.ts';
import { freePort, type Started, startApp } from './server-process.ts';

/** Requests that are refused on purpose. */
test.use({ allowedErrors: [/status of (?:401|403|404|421)/] });

const running: Started[] = [];
test.afterEach(() => Promise.all(running.splice(0).map((one) => one.stop())));

async function start(environment: Record<string, string>): Promise<string> {
  const port = await freePort();
  const origin = `http://localhost:${port}`;
  const app = startApp({ PORT: String(port), RUNLENS_SAMPLE: '1', ...environment });
  running.push(app);
  await app.until(/Runlens on /);
  return origin;
}

/** The settings that the reader is offered. */
const offered = (page: Page) => page.getByRole('navigation', { name: 'Settings' }).getByRole('link').allInnerTexts();

test('OpenID Connect: groups become roles, and whoever has none stays outside', async ({ page }) => {
  const provider: IdentityProvider = await startIdentityProvider();
  try {
    const port = await freePort();
    const origin = `http://localhost:${port}`;
    const app = startApp({
      PORT: String(port),
      RUNLENS_SAMPLE: '1',
      RUNLENS_AUTH: 'oidc',
      RUNLENS_OIDC_ISSUER: provider.issuer,
      RUNLENS_OIDC_CLIENT_ID: 'runlens',
      RUNLENS_OIDC_CLIENT_SECRET: 'secret-of-the-client',
      RUNLENS_PUBLIC_URL: origin,
      RUNLENS_ROLES: '{"ops":"operator","boss":"admin"}',
    });
    running.push(app);
    await app.until(/Runlens on /);
    const enter = async (next: string) => {
      await page.goto(`${origin}${next}`);
      await page.getByRole('link', { name: 'Continue' }).click();
    };

    for (const claims of [
      { preferred_username: 'eve', groups: ['sales'] },
      { preferred_username: 'eve', denied: true },
      { preferred_username: 'eve', groups: ['boss'], nonce: 'of another sign-in' },
    ]) {
      provider.says(claims);
      await enter('/failures');
      await expect(page.getByText('Signing in did not work')).toBeVisible();
      expect((await page.context().cookies()).map(({ name }) => name)).not.toContain('session');
    }

    provider.says({ preferred_username: 'olga', groups: ['dev', 'ops'] });
    await enter('/search?q=churn');
    await expect(page).toHaveURL(`${origin}/search?q=churn`);
    expect(provider.asked.at(-1)?.get('code_challenge_method')).toBe('S256');
    await page.goto(`${origin}/settings/audit`);
    await expect(page).toHaveURL(`${origin}/runs`);
    await page.goto(`${origin}/settings/account`);
    await expect(page.getByRole('group', { name: 'You' })).toContainText('operator');
    expect(await offered(page)).toEqual(['Sources', 'Access tokens', 'Share links', 'Your account']);

    await page.getByRole('button', { name: 'Sign out olga' }).click();
    await expect(page).toHaveURL(`${origin}/sign-in?next=%2F`);
    provider.says({ preferred_username: 'ada', groups: ['boss'] });
    await enter('/settings/users');
    const users = page.getByRole('table', { name: 'Users' });
    await expect(users.getByRole('row', { name: /olga operator/ })).toBeVisible();
    await expect(page.getByRole('group', { name: 'Signing in' })).toContainText(provider.issuer);
    await page.goto(`${origin}/settings/audit?action=sign_in_failed`);
    await expect(page.getByRole('row', { name: /Sign-in failed/ })).toHaveCount(3);
  } finally {
    await provider.stop();
  }
});

test('a proxy in front: its word counts from its own address only, and with every request', async ({ page }) => {
  const origin = await start({
    RUNLENS_AUTH: 'header',
    RUNLENS_TRUST_PROXY: '127.0.0.1,::1',
    RUNLENS_ROLES: '{"boss":"admin","dev":"viewer"}',
  });
  const as = (name: string, groups: string) =>
    page.setExtraHTTPHeaders({ 'x-forwarded-user': name, 'x-forwarded-groups': groups });
  await page.goto(`${origin}/runs`);
  await expect(page.getByText('A proxy in front of this Runlens says who you are')).toBeVisible();
  await as('eve', 'sales');
  await page.goto(`${origin}/runs`);
  await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible();
  await as('vera', 'dev');
  await page.goto(`${origin}/settings/account`);
  await expect(page.getByRole('group', { name: 'You' })).toContainText('vera');
  expect(await offered(page)).toEqual(['Sources', 'Access tokens', 'Your account']);
  await as('ada', 'dev, boss');
  // Who came in is written down beside the answer.
  await expect(async () => {
    await page.goto(`${origin}/settings/users`);
    await expect(page.getByRole('row', { name: /vera viewer/ })).toBeVisible({ timeout: 2_000 });
  }).toPass({ timeout: 30_000 });
  expect(await offered(page)).toContain('Audit trail');

  const elsewhere = await start({ RUNLENS_AUTH: 'header', RUNLENS_TRUST_PROXY: '192.0.2.1' });
  await page.goto(`${elsewhere}/runs`);
  await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible();
});

test('nobody signs in on this machine; beyond it Runlens does not start without', async ({ page }) => {
  const origin = await start({});
  await page.goto(`${origin}/sources`);
  await expect(page).toHaveURL(`${origin}/settings/sources`);
  expect(await offered(page)).toHaveLength(6);
  await page.getByRole('link', { name: 'Users' }).click();
  await expect(page.getByRole('heading', { name: 'Nobody has to sign in' })).toBeVisible();
  const open: Record<string, string>[] = [
    { RUNLENS_HOST: '0.0.0.0' },
    { VERCEL: '1' },
    { RUNLENS_HOST: '::', RUNLENS_AUTH: 'none' },
  ];
  for (const environment of open) {
    const refused = startApp({ PORT: String(await freePort()), ...environment });
    running.push(refused);
    expect(await refused.ended).toBe(1);
    const lines = refused.output().match(/^ *RUNLENS_AUTH: is needed beyond this machine/gm);
    expect(lines).toHaveLength(1);
    expect(refused.output()).not.toMatch(/^\s+at /m);
  }
});
