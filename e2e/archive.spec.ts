import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { APIRequestContext, Page } from 'playwright/test';
import { expect, test } from './fixtures.ts';
import { knownRuns, overRun } from './known-runs.ts';
import { FAILED_ANSWER } from './pages.ts';
import { freePort, type Started, startApp, startUpstream } from './server-process.ts';

/** One archive that outlives its servers and its source. */
test.describe.configure({ mode: 'serial' });
test.use({ allowedErrors: [FAILED_ANSWER] });

const KEY = 'sk-e2e-archive-0123456789abcdef';
const data = mkdtempSync(join(tmpdir(), 'runlens-outlive-'));
let running: Started[] = [];
let origin = '';
/** The run that failed: code, logs, an image, a search, functions, messages. */
let key = '';
/** A run that was seen in the list only. */
let glanced = '';

async function start(sourceOrigin: string): Promise<void> {
  const port = await freePort();
  const source = {
    id: 'prod',
    name: 'Production',
    dialect: 'assistants',
    baseUrl: `${sourceOrigin}/sample/v1`,
    auth: { type: 'bearer', env: 'ARCHIVE_KEY' },
  };
  const app = startApp({
    PORT: String(port),
    RUNLENS_DATA_DIR: data,
    RUNLENS_SAMPLE: '0',
    RUNLENS_SOURCES: JSON.stringify([source]),
    ARCHIVE_KEY: KEY,
  });
  running.push(app);
  await app.until(/Runlens on /);
  origin = `http://localhost:${port}`;
}

async function stopAll(): Promise<void> {
  await Promise.all(running.map((one) => one.stop()));
  running = [];
}

test.afterAll(async () => {
  await stopAll();
  rmSync(data, { recursive: true, force: true });
});

const isWhole = async (request: APIRequestContext, run: string): Promise<boolean> => {
  const answer = await request.get(`/api/runs/prod/${run}`);
  return ((await answer.json()) as { kept?: { whole: boolean } }).kept?.whole === true;
};

/** Opens a page of the app that runs now, and waits until it listens. */
async function visit(page: Page, path: string): Promise<void> {
  const answer = await page.goto(`${origin}${path}`);
  expect(answer?.status(), path).toBe(200);
  await page.waitForFunction(() => {
    const drawn = document.querySelector('main');
    return drawn !== null && Object.keys(drawn).some((name) => name.startsWith('__react'));
  });
}

test('a run is kept once it was opened', async ({ page, playwright }) => {
  test.setTimeout(180_000);
  const upstream = startUpstream(['--bearer', KEY]);
  running.push(upstream);
  const [, upstreamOrigin = ''] = await upstream.until(/upstream on (\S+)/);
  await start(upstreamOrigin);
  const request = await playwright.request.newContext({ baseURL: origin });
  const listed = async (): Promise<boolean> => {
    const runs = await knownRuns(request, 'prod');
    key = overRun(runs, 'run_Qm4T')?.key ?? '';
    glanced = runs.find(({ status }) => status === 'requires_action')?.key ?? '';
    return key !== '' && glanced !== '';
  };
  await expect.poll(listed, { timeout: 60_000 }).toBe(true);
  await visit(page, `/runs/prod/${key}`);
  await expect(page.locator('main[data-steps="complete"]')).toBeVisible();
  await visit(page, `/threads/prod/${key.split('.')[0]}`);
  await expect.poll(() => isWhole(request, key), { timeout: 100_000 }).toBe(true);
  await request.dispose();
  // A page in view would miss its server, and say so.
  await page.goto('about:blank');
  await stopAll();
});

