import type { BrowserContext, Page } from 'playwright/test';
import { expect, test } from './fixtures.ts';
import { LiveApp } from './live-app.ts';
import { openLive } from './pages.ts';

const app = new LiveApp();

test.describe.configure({ mode: 'default' });
test.beforeAll(() => app.start());
test.afterAll(() => app.end());
// What the browser says by itself while a server is away or refuses what a test has it refuse.
test.use({ allowedErrors: [/Failed to load resource/] });

/** The sentence, without the glyph before it. */
const verdict = (page: Page) => page.locator('main p').first().locator(':scope > span').last();
const status = (page: Page, label: string) => page.locator('main').getByText(label, { exact: true }).first();
const live = (page: Page) => page.getByRole('button', { name: /^Live, how this run is followed/ });
const steps = (page: Page) => page.getByRole('treeitem', { name: /^Step \d/ });

/** Connections for events that are open in a browser at this moment. */
function openConnections(context: BrowserContext): () => number {
  const open = new Set<object>();
  context.on('request', (request) => request.url().includes('/api/runs/events') && open.add(request));
  context.on('requestfinished', (request) => open.delete(request));
  context.on('requestfailed', (request) => open.delete(request));
  return () => open.size;
}

/** Has the page believe that its tab is hidden, or seen again; a browser without windows hides none. */
const setHidden = (page: Page, hidden: boolean) =>
  page.evaluate(
    (state) => {
      Object.defineProperty(document, 'visibilityState', { value: state, configurable: true });
      document.dispatchEvent(new Event('visibilitychange'));
    },
    hidden ? 'hidden' : 'visible',
  );

test('a run is watched from its queue to its end, through a pause: steps come, text types in, the verdict is rewritten', async ({
  page,
}) => {
  test.slow();
  // The first page of a browser takes its time.
  await page.goto(`${app.origin}/runs`);
  const run = await app.run('function', 4_000, true);
  await page.goto(app.pageOf(run));
  await expect(live(page)).toBeVisible();
  await expect(verdict(page)).toContainText(/^(Queued|Running)/);
  await expect(page.getByText('Following the newest step')).toBeVisible();
  await expect(verdict(page)).toContainText('Waiting for the output of get_weather', { timeout: 60_000 });
  await expect(status(page, 'Waiting for you')).toBeVisible();
  await expect(page.getByRole('region')).toContainText('Lisbon');
  await expect(page.getByRole('treeitem', { selected: true })).toHaveAccessibleName(
    /^Step 1, Call function, get_weather/,
  );

  // What the newest step said while it was being written.
  await page.evaluate(() => {
    const seen = new Set<string>();
    Object.assign(window, { seenWords: seen });
    new MutationObserver(() => {
      const words = /It is(?: warm\.)?/.exec(document.querySelector('[role=region]')?.textContent ?? '');
      if (words) seen.add(words[0]);
    }).observe(document.body, { subtree: true, childList: true, characterData: true });
  });
  await app.answer(run, '21');
  await expect(verdict(page)).toContainText(/^Running/);
  // The newest step is followed, and its words stand there before they are all said.
  await expect(page.getByRole('treeitem', { selected: true })).toHaveAccessibleName(/^Step 2, Write message/, {
    timeout: 60_000,
  });
  await expect(page.getByRole('region')).toContainText('It is warm.', { timeout: 60_000 });
  const seen = () => page.evaluate(() => [...(window as unknown as { seenWords: Set<string> }).seenWords]);
  expect(await seen()).toEqual(['It is', 'It is warm.']);
  await expect(verdict(page)).toContainText(/^Completed in .* with 2 steps/, { timeout: 60_000 });
  await expect(status(page, 'Completed')).toBeVisible();
  await expect(live(page)).toHaveCount(0);
  await expect(page.locator('main [aria-live=assertive]')).toHaveText('The run has ended: Completed');
});

test('where no stream passes through, what each look brought is shown, and the page says so', async ({ page }) => {
  test.slow();
  const run = await app.run('tools', 900);
  await page.goto(app.pageOf(run));
  await live(page).click();
  await expect(page.getByRole('dialog', { name: 'How this run is followed' })).toContainText(
    'Text types in only where a stream',
  );
  await expect(verdict(page)).toContainText(/^Completed in .* with 4 steps/, { timeout: 90_000 });
  await expect(steps(page)).toHaveCount(4);
});

test('streams that repeat themselves, break off, fall silent or bring what they should not end right on their pages', async ({
  context,
}) => {
  test.slow();
  await Promise.all(
    ['twice', 'hostile', 'cut', 'stall'].map(async (delivery) => {
      const page = await context.newPage();
      await page.goto(app.pageOf(await app.run('tools', 400, true, delivery)));
      await expect(verdict(page), delivery).toContainText(/^Completed in .* with 4 steps/, { timeout: 90_000 });
      await expect(steps(page), delivery).toHaveCount(4);
      await page.getByRole('tab', { name: 'JSON' }).last().click();
      await expect(page.locator('main')).not.toContainText('HOSTILE');
      await page.goto(`${page.url().split('?')[0]}?view=conversation`);
      await expect(page.locator('main')).not.toContainText('HOSTILE');
    }),
  );
  expect((await fetch(`${app.origin}/api/health`)).status).toBe(200);
});

