import type { Page } from 'playwright/test';
import { expect, test } from './fixtures.ts';
import { openKeys, press } from './keys.ts';

/** Holds the pages of other runs back until the returned function is called. */
async function holdRuns(page: Page): Promise<() => void> {
  let release = () => {};
  const open = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.route(/\/runs\/sample\/[^/]+\?.*_rsc=/, async (route) => {
    await open;
    await route.continue().catch(() => {});
  });
  return release;
}

/** Opens the second run of a list, and gives the addresses of all of them. */
async function openSecond(page: Page): Promise<{ at: (n: number) => RegExp }> {
  await openKeys(page, '/runs?source=sample&status=failed&sort=duration');
  const links = page.getByRole('grid').getByRole('link');
  await expect(links.nth(4)).toBeVisible();
  const hrefs = await links.evaluateAll((all) => all.map((link) => link.getAttribute('href') ?? ''));
  const at = (n: number) => new RegExp(`${hrefs[n]?.replaceAll('.', '\\.')}(\\?|$)`);
  await press(page, 'j', 'j', 'Enter');
  await expect(page).toHaveURL(at(1));
  await expect(page.getByRole('link', { name: /^Next run, run_/ })).toBeVisible();
  return { at };
}

const notice = (page: Page) =>
  page
    .getByText(/^Opening run_/)
    .filter({ visible: true })
    .first();
const said = (page: Page) => page.getByRole('status').first();

test('a run that opens late is announced at once, and Escape stays with the one in view', async ({ page }) => {
  const { at } = await openSecond(page);
  const release = await holdRuns(page);
  await press(page, ']');
  await expect(notice(page)).toBeVisible();
  await expect(said(page)).toContainText(/Opening run_\w+…\w+\. Escape stays here/, { timeout: 8_000 });
  await press(page, 'Escape');
  await expect(page.getByRole('button', { name: /^Stay here/ })).toHaveCount(0);
  release();
  await page.waitForTimeout(1_000);
  await expect(page).toHaveURL(at(1));
  // What is pressed afterwards works as ever.
  await press(page, 'k');
  await expect(page).toHaveURL(/step=/);
  await press(page, ']');
  await expect(page).toHaveURL(at(2));
});

test('a second press meanwhile goes one run further, one the other way back', async ({ page }) => {
  const { at } = await openSecond(page);
  const release = await holdRuns(page);
  await press(page, ']', ']', ']', '[');
  await expect(notice(page)).toBeVisible();
  release();
  await expect(page).toHaveURL(at(3));
  await expect(page.getByRole('button', { name: /^Stay here/ })).toHaveCount(0);
});

test('the way there and back again is no way at all', async ({ page }) => {
  const { at } = await openSecond(page);
  const release = await holdRuns(page);
  await press(page, ']');
  await expect(notice(page)).toBeVisible();
  await press(page, '[');
  await expect(page.getByRole('button', { name: /^Stay here/ })).toHaveCount(0);
  release();
  await page.waitForTimeout(1_000);
  await expect(page).toHaveURL(at(1));
});
