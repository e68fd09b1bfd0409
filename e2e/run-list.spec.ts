import { expect, test } from './fixtures.ts';
import { knownRuns } from './known-runs.ts';
import { FAILED_ANSWER, openLive } from './pages.ts';

test.use({ allowedErrors: [FAILED_ANSWER] });

test('the list brings runs of many threads together and fills visible rows in the background', async ({ page }) => {
  let reading = 0;
  let most = 0;
  page.on('request', (request) => {
    if (request.url().endsWith('/summary')) most = Math.max(most, ++reading);
  });
  const done = (request: { url(): string }) => {
    if (request.url().endsWith('/summary')) reading--;
  };
  page.on('requestfinished', done).on('requestfailed', done);
  await openLive(page, '/runs?source=sample');
  const grid = page.getByRole('grid');
  await expect(grid.getByRole('row')).not.toHaveCount(0);
  await expect(grid).toHaveAttribute('aria-rowcount', /^[1-9]\d+$/);
  const row = grid.getByRole('row').filter({ hasText: 'rate_limit_exceeded' }).first();
  await expect(grid.getByText(/Customer says invoices doubled/).first()).toBeVisible();
  // Rows that a filter takes away give up their reads, and the browser reports that late.
  const before = most;
  expect(before).toBeGreaterThan(0);
  expect(before).toBeLessThanOrEqual(2);
  await page.getByRole('searchbox').fill('Churn Analyst rate_limit_exceeded');
  await expect(page).toHaveURL(/q=Churn/);
  await expect(row).toContainText('Churn Analyst');
  await expect(row).toContainText(/Which segments|Which customer segments|revenue/i);
});

test('filters and order stand in the address and survive a reload', async ({ page, request }) => {
  const failed = (await knownRuns(request, 'sample', 60)).filter((run) => run.status === 'failed');
  await openLive(page, '/runs?source=sample');
  await page.getByRole('button', { name: 'Status Any' }).click();
  await page
    .getByRole('menuitemcheckbox', { name: /^Failed/ })
    .or(page.getByRole('checkbox', { name: /^Failed/ }))
    .first()
    .click();
  await page.keyboard.press('Escape');
  await expect(page).toHaveURL(/status=failed/);
  await expect(page.getByRole('grid')).toHaveAttribute('aria-rowcount', String(failed.length + 1));
  await page.getByRole('button', { name: /^Duration/ }).click();
  await expect(page).toHaveURL(/sort=-?duration/);
  await page.reload();
  await expect(page.getByRole('columnheader', { name: /Duration/ })).toHaveAttribute(
    'aria-sort',
    /ascending|descending/,
  );
  await expect(page.getByRole('grid')).toHaveAttribute('aria-rowcount', String(failed.length + 1));
});

test('every row is a real link and the keyboard opens it', async ({ page, request }) => {
  await knownRuns(request, 'sample', 60);
  await openLive(page, '/runs?source=sample&status=completed');
  const links = page.getByRole('grid').getByRole('link');
  await expect(links.first()).toHaveAttribute('href', /^\/runs\/sample\/thread_\w+\.run_\w+/);
  await page.keyboard.press('j');
  await page.keyboard.press('j');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/runs\/sample\/thread_\w+\.run_\w+/);
  await page.goBack();
  await page.keyboard.press('/');
  await expect(page.getByRole('searchbox')).toBeFocused();
});

test('a filter without a match offers a way back', async ({ page, request }) => {
  await knownRuns(request, 'sample', 60);
  await openLive(page, '/runs?source=sample&q=no-run-has-this-word');
  await page.getByRole('button', { name: 'Clear filters' }).last().click();
  await expect(page).not.toHaveURL(/q=/);
  await expect(page.getByRole('grid').getByRole('link').first()).toBeVisible();
});

test('a source that cannot list says so and offers to open a thread by ID', async ({ page }) => {
  await openLive(page, '/runs?source=no-list');
  await expect(page.locator('main').getByText(/Host without a list cannot list its threads/)).toBeVisible();
  await page.getByRole('button', { name: /open/i }).first().click();
  await expect(page.getByRole('combobox')).toBeFocused();
});