test('the reader’s choice stays while steps come, and L follows again', async ({ page }) => {
  const run = await app.run('endless', 300, true);
  await page.goto(app.pageOf(run));
  await expect(steps(page).nth(2)).toBeVisible();
  await steps(page).first().click();
  await expect(page.getByText('Following the newest step')).toHaveCount(0);
  const count = await steps(page).count();
  await expect.poll(() => steps(page).count()).toBeGreaterThan(count);
  await expect(page.getByRole('treeitem', { selected: true })).toHaveAccessibleName(/^Step 1,/);
  await page.keyboard.press('l');
  await expect(page.getByText('Following the newest step')).toBeVisible();
  await expect(page.getByRole('treeitem', { selected: true })).not.toHaveAccessibleName(/^Step 1,/);
  await expect(page.getByRole('treeitem', { selected: true })).toBeFocused();
  await app.cancel(run);
  await expect(verdict(page)).toContainText(/^Cancelled after/);
});

test.describe('many tabs', () => {
  // All are in view at once, as nobody's are, and each frame of each is painted without a graphics card.
  test.use({ contextOptions: { reducedMotion: 'reduce' } });

  test('one connection serves eight tabs, and moves on when its tab goes', async ({ context }) => {
    const open = openConnections(context);
    const runs = [await app.run('endless', 500), await app.run('endless', 500)] as const;
    const pages: Page[] = [];
    for (let n = 0; n < 7; n++) {
      const page = await context.newPage();
      pages.push(page);
      await page.goto(app.pageOf(runs[n % 2 === 0 ? 0 : 1]));
    }
    const list = await context.newPage();
    await list.goto(`${app.origin}/runs?source=agents`);
    for (const page of pages) await expect(live(page)).toBeVisible();
    await expect(list.getByText(/^Live, \d+ active/)).toBeVisible();
    await expect.poll(open).toBe(1);
    const grows = async (page: Page) => {
      const before = await steps(page).count();
      await expect.poll(() => steps(page).count(), { timeout: 30_000 }).toBeGreaterThan(before);
    };
    await Promise.all(pages.map(grows));
    expect(open()).toBe(1);
    // The first one that came holds the connection.
    await pages[0]?.close();
    await expect.poll(open).toBe(1);
    await Promise.all(pages.slice(1, 4).map(grows));
    await Promise.all(runs.map((run) => app.cancel(run)));
  });
});

test('a hidden tab holds no connection, and catches up when it is seen again', async ({ page, context }) => {
  const open = openConnections(context);
  const run = await app.run('endless', 400);
  await page.goto(app.pageOf(run));
  await expect(live(page)).toBeVisible();
  await expect(steps(page).first()).toBeVisible();
  await setHidden(page, true);
  await expect.poll(open).toBe(0);
  const before = await steps(page).count();
  await page.waitForTimeout(2_500);
  expect(await steps(page).count()).toBe(before);
  expect(open()).toBe(0);
  await setHidden(page, false);
  await expect.poll(open).toBe(1);
  await expect.poll(() => steps(page).count()).toBeGreaterThan(before);
  await app.cancel(run);
});

test('the list tells of new runs and of what becomes of them', async ({ page }) => {
  await openLive(page, `${app.origin}/runs?source=agents`);
  const run = await app.run('function', 100, true);
  const row = page.getByRole('row').filter({ has: page.locator(`a[href*="${run.key}"]`) });
  await expect(row).toContainText('Waiting for you', { timeout: 30_000 });
  await app.answer(run, '21');
  await expect(row).toContainText('Completed', { timeout: 30_000 });
});

test('where events cannot be had the page asks for itself and says why', async ({ page }) => {
  await page.route('**/api/runs/events*', (route) =>
    route.fulfill({ status: 403, json: { error: { code: 'forbidden', message: 'Not for you.', request_id: 'r' } } }),
  );
  const run = await app.run('plain', 700);
  await page.goto(app.pageOf(run));
  const note = page.getByRole('note').filter({ hasText: 'Events cannot be had, so this page asks every 2 seconds.' });
  await expect(note).toContainText('Not for you.');
  await expect(verdict(page)).toContainText(/^Completed in/, { timeout: 40_000 });
});

test('after the server has started again the page goes on by itself', async ({ page }) => {
  const run = await app.run('endless', 400);
  await page.goto(app.pageOf(run));
  await expect(live(page)).toBeVisible();
  await expect(steps(page).first()).toBeVisible();
  await app.stop();
  await expect(
    page.getByRole('note').filter({ hasText: 'The connection to the Runlens server was lost' }),
  ).toBeVisible();
  await app.start();
  await expect(live(page)).toBeVisible({ timeout: 40_000 });
  await expect(page.getByRole('note').filter({ hasText: 'was lost' })).toHaveCount(0);
  const before = await steps(page).count();
  await expect.poll(() => steps(page).count(), { timeout: 30_000 }).toBeGreaterThan(before);
  await app.cancel(run);
  await expect(verdict(page)).toContainText(/^Cancelled after/, { timeout: 30_000 });
});
