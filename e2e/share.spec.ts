import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import {
  type APIRequestContext,
  type Browser,
  type BrowserContext,
  expect,
  type Locator,
  type Page,
} from 'playwright/test';
import { expectAccessible, test } from './fixtures.ts';
import { churn } from './known-runs.ts';
import { openLive } from './pages.ts';
import { freePort, type Started, startApp } from './server-process.ts';

/** Links live in the archive of one app of their own, whose clock a test turns on. */
test.describe.configure({ mode: 'serial' });

const data = mkdtempSync(join(tmpdir(), 'runlens-share-'));
let app: Started;
let origin = '';
let request: APIRequestContext;
/** A run with code, logs, an image, a search, functions and messages, and its step with the image. */
let key = '';
let step = '';
/** The link that is made in the dialog. */
let link = '';
/** What is taken out of it: words of one's own in any letters, file names, and words that were marked, as they stand. */
const WORDS = /starter|accounts_2026q3|churn_definitions/i;
const MARKED = 'Business';
const tellsAny = (bodies: readonly string[]) => bodies.filter((body) => WORDS.test(body) || body.includes(MARKED));

test.beforeAll(async ({ playwright }) => {
  const port = await freePort();
  app = startApp({ PORT: String(port), RUNLENS_SAMPLE: '1', RUNLENS_DATA_DIR: data });
  await app.until(/Runlens on /);
  origin = `http://localhost:${port}`;
  const extraHTTPHeaders = { 'x-runlens': '1', origin, 'content-type': 'application/json' };
  request = await playwright.request.newContext({ baseURL: origin, extraHTTPHeaders });
  key = (await churn(request)).key;
  const trace = (await (await request.get(`/api/runs/sample/${key}`)).json()) as {
    steps: { items: { id: string; calls: { outputs?: { type: string }[] }[] }[] };
  };
  const hasImage = ({ calls }: { calls: { outputs?: { type: string }[] }[] }) =>
    calls.some(({ outputs = [] }) => outputs.some(({ type }) => type === 'image'));
  step = trace.steps.items.find(hasImage)?.id ?? '';
  expect(step).toMatch(/^step_/);
});

test.afterAll(async () => {
  await request.dispose();
  await app.stop();
  rmSync(data, { recursive: true, force: true });
});

interface Reader {
  context: BrowserContext;
  page: Page;
  /** Everything that was answered, as text. */
  bodies: string[];
  /** Paths that were asked for, and errors that the page logged. */
  asked: string[];
  errors: string[];
}

/** A browser that knows nothing of Runlens, as a recipient has it. */
async function recipient(browser: Browser, width: number, height: number, userAgent?: string): Promise<Reader> {
  const context = await browser.newContext({
    viewport: { width, height },
    hasTouch: width < 720,
    ...(userAgent === undefined ? {} : { userAgent }),
  });
  const page = await context.newPage();
  const reader: Reader = { context, page, bodies: [], asked: [], errors: [] };
  page.on('console', (message) => {
    // Files that were not shared are asked for by name and are not there.
    const missing = message.location().url.includes('/files/');
    if (message.type() === 'error' && !missing) reader.errors.push(message.text());
  });
  page.on('request', (one) => reader.asked.push(one.url().replace(origin, '')));
  page.on('response', async (answer) => {
    if (/_next\/static/.test(answer.url())) return;
    reader.bodies.push(JSON.stringify(answer.headers()), await answer.text().catch(() => ''));
  });
  return reader;
}

async function make(options: object): Promise<{ id: string; token: string; url: string }> {
  const answer = await request.post('/api/shares', { data: { source: 'sample', key, ...options } });
  expect(answer.status(), await answer.text()).toBe(201);
  return (await answer.json()) as { id: string; token: string; url: string };
}

