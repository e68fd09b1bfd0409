import type { Page } from 'playwright/test';
import { expect, test } from './fixtures.ts';
import { churn } from './known-runs.ts';
import { openLive } from './pages.ts';
import { boxOf } from './timeline-page.ts';

test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

/** Draws a finger up or down by pixels, from the middle of the handle of the sheet. */
async function draw(page: Page, by: number): Promise<void> {
  const { x, y, width, height } = await boxOf(page.getByRole('button', { name: /^(Show|Hide) the detail$/ }));
  const cdp = await page.context().newCDPSession(page);
  const send = (type: 'touchStart' | 'touchMove', at: number) =>
    cdp.send('Input.dispatchTouchEvent', { type, touchPoints: [{ x: x + width / 2, y: at, id: 1 }] });
  const from = y + height / 2;
  await send('touchStart', from);
  for (let step = 1; step <= 8; step++) {
    await send('touchMove', from + (by * step) / 8);
    // The script of the drag comes with the first touch.
    await page.waitForTimeout(60);
  }
  await cdp.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
}

test('the sheet is drawn up and down by its handle', async ({ page, request }) => {
  const { key } = await churn(request);
  await openLive(page, `/runs/sample/${key}`);
  await draw(page, -400);
  await expect(page.getByRole('button', { name: 'Hide the detail' })).toBeVisible();
  await expect(page).toHaveURL(/sheet=open/);
  await draw(page, 20);
  await expect(page.getByRole('button', { name: 'Hide the detail' })).toBeVisible();
  await draw(page, 300);
  await expect(page.getByRole('button', { name: 'Show the detail' })).toBeVisible();
  await expect(page).toHaveURL(/sheet=closed/);
  await page.getByRole('button', { name: 'Show the detail' }).tap();
  await expect(page).toHaveURL(/sheet=open/);
});

test('idle time is cut out of the bars, and the axis above them says so and shows it', async ({ page, request }) => {
  const { key } = await churn(request);
  await openLive(page, `/runs/sample/${key}`);
  const gap = page.getByRole('button', { name: /hidden\. .*outputs of 2 tool calls/ });
  await expect(gap).toBeVisible();
  const row = page.getByRole('treeitem', { name: /^Step 3, Run Python/ });
  const bar = () => row.locator('[data-bar]').first();
  const short = (await boxOf(bar())).width;
  await gap.tap();
  await expect(page.getByRole('button', { name: /idle time shown/ })).toBeVisible();
  await expect.poll(async () => (await boxOf(bar())).width).toBeLessThan(short / 1.5);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
});