test('a restart finds the archive where it was, and with the source switched off every page works', async ({
  page,
}) => {
  test.setTimeout(120_000);
  await start(`http://127.0.0.1:${await freePort()}`);
  await test.step('list', async () => {
    await visit(page, '/runs?status=failed');
    await expect(page.getByRole('link', { name: /run_Qm4T/ }).first()).toBeVisible();
    await expect(page.getByText(/Production could not be read/)).toBeVisible();
    await visit(page, '/runs?status=failed&group=fingerprint');
    await expect(page.getByText(/Rate limit reached|rate_limit_exceeded/).first()).toBeVisible();
  });
  await test.step('run, logs and image', async () => {
    await visit(page, `/runs/prod/${key}`);
    await expect(page.getByRole('tree').first().getByRole('treeitem')).not.toHaveCount(0);
    await expect(page.getByText(/^Kept, read/)).toBeVisible();
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    const steps = (await (await page.request.get(`${origin}/api/runs/prod/${key}/steps?limit=50`)).json()) as {
      items: { id: string; calls: { kind: string; outputs?: { type: string; fileId?: string }[] }[] }[];
    };
    const made = steps.items.find(({ calls }) =>
      calls.some((call) => call.outputs?.some(({ type }) => type === 'image')),
    );
    await visit(page, `/runs/prod/${key}?step=${made?.id ?? ''}`);
    await expect(page.getByText(/4,812 accounts, 0 trials after filter/)).toBeVisible();
    const image = page.locator('main img').first();
    await image.scrollIntoViewIfNeeded();
    await expect.poll(() => image.evaluate((one: HTMLImageElement) => one.naturalWidth)).toBeGreaterThan(100);
    const file = made?.calls.flatMap(({ outputs = [] }) => outputs.flatMap(({ fileId }) => fileId ?? []))[0];
    const bytes = await page.request.get(`${origin}/api/runs/prod/${key}/files/${file}`);
    expect((await bytes.body()).subarray(1, 4).toString()).toBe('PNG');
  });
  await test.step('JSON, conversation, files, thread', async () => {
    await visit(page, `/runs/prod/${key}?view=json`);
    await expect(page.getByRole('region', { name: 'JSON of the run' })).toContainText('rate_limit_exceeded');
    await visit(page, `/runs/prod/${key}?view=conversation`);
    await expect(page.getByText(/Both files are attached|Use the two files/).first()).toBeVisible();
    await visit(page, `/runs/prod/${key}?step=run&drawer=files`);
    await expect(page.getByRole('list', { name: 'Files of the run' })).toContainText('accounts_2026q3.csv');
    await visit(page, `/threads/prod/${key.split('.')[0]}`);
    await expect(page.getByText(/Both files are attached|Use the two files/).first()).toBeVisible();
    await expect(page.getByRole('link', { name: /run_Qm4T/ }).first()).toBeVisible();
  });
  await test.step('search, failures, omnibox', async () => {
    await visit(page, '/search?q=DtypeWarning');
    await page
      .getByRole('link', { name: /Step 5, Logs/ })
      .first()
      .click({ timeout: 15_000 });
    await expect(page).toHaveURL(/line=\d/);
    await expect(page.getByText(/DtypeWarning/).first()).toBeVisible();
    await visit(page, '/failures');
    await expect(page.getByText(/rate_limit_exceeded/).first()).toBeVisible();
    const open = async (text: string) =>
      (await (await page.request.get(`${origin}/api/open?q=${encodeURIComponent(text)}`)).json()) as {
        items: { kind: string; id: string }[];
      };
    const [thread = '', run = ''] = key.split('.');
    expect((await open(run)).items).toMatchObject([{ kind: 'run', id: run }]);
    expect((await open(thread)).items).toMatchObject([{ kind: 'thread', id: thread }]);
  });
  await test.step('the mark that the source does not answer', async () => {
    await visit(page, `/runs/prod/${glanced}`);
    await expect(page.locator('#main').getByText('Shown as far as it was kept; parts may be missing.')).toBeVisible();
    await visit(page, `/runs/prod/${key}`);
    await page.getByRole('button', { name: 'Refresh from the source' }).click();
    await expect(page.locator('#main').getByText('Shown as it was kept.')).toBeVisible();
    await expect(page.locator('main[data-steps="complete"]')).toBeVisible();
  });
  await stopAll();
});

test('a run that its source does not have any more keeps opening, marked', async ({ page }) => {
  const forgetful: Server = createServer((_, answer) => {
    answer.writeHead(404, { 'content-type': 'application/json' }).end('{"error":{"message":"No such thing."}}');
  }).listen(0, '127.0.0.1');
  await once(forgetful, 'listening');
  const address = forgetful.address();
  await start(`http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`);
  await visit(page, `/runs/prod/${key}`);
  await page.getByRole('button', { name: 'Refresh from the source' }).click();
  await expect(page.getByText('No longer at the source').first()).toBeVisible();
  await page.reload();
  await expect(page.getByText('No longer at the source').first()).toBeVisible();
  await expect(page.locator('main[data-steps="complete"]')).toBeVisible();
  forgetful.closeAllConnections();
  forgetful.close();
});
