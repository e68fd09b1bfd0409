import type { Page } from 'playwright/test';
import { expect, test } from './fixtures.ts';
import { churn, knownRuns } from './known-runs.ts';
import { openLive } from './pages.ts';

/** The first row that is seen whole below the heads of the columns, and where. */
async function firstRow(page: Page): Promise<{ href: string; top: number } | undefined> {
  return page.getByRole('grid').evaluate((grid) => {
    const head = grid.querySelector('[role="columnheader"]')?.getBoundingClientRect().bottom ?? 0;
    const rows = [...grid.querySelectorAll('[data-index]')];
    const first = rows.find((row) => row.getBoundingClientRect().top >= head);
    const href = first?.querySelector('a')?.getAttribute('href');
    return first && href ? { href, top: Math.round(first.getBoundingClientRect().top) } : undefined;
  });
}

async function scrollDown(page: Page): Promise<void> {
  const start = await firstRow(page);
  for (const by of [600, 600]) {
    await page.getByRole('grid').hover();
    await page.mouse.wheel(0, by);
  }
  await expect.poll(async () => (await firstRow(page))?.href).not.toBe(start?.href);
  await page.waitForTimeout(300);
}

async function expectPlace(page: Page, left: Awaited<ReturnType<typeof firstRow>>): Promise<void> {
  await expect
    .poll(async () => {
      const now = await firstRow(page);
      return now?.href === left?.href && Math.abs((now?.top ?? 0) - (left?.top ?? 0)) <= 2;
    })
    .toBe(true);
}

for (const [device, viewport] of [
  ['desk', { width: 1440, height: 900 }],
  ['phone', { width: 390, height: 844 }],
] as const) {
  test(`on a ${device} the way back from a run leads to where the list was left`, async ({ page, request }) => {
    await knownRuns(request, 'sample', 60);
    await page.setViewportSize(viewport);
    await openLive(page, '/runs?source=sample');
    await scrollDown(page);
    const left = await firstRow(page);
    await page.locator(`[data-index] a[href="${left?.href}"]`).first().click();
    await expect(page).toHaveURL(/\/runs\/sample\//);
    await expect(page.locator('main')).toHaveAttribute('data-steps', 'complete');
    await page.goBack();
    await expect(page.getByRole('grid')).toBeVisible();
    await expectPlace(page, left);
    if (device === 'phone') return;
    await page.goForward();
    await expect(page).toHaveURL(/\/runs\/sample\//);
    // Who follows a link to the list begins at its top.
    await page.getByRole('banner').getByRole('link', { name: 'Runs' }).click();
    await expect(page).toHaveURL(/\/runs$/);
    await expect(page.getByRole('heading', { level: 1 })).toBeInViewport();
  });
}

test('what was selected in the list is so after a reload, and on the way back from a run', async ({
  page,
  request,
}) => {
  await knownRuns(request, 'sample', 60);
  await openLive(page, '/runs?source=sample&status=failed');
  const boxes = page.getByRole('checkbox', { name: /^Select run_/ });
  await boxes.nth(0).click();
  await boxes.nth(2).click();
  await expect(page.getByText('2 runs selected')).toBeVisible();
  await page.waitForFunction(() => (history.state as { selected?: unknown[] }).selected?.length === 2);
  await page.reload();
  await expect(page.getByText('2 runs selected')).toBeVisible();
  await expect(page.getByRole('row', { selected: true })).toHaveCount(2);
  await page.locator('[data-index] a').nth(1).click();
  await expect(page).toHaveURL(/\/runs\/sample\//);
  await page.goBack();
  await expect(page.getByText('2 runs selected')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByText('2 runs selected')).toHaveCount(0);
});

test('the way back from another list leads to where this one was left', async ({ page, request }) => {
  await knownRuns(request, 'sample', 60);
  await openLive(page, '/runs?source=sample');
  await scrollDown(page);
  const left = await firstRow(page);
  await page.getByRole('banner').getByRole('link', { name: 'Failures' }).click();
  await expect(page).toHaveURL(/\/failures/);
  await page.goBack();
  await expect(page).toHaveURL(/\/runs\?source=sample$/);
  await expectPlace(page, left);
});

test('the list is where it was left after a reload of the run, and after one of its own', async ({ page, request }) => {
  await knownRuns(request, 'sample', 60);
  await openLive(page, '/runs?source=sample');
  await scrollDown(page);
  const left = await firstRow(page);
  await page.locator(`[data-index] a[href="${left?.href}"]`).first().click();
  await expect(page).toHaveURL(/\/runs\/sample\//);
  await page.reload();
  await expect(page.locator('main')).toHaveAttribute('data-steps', 'complete');
  await page.goBack();
  await expect(page.getByRole('grid')).toBeVisible();
  await expectPlace(page, left);
  await page.reload();
  await expect(page.getByRole('grid')).toBeVisible();
  await expectPlace(page, left);
  // Another filter is another list.
  await page.getByRole('searchbox').fill('churn');
  await expect(page).toHaveURL(/q=churn/);
  await expect.poll(() => page.getByRole('grid').evaluate((grid) => grid.scrollTop)).toBe(0);
});

for (const [what, path, scrolled] of [
  ['what was searched', '/search?q=the&source=sample', 'main > div'],
  ['a thread', null, '[data-thread]'],
] as const) {
  test(`the way back from a run to ${what} leads to where it was left`, async ({ page, request }) => {
    const { threadId } = await churn(request);
    await page.setViewportSize({ width: 1440, height: 560 });
    await openLive(page, path ?? `/threads/sample/${threadId}`);
    const list = page.locator(scrolled).first();
    const top = () => list.evaluate((element) => Math.round(element.scrollTop));
    const links = page.locator('[data-place] a[href^="/runs/"]');
    await expect(links.first()).toBeAttached();
    await list.hover();
    await page.mouse.wheel(0, 300);
    await expect.poll(top).toBeGreaterThan(40);
    await page.waitForTimeout(400);
    // One that can be clicked without more scrolling.
    const seen = await links.evaluateAll((all) =>
      all.findIndex(
        (each) => each.getBoundingClientRect().top > 180 && each.getBoundingClientRect().bottom < innerHeight,
      ),
    );
    expect(seen).toBeGreaterThanOrEqual(0);
    const name = await links.nth(seen).evaluate((link) => link.closest('[data-place]')?.getAttribute('data-place'));
    // Where its row stands: others may have come above it meanwhile.
    const row = page.locator(`[data-place="${name}"]`);
    const stands = async () => Math.round((await row.boundingBox())?.y ?? Number.NaN);
    const left = await stands();
    await links.nth(seen).click();
    await expect(page).toHaveURL(/\/runs\/sample\//);
    await page.goBack();
    const isThere = async () => Math.abs((await stands()) - left) <= 2;
    await expect.poll(isThere).toBe(true);
    await page.reload();
    await expect.poll(isThere).toBe(true);
  });
}
