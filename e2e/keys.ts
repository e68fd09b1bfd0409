import type { Page } from 'playwright/test';
import { expect, test } from './fixtures.ts';
import { openLive } from './pages.ts';

/** What a line of the list of keys promises, driven; each begins on a fresh page. */
export type Checks = Record<string, (page: Page) => Promise<void>>;

/** Opens a page and waits until it shows its keys. */
export async function openKeys(page: Page, path: string): Promise<void> {
  await openLive(page, path);
  await expect(page.locator('footer')).toContainText('all keys');
}

/** The lines of the list of keys, with the keys of each. */
export async function sheet(page: Page): Promise<Record<string, string>> {
  await page.keyboard.press('?');
  const dialog = page.getByRole('dialog', { name: 'Keys' });
  await expect(dialog).toBeVisible();
  const lines = await dialog.locator('dl > div').evaluateAll((rows) =>
    rows.map((row): [string, string] => {
      const keys = [...row.querySelectorAll('kbd')].map((key) => key.textContent ?? '');
      return [row.querySelector('dt')?.textContent ?? '', keys.join(' ')];
    }),
  );
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  return Object.fromEntries(lines);
}

/** Every line that the page lists is driven, and every line that is driven is listed. */
export async function driveAll(page: Page, path: string, checks: Checks): Promise<void> {
  await openKeys(page, path);
  expect(Object.keys(await sheet(page)).sort()).toEqual(Object.keys(checks).sort());
  for (const [line, check] of Object.entries(checks)) {
    await test.step(line, async () => {
      await openKeys(page, path);
      await check(page);
    });
  }
}

/** Presses keys one after the other. */
export const press = async (page: Page, ...keys: string[]) => {
  for (const key of keys) await page.keyboard.press(key);
};
/** What the clipboard holds, to be compared until it does. */
export const copied = (page: Page) => expect.poll(() => page.evaluate(() => navigator.clipboard.readText()));
/** The live region. */
export const status = (page: Page) => page.getByRole('status').first();
