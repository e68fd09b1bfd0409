import type { Locator, Page } from 'playwright/test';
import { expect, test } from './fixtures.ts';
import { churn } from './known-runs.ts';
import { openLive } from './pages.ts';
import { LOG_LINES } from './upstream/output-world.ts';

const OUTPUTS = '/runs/outputs/thread_outputs.run_outputs';
const BIG = '/runs/big/thread_big.run_big_1000';
const PHONE = { width: 390, height: 844 };

/** What stands first below the upper edge of what scrolls, and how far from the edge. */
async function firstIn(things: Locator, scroller: Locator): Promise<{ says: string; top: number } | undefined> {
  const edge = await scroller.evaluate(
    (element) =>
      element.getBoundingClientRect().top + (Number.parseFloat(getComputedStyle(element).scrollPaddingTop) || 0),
  );
  return things.evaluateAll((elements, from) => {
    const boxes = elements.map((element) => ({ element, box: element.getBoundingClientRect() }));
    const first = boxes.find(({ box }) => box.bottom > from + 1);
    return first && { says: (first.element.textContent ?? '').slice(0, 60), top: Math.round(first.box.top - from) };
  }, edge);
}

/** Scrolls by wheel over the middle of an element, or its left edge, and waits until the address says so. */
async function scroll(page: Page, over: Locator, by: number, address: RegExp, atEdge = false): Promise<void> {
  await over.hover(atEdge ? { position: { x: 4, y: 300 } } : {});
  await page.mouse.wheel(0, by);
  await expect(page).toHaveURL(address);
}

/** After the page is loaded anew the same things stand in the same place, and go on doing so. */
async function expectSame(page: Page, things: Locator, scroller: Locator): Promise<void> {
  const before = await firstIn(things, scroller);
  const address = page.url();
  await page.reload();
  const isSame = async () => {
    const now = await firstIn(things, scroller);
    return now !== undefined && before !== undefined && now.says === before.says && Math.abs(now.top - before.top) <= 2;
  };
  await expect.poll(isSame).toBe(true);
  await page.waitForTimeout(500);
  expect(await firstIn(things, scroller)).toMatchObject({ says: before?.says });
  expect(page.url()).toBe(address);
}

const rows = (page: Page) => page.getByRole('tree', { name: /^Steps of/ }).getByRole('treeitem');

test('the rows of a long run are where they were scrolled to', async ({ page }) => {
  await openLive(page, `${BIG}?step=step_big_1000_500`);
  await expect(page.locator('main')).toHaveAttribute('data-steps', 'complete');
  await scroll(page, rows(page).nth(5), -6_000, /&top=\d+/);
  const body = page.getByRole('tree', { name: /^Steps of/ }).locator('xpath=../..');
  expect((await firstIn(rows(page), body))?.says).not.toContain('Step 50');
  await expectSame(page, rows(page), body);
  // What is selected stays selected; who walks to it is where it is.
  await expect(page).toHaveURL(/step=step_big_1000_500/);
  await page.keyboard.press('j');
  await expect(page).toHaveURL(/step=step_big_1000_501/);
  await expect(page.getByRole('treeitem', { selected: true })).toBeInViewport();
  await expect(page).not.toHaveURL(/top=/);
});

test('a long log and the detail around it are where they were scrolled to, until something else is selected', async ({
  page,
}) => {
  await openLive(page, `${OUTPUTS}?step=step_outputs_1`);
  const text = page.getByRole('group', { name: 'Logs, text' });
  const lines = text.locator('[data-line]');
  await expect(page.getByRole('group', { name: 'Logs', exact: true })).toContainText(
    `${LOG_LINES.toLocaleString('en')} lines`,
  );
  await scroll(page, text, 30_000, /top\.\d=1\d{3}/);
  await expectSame(page, lines, text);
  await page.keyboard.press('j');
  await expect(page).not.toHaveURL(/top\.\d=/);
});

test('a line of a log that is linked comes before where nothing was scrolled, and after where it was', async ({
  page,
}) => {
  await openLive(page, `${OUTPUTS}?step=step_outputs_1&line=30000&top.2=500`);
  const lines = page.getByRole('group', { name: 'Logs, text' }).locator('[data-line]');
  await expect(lines.filter({ hasText: '000500 INFO' })).toBeInViewport();
  await expect(lines.filter({ hasText: '030000 INFO' })).toHaveCount(0);
});

for (const view of ['conversation', 'json']) {
  test(`the ${view} of a run is where it was scrolled to`, async ({ page, request }) => {
    await openLive(page, `/runs/sample/${(await churn(request)).key}?view=${view}`);
    await expect(page.locator('main')).toHaveAttribute('data-steps', 'complete');
    const things = page.locator('[data-at]');
    await expect(things.nth(1)).toBeVisible();
    const region = page.getByRole('region', { name: view === 'json' ? 'JSON of the run' : 'Transcript' });
    // Boxes of long texts in the middle scroll by themselves.
    await scroll(page, region, 900, /&top=\d/, true);
    await page.waitForTimeout(600);
    await expectSame(page, things, region);
  });
}

test('a long tree in the JSON of a run is where it was scrolled to', async ({ page, request }) => {
  await openLive(page, `/runs/sample/${(await churn(request)).key}?view=json`);
  await expect(page.locator('main')).toHaveAttribute('data-steps', 'complete');
  const tree = page.getByRole('tree').first();
  await expect(tree).toBeVisible();
  await scroll(page, tree, 900, /&top\.0\.1\.1=\d/);
  await expectSame(page, tree.locator('[data-index]'), tree);
});

test('on a phone the page is where it was scrolled to', async ({ page, request }) => {
  await page.setViewportSize(PHONE);
  await openLive(page, `/runs/sample/${(await churn(request)).key}`);
  await expect(page.locator('main')).toHaveAttribute('data-steps', 'complete');
  await scroll(page, page.locator('main'), 700, /\?top=\d/);
  await expectSame(page, rows(page), page.locator('main'));
});

test('the sheet of a phone is as it was left', async ({ page, request }) => {
  await page.setViewportSize(PHONE);
  const path = `/runs/sample/${(await churn(request)).key}`;
  const grip = page.getByRole('button', { name: /the detail$/ });
  const isOpen = (open: boolean) => expect(grip).toHaveAttribute('aria-expanded', String(open));
  await openLive(page, path);
  await isOpen(false);
  await rows(page).nth(1).click();
  await isOpen(true);
  await expect(page).toHaveURL(/step=step_\w+&sheet=open$/);
  await page.reload();
  await isOpen(true);
  await page.getByRole('tab', { name: 'JSON' }).click();
  await grip.click();
  await expect(page).toHaveURL(/tab=json&sheet=closed$/);
  await page.reload();
  await isOpen(false);
  const step = new URL(page.url()).searchParams.get('step') ?? '';
  // A link to a step shows the answer first; one to something inside of it opens it.
  await openLive(page, `${path}?step=${step}`);
  await isOpen(false);
  await openLive(page, `${path}?step=${step}&tab=timing`);
  await isOpen(true);
});
