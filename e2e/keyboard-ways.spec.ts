import { expect, test } from './fixtures.ts';
import { openKeys, press } from './keys.ts';
import { churn, knownRuns } from './known-runs.ts';

test('the runs before and after follow the list that the run was opened from', async ({ page, request }) => {
  await knownRuns(request, 'sample', 60);
  await openKeys(page, '/runs?source=sample&status=failed&sort=duration');
  const links = page.getByRole('grid').getByRole('link');
  await expect(links.nth(3)).toBeVisible();
  const hrefs = await links.evaluateAll((all) => all.map((link) => link.getAttribute('href') ?? ''));
  const at = (n: number) => new RegExp(`${hrefs[n]?.replaceAll('.', '\\.')}(\\?|$)`);
  const names = await links.evaluateAll((all) => all.map((link) => link.getAttribute('title') ?? ''));
  await press(page, 'j', 'j', 'Enter');
  await expect(page).toHaveURL(at(1));
  await expect(page.getByRole('link', { name: `Next run, ${names[2]}` })).toBeVisible();
  await expect(page.getByRole('link', { name: `Previous run, ${names[0]}` })).toBeVisible();
  await press(page, ']');
  await expect(page).toHaveURL(at(2));
  await page.getByRole('link', { name: `Next run, ${names[3]}` }).click();
  await expect(page).toHaveURL(at(3));
  await expect(page.getByRole('link', { name: `Previous run, ${names[2]}` })).toBeVisible();
  await press(page, '[');
  await expect(page).toHaveURL(at(2));
  await page.getByRole('link', { name: 'Runs', exact: true }).last().click();
  await expect(page).toHaveURL(/\/runs\?source=sample&status=failed&sort=duration$/);
});

test('a step that the reader selected stays selected by its number', async ({ page, request }) => {
  const run = await churn(request);
  await openKeys(page, `/runs/sample/${run.key}`);
  const chosen = page.getByRole('treeitem', { selected: true });
  await press(page, 'Home');
  await page.getByRole('treeitem', { name: /^Step 1,/ }).click();
  await expect(page).toHaveURL(/step=/);
  const way = page.getByRole('link', { name: /^(Previous|Next) run, run_/ }).first();
  await way.click();
  await expect(page).toHaveURL(/position=1$/);
  await expect(chosen).toHaveAccessibleName(/^Step 1,/);
});

test('the palette does what the page can do, and opens runs of the same thread', async ({ page, request }) => {
  const run = await churn(request);
  await openKeys(page, `/runs/sample/${run.key}`);
  await press(page, 'Control+k');
  await expect(page.getByRole('group', { name: 'In the same thread' }).getByRole('option')).toHaveCount(3);
  await page.keyboard.type('sh tim');
  await expect(page.getByRole('option', { name: /Show Timing/ })).toHaveAttribute('aria-selected', 'true');
  await press(page, 'Enter');
  await expect(page.getByRole('tab', { name: 'Timing' })).toHaveAttribute('aria-selected', 'true');
  await expect(page.getByRole('combobox')).not.toBeFocused();
  await press(page, 'Control+k');
  await page.keyboard.type('completed');
  await expect(page.getByRole('option').first()).toContainText('completed');
  await press(page, 'Enter');
  await expect(page).not.toHaveURL(new RegExp(run.key));
  await expect(page).toHaveURL(/\/runs\/sample\/thread_/);
});

test('single keys are switched off in this browser, and on again', async ({ page }) => {
  await openKeys(page, '/runs?source=sample');
  await press(page, '?');
  const box = page.getByRole('checkbox', { name: /^Use single keys/ });
  await box.uncheck();
  await press(page, 'Escape', 'j', '/');
  await expect(page.getByRole('row').nth(1)).not.toBeFocused();
  await expect(page.getByRole('searchbox')).not.toBeFocused();
  await page.reload();
  await expect(page.locator('footer')).not.toContainText('move J');
  await press(page, 'ArrowDown');
  await expect(page.getByRole('row').nth(1)).toBeFocused();
  await page.getByRole('button', { name: 'all keys' }).click();
  await box.check();
  await press(page, 'Escape', 'j');
  await expect(page.getByRole('row').nth(2)).toBeFocused();
});

test('the focus goes along into another view of the run', async ({ page, request }) => {
  await openKeys(page, `/runs/sample/${(await churn(request)).key}`);
  const row = page.getByRole('treeitem', { name: /^Step 4/ });
  await row.click();
  await expect(row).toBeFocused();
  await press(page, 't');
  await expect(page.getByRole('article', { name: /^Step 4/ })).toBeFocused();
  await press(page, 't');
  await expect(row).toBeFocused();
  const views = page.getByRole('group', { name: 'View' });
  await views.getByText('JSON').click();
  await expect(page).toHaveURL(/view=json/);
  await expect(views.locator(':focus')).toHaveCount(1);
});
