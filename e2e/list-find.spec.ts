import { expect, expectAccessible, test } from './fixtures.ts';
import { knownRuns } from './known-runs.ts';
import { open, openLive } from './pages.ts';

test.beforeEach(async ({ request }) => {
  await knownRuns(request, 'sample', 60);
});

test('a range drawn on the histogram is the time of the list; a double click takes it away', async ({ page }) => {
  await openLive(page, '/runs?source=sample');
  const plot = page.getByRole('region', { name: 'Runs over time' });
  await expect(plot.getByRole('slider')).toHaveCount(2);
  const box = await plot.locator('[data-brush]').boundingBox();
  if (!box) throw new Error('no plot');
  const y = box.y + box.height - 20;
  await page.mouse.move(box.x + box.width * 0.5, y);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width * 0.9, y, { steps: 6 });
  await page.mouse.up();
  await expect(page).toHaveURL(/from=\d{4}-\d\d-\d\dT[\d:]+Z&to=\d{4}/);
  await expect(page.getByRole('button', { name: /^Time/ })).not.toContainText('Any');
  await plot.locator('[data-brush]').evaluate((element) => {
    element.parentElement?.dispatchEvent(new MouseEvent('dblclick', { bubbles: true }));
  });
  await expect(page).not.toHaveURL(/from=/);
});

test('the sliders of the histogram set the time by keys', async ({ page }) => {
  await openLive(page, '/runs?source=sample');
  const start = page.getByRole('slider', { name: 'Start of the time range' });
  await start.focus();
  await page.keyboard.press('Shift+ArrowRight');
  await page.keyboard.press('ArrowRight');
  await expect(start).toHaveAttribute('aria-valuetext', /range of/);
  await expect(page).toHaveURL(/from=/);
  // On a busy machine the first key counts alone and the second still draws: Escape then takes that back first.
  await expect(async () => {
    await page.keyboard.press('Escape');
    await expect(page).not.toHaveURL(/from=/, { timeout: 2_000 });
  }).toPass();
});

test('a filter menu counts, and keeps what no run has', async ({ page }) => {
  await openLive(page, '/runs?source=sample');
  await page.getByRole('button', { name: 'Status Any' }).click();
  const menu = page.getByRole('dialog', { name: 'Status' });
  await expect(menu.getByRole('checkbox')).toHaveCount(9);
  await expect(menu.locator('label').filter({ hasText: 'Completed' })).toContainText(/Completed[1-9]\d*/);
});

test('failures stand together: one leads to its runs, its newest run to the step that failed', async ({ page }) => {
  await openLive(page, '/failures');
  const row = page.getByRole('grid', { name: 'Failures' }).getByRole('row').filter({ hasText: 'rate_limit_exceeded' });
  await expect(row.first()).toBeVisible();
  await expect(row.first().getByRole('link').last()).toHaveAttribute('href', /^\/runs\/[\w-]+\/thread_/);
  await row.first().getByRole('link').first().click();
  await expect(page).toHaveURL(/\/runs\?.*fingerprint=/);
  await expect(page.getByRole('grid', { name: 'Runs' })).toContainText('rate_limit_exceeded');
});

test('threads stand in rows, and back leads to them again', async ({ page }) => {
  await openLive(page, '/runs?source=sample&group=thread');
  const threads = page.getByRole('grid', { name: 'Threads' });
  await threads.getByRole('row').nth(1).getByRole('link').first().click();
  await expect(page).toHaveURL(/thread=thread_/);
  await expect(page.getByRole('grid', { name: 'Runs' })).toBeVisible();
  await page.goBack();
  await expect(threads).toBeVisible();
});

test('views and columns are kept by the browser over a reload', async ({ page }) => {
  await openLive(page, '/runs?source=sample&status=failed');
  await page.getByRole('button', { name: 'Views' }).click();
  await page.getByRole('textbox', { name: 'Name of a new view' }).fill('Broken ones');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Columns' }).click();
  await page.getByRole('checkbox', { name: /^Model/ }).uncheck();
  await page.keyboard.press('Escape');
  await openLive(page, '/runs');
  await expect(page.getByRole('columnheader', { name: 'Model' })).toHaveCount(0);
  await page.keyboard.press('Control+k');
  await page.keyboard.type('view broken');
  await page.getByRole('option', { name: /Show the view Broken ones/ }).click();
  await expect(page).toHaveURL(/source=sample&status=failed/);
});

test('the list with its new parts, groups and the search are accessible', async ({ page }) => {
  for (const path of ['/runs?source=sample&from=24h', '/runs?group=thread', '/failures', '/search']) {
    await open(page, path);
    await expectAccessible(page, path);
  }
});