/** Opens a link that leads nowhere: what it says, and that it says nothing of the run. */
async function expectOver(browser: Browser, url: string, title: string): Promise<void> {
  const { context, page, bodies } = await recipient(browser, 1024, 768);
  const answer = await page.goto(url);
  expect(answer?.status()).toBe(404);
  await expect(page.getByRole('heading', { name: title })).toBeVisible();
  await expect(page.getByText('You can read this trace.')).toBeHidden();
  if (title.includes('expired')) {
    await expect(page.getByRole('main')).toContainText(/It was shared on .* and could be read for 1 minute\. Ask/);
    await expectAccessible(page, title);
  }
  expect(bodies.join('\n')).not.toMatch(/Churn Analyst|run_Qm4T|rate_limit_exceeded|gpt-4/);
  await context.close();
}

const dialog = (page: Page): Locator => page.getByRole('dialog', { name: /^Share run_/ });

const view = (page: Page, name: string): Locator =>
  page.getByRole('group', { name: 'View' }).getByRole('button', { name });

/** Marks words on the page, as with the pointer. */
async function mark(page: Page, words: string): Promise<void> {
  await expect(page.getByRole('main').getByText(words).first()).toBeAttached();
  await page.evaluate((text) => {
    const walker = document.createTreeWalker(document.querySelector('main') ?? document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const at = node.nodeValue?.indexOf(text) ?? -1;
      if (at !== -1) return getSelection()?.setBaseAndExtent(node, at, node, at + text.length);
    }
    return undefined;
  }, words);
}

test('a link is made in the dialog, hit by hit, and looked at as its recipient will', async ({ page }) => {
  await openLive(page, `${origin}/runs/sample/${key}?step=${step}&call=0`);
  await page.getByRole('button', { name: 'Share', exact: true }).click();
  const hits = dialog(page).getByRole('region', { name: 'What is taken out' });
  await expect(hits).toContainText('Nothing fits');
  await dialog(page).getByLabel('File names').check();
  await dialog(page).getByLabel('Your own words').fill('STARTER');
  await page.keyboard.press('Enter');
  const starter = hits.getByRole('listitem').filter({ hasText: /own words/i });
  await expect(starter).toContainText(/\d+ places/);
  await expect(hits).toContainText('accounts_2026q3.csv');
  const places = Number(/(\d+) places/.exec((await starter.textContent()) ?? '')?.[1]);
  await starter.getByRole('button').click();
  const first = starter
    .getByRole('listitem')
    .filter({ hasText: /Step \d/ })
    .first();
  await first.getByRole('checkbox').uncheck();
  await expect(hits.getByRole('checkbox', { name: /^Take out starter$/i })).toHaveJSProperty('indeterminate', true);
  await expect(hits).toContainText(/^What is taken out\d+ places/);
  await first.getByRole('checkbox').check();
  expect(places).toBeGreaterThan(5);
  await expectAccessible(page, 'the share dialog');

  await dialog(page).getByRole('button', { name: 'Preview as recipient' }).click();
  await expect(page.getByRole('note').filter({ hasText: 'Shared snapshot' })).toContainText(
    /expires in 7 days, file names and chosen words redacted/,
  );
  await expect(page.getByRole('region', { name: 'code_interpreter' })).toContainText('[text 1]');
  await expect(page.getByRole('button', { name: 'Share', exact: true })).toHaveCount(0);
  await mark(page, MARKED);
  await page.getByRole('button', { name: 'Take out the marked words' }).click();
  await expect(page.getByRole('region', { name: 'code_interpreter' })).toContainText('[text 2]');
  await expectAccessible(page, 'the preview of a link');
  await page.getByRole('button', { name: 'Back to sharing' }).click();
  await expect(dialog(page).getByRole('list', { name: 'Words to take out' })).toHaveText('STARTERBusiness');

  await dialog(page).getByLabel('Views at most').fill('two');
  await dialog(page).getByRole('button', { name: 'Make the link' }).click();
  await expect(dialog(page)).toContainText('A whole number from 1');
  await dialog(page).getByLabel('Views at most').fill('2');
  await dialog(page).getByRole('button', { name: 'Make the link' }).click();
  link = await dialog(page).getByLabel('The link').inputValue();
  expect(link).toMatch(new RegExp(`^${origin}/s/rls_[A-Za-z0-9_-]{32}\\?step=${step}&call=0$`));
  await expectAccessible(page, 'a link just made');
  await dialog(page).getByRole('button', { name: 'Done' }).click();
  await page.getByRole('button', { name: 'Share', exact: true }).click();
  await expect(dialog(page).getByLabel('The link')).toHaveCount(0);
});

