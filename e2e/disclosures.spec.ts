import type { Page } from 'playwright/test';
import { expect, test } from './fixtures.ts';
import { churn } from './known-runs.ts';
import { openLive } from './pages.ts';

const RUN = '/runs/outputs/thread_outputs.run_outputs';
const rowsOf = (page: Page, name: string) => page.getByRole('tree', { name, exact: true }).getByRole('treeitem');
const query = (page: Page) => new URL(page.url()).searchParams;

test('what is folded in a JSON tree stands in the address, without history, until another row is selected', async ({
  page,
}) => {
  await openLive(page, `${RUN}?step=step_outputs_3`);
  const before = await page.evaluate(() => window.history.length);
  const input = page.getByRole('tree', { name: 'Arguments' });
  await input.getByText('lines').first().click();
  await expect(page).toHaveURL(/[?&]tree\.arguments=-\$\.orders\[0\]\.lines&/);
  await page.getByRole('tree', { name: 'Output', exact: true }).focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Alt+ArrowLeft');
  await expect(page).toHaveURL(/[?&]tree\.output=-\$\.\*/);
  expect(await page.evaluate(() => window.history.length)).toBe(before);
  const [folded, output] = [await rowsOf(page, 'Arguments').allTextContents(), await rowsOf(page, 'Output').count()];
  expect(folded.join(' ')).not.toContain('sku');
  expect(output).toBe(1);
  await page.reload();
  await expect(rowsOf(page, 'Output')).toHaveCount(1);
  expect(await rowsOf(page, 'Arguments').allTextContents()).toEqual(folded);
  await page
    .getByRole('tree', { name: /^Steps/ })
    .getByRole('treeitem')
    .nth(1)
    .click();
  await expect(page).not.toHaveURL(/tree\./);
});

test('a large tree is told in a few characters, however much of it was opened', async ({ page }) => {
  await openLive(page, '/runs/outputs/thread_outputs.run_large?step=step_large');
  const tree = page.getByRole('tree', { name: 'Arguments' });
  await expect(rowsOf(page, 'Arguments')).toHaveCount(3, { timeout: 30_000 });
  await tree.getByText('orders', { exact: true }).click({ modifiers: ['Alt'] });
  await expect(tree).toContainText('SKU-0-1');
  await expect(page).toHaveURL(/[?&]tree\.arguments=\$\.orders\.\*&/);
  expect(page.url().length).toBeLessThan(300);
  await page.reload();
  await expect(tree).toContainText('SKU-0-1', { timeout: 30_000 });
});

test('texts and lists that were opened are open again', async ({ page, request }) => {
  const { key } = await churn(request);
  await openLive(page, `/runs/sample/${key}?step=run`);
  const missing = page.getByRole('region', { name: /^Run run_/ }).locator('details', { hasText: 'without a value' });
  await missing.locator('summary').click();
  await expect(page).toHaveURL(/[?&]more=details$/);
  await page.reload();
  await expect(missing).toHaveAttribute('open', '');
  await expect(missing.locator('dl')).toBeVisible();
  await missing.locator('summary').click();
  await expect(page).not.toHaveURL(/more=/);
});

test('the conversation and the JSON view remember what is opened in them, whatever is selected', async ({
  page,
  request,
}) => {
  const { key } = await churn(request);
  await page.setViewportSize({ width: 1440, height: 900 });
  await openLive(page, `/runs/sample/${key}?view=conversation`);
  await page.getByRole('button', { name: 'Show all' }).first().click();
  await expect(page).toHaveURL(/more=aside\.instructions/);
  const details = page.getByRole('article').first().locator('details').first();
  await details.getByText('Details', { exact: true }).click();
  await expect.poll(() => query(page).get('more')).toBe('aside.instructions,turn.asked1.details');
  await page.getByRole('feed').getByRole('button', { expanded: false }).first().click();
  await expect(page).toHaveURL(/[?&]step=/);
  expect(query(page).get('more')).toBe('aside.instructions,turn.asked1.details');
  await page.reload();
  await expect(page.getByRole('button', { name: 'Show less' })).toHaveCount(1);
  await page.goto(`/runs/sample/${key}?view=json`);
  const run = page.getByRole('tree', { name: 'Run' });
  await run.focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowLeft');
  await expect.poll(() => query(page).get('tree.json.run')).toBe('-$');
  await page.reload();
  await expect(run.getByRole('treeitem')).toHaveCount(1);
  await expect(run.getByRole('treeitem', { selected: true })).toHaveCount(1);
});

test('an address with odd words in place of folds opens the page as it is', async ({ page }) => {
  const odd = encodeURIComponent('-$.orders[0],<img src=x onerror=alert(1)>,-$["');
  await openLive(page, `${RUN}?step=step_outputs_3&more=%3Cscript%3E,:9,__proto__&tree.arguments=${odd}&tree.=x`);
  await expect(page.getByRole('tree', { name: 'Arguments' })).toContainText('orders');
  await expect(rowsOf(page, 'Output')).not.toHaveCount(0);
  await expect(page.getByRole('tree', { name: 'Arguments' })).not.toContainText('sku');
});
