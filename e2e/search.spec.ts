import { expect, expectAccessible, test } from './fixtures.ts';
import { churn, knownRuns } from './known-runs.ts';
import { openLive } from './pages.ts';

// These need the archive: only kept runs are searched.
test.beforeEach(async ({ request }) => {
  await knownRuns(request, 'sample', 60);
});

test('words from the palette are searched for, and a hit opens its run at the place', async ({ page, request }) => {
  const run = await churn(request);
  await openLive(page, `/runs/sample/${run.key}`);
  await page.keyboard.press('Control+k');
  await page.keyboard.type('segments churn');
  await page.getByRole('option', { name: /Search for/ }).click();
  await expect(page).toHaveURL(/\/search\?q=segments/);
  const block = page.getByRole('region', { name: /run_Qm4T/ });
  await expect(block.locator('mark').first()).toBeVisible();
  const hit = block.getByRole('link', { name: /Step \d/ }).first();
  const href = await hit.getAttribute('href');
  await hit.click();
  await expect(page).toHaveURL((url) => `${url.pathname}${url.search}`.startsWith(href?.split('&')[0] ?? 'none'));
  await expect(page.getByRole('treeitem', { selected: true })).toBeVisible();
});

test('J and Enter go through the hits; nothing found says what to do', async ({ page }) => {
  await openLive(page, '/search?q=churn');
  await expect(page.locator('[data-hit]').first()).toBeVisible();
  await page.keyboard.press('j');
  await expect(page.locator('[data-hit]').first()).toBeFocused();
  await expectAccessible(page, 'hits of a search');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/runs\/[\w-]+\//);
  await openLive(page, '/search?q=zzzznothing');
  await expect(page.getByRole('heading', { name: 'Nothing found for “zzzznothing”' })).toBeVisible();
});
