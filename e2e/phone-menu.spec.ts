import type { Page } from 'playwright/test';
import { expect, expectAccessible, test } from './fixtures.ts';
import { openLive } from './pages.ts';

test.use({ viewport: { width: 390, height: 844 }, hasTouch: true });

const button = (page: Page) => page.getByRole('banner').getByRole('button', { name: 'Pages' });
const menu = (page: Page) => page.getByRole('navigation', { name: 'Main' });

/** What readers of the screen are told of the button's menu. */
async function expanded(page: Page): Promise<unknown> {
  const session = await page.context().newCDPSession(page);
  const { nodes } = await session.send('Accessibility.getFullAXTree');
  await session.detach();
  const node = nodes.find(({ role, name }) => role?.value === 'button' && name?.value === 'Pages');
  return node?.properties?.find(({ name }) => name === 'expanded')?.value.value;
}

test('a menu in the bar of a phone leads to every page, and closes when a link is followed', async ({ page }) => {
  await openLive(page, '/failures');
  await expect(menu(page)).toBeHidden();
  expect(await expanded(page)).toBe(false);
  await button(page).tap();
  expect(await expanded(page)).toBe(true);
  const links = menu(page).getByRole('link');
  await expect(links).toHaveText(['Runs', 'Failures', 'Search', 'Import', 'Settings']);
  await expect(menu(page).getByRole('link', { name: 'Failures' })).toHaveAttribute('aria-current', 'page');
  await expectAccessible(page, 'the menu of a phone');
  for (const target of [button(page), ...(await links.all())]) {
    const box = await target.boundingBox();
    expect(Math.min(box?.width ?? 0, box?.height ?? 0)).toBeGreaterThanOrEqual(44);
  }
  for (const [name, address] of [
    ['Search', /\/search$/],
    ['Import', /\/import$/],
    ['Settings', /\/settings/],
    ['Failures', /\/failures$/],
    ['Runs', /\/runs$/],
  ] as const) {
    if (!(await menu(page).isVisible())) await button(page).tap();
    await menu(page).getByRole('link', { name }).tap();
    await expect(page).toHaveURL(address);
    await expect(menu(page)).toBeHidden();
  }
});

test('the menu opens by keyboard, and Escape gives the focus back', async ({ page }) => {
  await openLive(page, '/runs');
  await button(page).focus();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Tab');
  await expect(menu(page).getByRole('link', { name: 'Runs' })).toBeFocused();
  await page.keyboard.press('Tab');
  await expect(menu(page).getByRole('link', { name: 'Failures' })).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(menu(page)).toBeHidden();
  await expect(button(page)).toBeFocused();
});

test('a press elsewhere closes the menu', async ({ page }) => {
  await openLive(page, '/search');
  await button(page).tap();
  await expect(menu(page)).toBeVisible();
  await page.touchscreen.tap(330, 700);
  await expect(menu(page)).toBeHidden();
});

test('wide bars have no menu and name the pages, also when turned wide while the menu is open', async ({ page }) => {
  await openLive(page, '/search');
  await button(page).tap();
  await page.setViewportSize({ width: 844, height: 390 });
  await page.keyboard.press('Escape');
  await expect(button(page)).toBeHidden();
  await expect(menu(page).getByRole('link')).toHaveText(['Runs', 'Failures', 'Search', 'Import']);
  await expect(page.getByRole('banner').getByRole('link', { name: 'Settings' })).toHaveCount(1);
});

test.describe('without scripts', () => {
  test.use({ javaScriptEnabled: false });
  test('the menu leads on too', async ({ page }) => {
    await page.goto('/runs');
    await button(page).tap();
    await menu(page).getByRole('link', { name: 'Failures' }).tap();
    await expect(page).toHaveURL(/\/failures$/);
  });
});