test('a recipient reads the run at its place, and nothing of what was taken out reaches the browser', async ({
  browser,
}) => {
  const reader = await recipient(browser, 1440, 900);
  const { page, context } = reader;
  const answer = await page.goto(link);
  expect(answer?.status()).toBe(200);
  expect(answer?.headers()).toMatchObject({ 'referrer-policy': 'no-referrer', 'x-robots-tag': 'noindex, nofollow' });
  expect(answer?.headers()['cache-control']).toContain('no-store');
  const detail = page.getByRole('region', { name: 'code_interpreter' });
  await expect(detail).toContainText('[text 1]');
  await expect(page.getByRole('treeitem', { selected: true })).toHaveAccessibleName(/^Call 1/);
  await expect(page.getByRole('note').filter({ hasText: 'Shared snapshot' })).toBeVisible();
  await expect(page.getByText('You can read this trace.')).toBeVisible();
  await expect(page.getByText(/^Asked/)).toBeVisible();
  await expect(page.getByRole('group', { name: 'Time ledger' })).not.toContainText('you');
  await expect(page.getByRole('combobox')).toHaveCount(0);
  await expect(page.getByRole('link', { name: /Runs|thread/ })).toHaveCount(0);
  await expect(page.getByRole('button', { name: /^(Share|Export|Delete|Refresh|Operate)/ })).toHaveCount(0);
  const picture = detail.getByRole('img').first();
  await picture.scrollIntoViewIfNeeded();
  await expect.poll(() => picture.evaluate((one) => (one as HTMLImageElement).naturalWidth)).toBeGreaterThan(0);
  await expectAccessible(page, 'a shared run');
  await page.getByRole('tab', { name: 'JSON' }).click();
  await expect(detail).toContainText('[text 1]');
  await view(page, 'Conversation').click();
  await expect(page.getByRole('main')).toContainText('Quarterly churn rose');
  await view(page, 'JSON').click();
  await expect(page.getByRole('main')).toContainText('thread.run');
  await page.waitForLoadState('networkidle');
  expect(await context.cookies()).toEqual([]);
  const head = await page.content();
  expect(head).toMatch(/<meta name="robots" content="noindex, nofollow/);
  expect(head).toMatch(/<meta property="og:title" content="Shared run"/);
  expect(head).toMatch(/<meta property="og:image" content="http:\/\/localhost:\d+\/s\/opengraph-image/);
  expect(await page.title()).toBe('Shared run · Runlens');
  expect(reader.asked.filter((path) => !/^\/(?:s\/|api\/shared\/|_next\/static\/|icon\.svg)/.test(path))).toEqual([]);
  expect(reader.bodies.length).toBeGreaterThan(6);
  expect(tellsAny(reader.bodies)).toEqual([]);
  expect(reader.errors).toEqual([]);
  await context.close();
});

test('robots and HEAD open nothing and count as no view', async ({ browser }) => {
  const { id } = ((await (await request.get('/api/shares')).json()) as { items: { id: string }[] }).items[0] ?? {
    id: '',
  };
  const views = async () => {
    const { items } = (await (await request.get('/api/shares')).json()) as { items: { id: string; views: number }[] };
    return items.find((one) => one.id === id)?.views;
  };
  expect(await views()).toBe(1);
  expect((await request.head(link)).status()).toBe(200);
  const robot = await recipient(browser, 1200, 630, 'Slackbot-LinkExpanding 1.0 (+https://api.slack.com/robots)');
  expect((await robot.page.goto(link))?.status()).toBe(200);
  await expect(robot.page.getByRole('heading', { name: 'A shared run' })).toBeVisible();
  expect(robot.bodies.join('\n')).not.toMatch(/Churn Analyst|run_Qm4T|rate_limit_exceeded/);
  const image = /og:image" content="([^"]+)"/.exec(await robot.page.content())?.[1] ?? '';
  const picture = await request.get(image);
  expect([picture.status(), picture.headers()['content-type']]).toEqual([200, 'image/png']);
  await robot.context.close();
  expect(await views()).toBe(1);
});

test('a phone shows it in one column, until the views are used up', async ({ browser }) => {
  const reader = await recipient(browser, 390, 844);
  const { page, context } = reader;
  expect((await openLive(page, link))?.status()).toBe(200);
  await expect(page.getByRole('note').filter({ hasText: 'Shared snapshot' })).toBeVisible();
  await page.getByRole('button', { name: 'Show the detail' }).tap();
  await expect(page.getByRole('region', { name: 'code_interpreter' })).toContainText('[text 1]');
  const wide = await page.evaluate(() => document.documentElement.scrollWidth);
  expect(wide).toBe(390);
  await expectAccessible(page, 'a shared run on a phone');
  await page.waitForLoadState('networkidle');
  expect(tellsAny(reader.bodies)).toEqual([]);
  expect(reader.errors).toEqual([]);
  await expectOver(browser, link, 'This link was opened as often as it may be');
  const token = /rls_[\w-]+/.exec(link)?.[0] ?? '';
  expect([403, 404, 410]).toContain((await request.get(`/api/shared/${token}`)).status());
  // Who opened it last reads on.
  await page.getByRole('tab', { name: 'JSON' }).tap();
  await expect(page.getByRole('region', { name: 'code_interpreter' })).toContainText('[text 1]');
  await context.close();
});

test('a link is revoked from the list, another one expires, and others lead nowhere', async ({ page, browser }) => {
  const revoked = await make({});
  const expired = await make({ expiresIn: 60 });
  const opened = await recipient(browser, 390, 844);
  expect((await openLive(opened.page, expired.url))?.status()).toBe(200);
  await openLive(page, `${origin}/settings/shares`);
  const rows = page.getByRole('table', { name: 'Share links' }).getByRole('row');
  await expect(rows).toHaveCount(4);
  await expect(rows.nth(3)).toContainText(/Used up.*2 of 2.*\d+ places/s);
  await expect(rows.nth(1)).toContainText(/1, last/);
  await expectAccessible(page, 'the list of share links');
  await page.setViewportSize({ width: 1024, height: 768 });
  const spills = (cells: Element[]) => cells.filter((cell) => cell.scrollWidth > cell.clientWidth).length;
  expect(await rows.getByRole('cell').evaluateAll(spills)).toBe(0);
  await rows
    .nth(2)
    .getByRole('button', { name: /^Revoke/ })
    .click();
  await page.getByRole('dialog').getByRole('button', { name: 'Revoke the link' }).click();
  await expect(rows.nth(2)).toContainText('Revoked');
  await expectOver(browser, revoked.url, 'This link was revoked');
  const archive = new Database(join(data, 'archive.db'));
  archive.prepare('UPDATE shares SET expires_at = ? WHERE id = ?').run(Date.now() - 1, expired.id);
  archive.close();
  await view(opened.page, 'JSON').click();
  await expect(opened.page.getByRole('heading', { name: 'This link has expired' })).toBeVisible();
  await opened.context.close();
  await expectOver(browser, expired.url, 'This link has expired');
  for (const { token } of [revoked, expired]) {
    const answer = await request.get(`/api/shared/${token}`);
    expect([404, 410]).toContain(answer.status());
    expect(await answer.text()).not.toContain('run_Qm4T');
  }
  await expectOver(browser, `${origin}/s/rls_${'A'.repeat(32)}`, 'Nothing is at this address');
  await expectOver(browser, `${origin}/s/nothing`, 'Nothing is at this address');
});
