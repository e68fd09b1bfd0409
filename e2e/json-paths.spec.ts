import type { Page } from 'playwright/test';
import { expect, test } from './fixtures.ts';
import { churn } from './known-runs.ts';
import { openLive } from './pages.ts';
import { ORDERS } from './upstream/output-world.ts';

const RUN = '/runs/outputs/thread_outputs.run_outputs';
const chosen = (page: Page) => page.getByRole('region', { name: /^Step 3/ }).getByRole('treeitem', { selected: true });

test('a place in the JSON of a function has a link, which survives a reload', async ({ page }) => {
  await openLive(page, `${RUN}?step=step_outputs_3`);
  const input = page.getByRole('tree', { name: 'Arguments' });
  await input.getByText('sku').click();
  await expect(page).toHaveURL(/path=\$\.orders\[0\]\.lines\[0\]\.sku$/);
  await page.reload();
  await expect(chosen(page)).toHaveCount(1);
  await expect(chosen(page)).toContainText('A-1');
  await expect(chosen(page)).toBeInViewport();
  await page.getByRole('tree', { name: 'Output' }).getByText('booked').click();
  await expect(page).toHaveURL(/out=output&path=\$\.booked$/);
  await page.reload();
  await expect(chosen(page)).toContainText('booked');
  await expect(input.getByRole('treeitem', { selected: true })).toHaveCount(0);
});

test('a link into folded JSON unfolds it, and says so where nothing is there any more', async ({ page }) => {
  await openLive(page, `${RUN}?step=step_outputs_3&path=$.orders[0].lines[0].count`);
  await expect(chosen(page)).toContainText('count');
  await expect(chosen(page)).toContainText('2');
  await openLive(page, `${RUN}?step=step_outputs_3&path=$.orders[7]`);
  await expect(chosen(page)).toHaveCount(0);
  await expect(page.getByRole('region', { name: /^Step 3/ })).toContainText(/\$\.orders\[7\]/);
});

test('arguments of several MB are a tree that folds, copies and is linked into, without a long freeze', async ({
  page,
  context,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.addInitScript(() => {
    const tasks: number[] = [];
    new PerformanceObserver((list) => tasks.push(...list.getEntries().map((entry) => entry.duration))).observe({
      type: 'longtask',
      buffered: true,
    });
    Object.assign(window, { longTasks: tasks });
  });
  await openLive(page, '/runs/outputs/thread_outputs.run_large?step=step_large');
  const tree = page.getByRole('tree', { name: 'Arguments' });
  const rows = tree.getByRole('treeitem');
  const orders = tree.getByText('orders', { exact: true });
  await expect(rows).toHaveCount(3, { timeout: 30_000 });
  await expect(tree).toContainText(`${ORDERS.toLocaleString('en')} items`);
  await orders.click();
  await expect(tree).toContainText('id: 0, note: Leave it with');
  const drawn = await rows.count();
  expect(drawn).toBeGreaterThan(10);
  expect(drawn).toBeLessThan(200);
  await orders.click();
  await expect(rows).toHaveCount(3);
  await orders.click({ modifiers: ['Alt'] });
  await expect(tree).toContainText('SKU-0-1');
  await orders.click({ modifiers: ['Alt'] });
  await expect(rows).toHaveCount(3);
  await page.getByRole('button', { name: 'Copy value' }).click();
  await expect(page.getByText('Value copied')).toBeVisible();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  const value = JSON.parse(copied) as { id: number }[];
  expect([value.length, value.at(-1)?.id]).toEqual([ORDERS, ORDERS - 1]);
  expect(copied === JSON.stringify(value, null, 2)).toBe(true);
  await orders.click({ modifiers: ['Alt'] });
  await tree.getByText('"c0@example.org"').click();
  await page.getByRole('button', { name: 'Copy path' }).click();
  await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toBe('$.orders[0].customer.mail');
  await page.goto(`/runs/outputs/thread_outputs.run_large?step=step_large&path=$.orders[${ORDERS - 1}].customer.mail`);
  const linked = tree.getByRole('treeitem', { selected: true });
  await expect(linked).toContainText(`c${ORDERS - 1}@example.org`, { timeout: 30_000 });
  await expect(linked).toBeInViewport();
  expect(await page.locator('*').count()).toBeLessThan(2_000);
  const longest = await page.evaluate(() => Math.max(0, ...(window as unknown as { longTasks: number[] }).longTasks));
  test.info().annotations.push({ type: 'longest task', description: `${Math.round(longest)} ms` });
});

test('a citation in the detail leads to its passage, and the passage back to the message', async ({
  page,
  request,
}) => {
  const run = await churn(request);
  await openLive(page, `/runs/sample/${run.key}`);
  await page.getByRole('treeitem', { name: /^Step 6, Write message/ }).click();
  const message = page.getByRole('region', { name: /^Step 6/ });
  await message.getByRole('link', { name: 'Source 3', exact: true }).click();
  await expect(page).toHaveURL(/step=step_\w+&call=0&result=2/);
  const result = page.getByRole('article', { name: /^Result 3/ });
  await expect(result).toHaveAttribute('aria-current', 'true');
  await expect(result).toBeInViewport();
  await expect(result.locator('mark')).toContainText('$19 to $29');
  await page.reload();
  await expect(result).toHaveAttribute('aria-current', 'true');
  await result.getByRole('link', { name: /cited in message 2/ }).click();
  await expect(message).toBeVisible();
  await expect(page.getByRole('treeitem', { selected: true })).toHaveAccessibleName(/^Step 6/);
});
