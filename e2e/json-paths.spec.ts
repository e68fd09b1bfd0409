import type { Page } from 'playwright/test';
import { expect, test } from './fixtures.ts';
import { churn } from './keys.ts';
import { openLive } from './pages.ts';

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
