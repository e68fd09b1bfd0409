import { expect, test } from './fixtures.ts';
import { inView, openChurn } from './timeline-page.ts';

test.use({ contextOptions: { reducedMotion: 'no-preference' } });

test('parts of the ledger that no step shows lead to their stretch of time', async ({ page }) => {
  await openChurn(page);
  const ledger = page.getByRole('group', { name: 'Time ledger' });
  const run = page.getByRole('treeitem', { name: /^Run run_/ });
  await ledger.getByRole('link', { name: /^Unaccounted/ }).click();
  await expect(run).toHaveAttribute('aria-selected', 'true');
  await expect.poll(() => inView(page)).toEqual([0, 1_100]);
  await expect(page).toHaveURL(/step=run&from=0s&to=1.1s/);
  await ledger.getByRole('link', { name: /^Waiting for you/ }).click();
  await expect(page.getByRole('treeitem', { selected: true })).toHaveAccessibleName(/^Step 4/);
  // The beginning of its bar at the same scale.
  await expect.poll(() => inView(page)).toEqual([7_890, 8_990]);
});

test('what was in view is in view again after another view, however fast', async ({ page }) => {
  await openChurn(page);
  await page.keyboard.press('w');
  await page.keyboard.press('t');
  await expect(page.getByRole('region', { name: 'Transcript' })).toBeVisible();
  await expect(page).toHaveURL(/from=/);
  await page.keyboard.press('t');
  await expect.poll(async () => (await inView(page))[1]).toBeLessThan(41_000);
  await page.keyboard.press('0');
  await page.keyboard.press('t');
  await expect(page.getByRole('region', { name: 'Transcript' })).toBeVisible();
  await page.keyboard.press('t');
  await expect.poll(() => inView(page)).toEqual([0, 41_000]);
});

test('the ledger is one line in windows of every width, whatever comes into it', async ({ page }) => {
  await openChurn(page);
  const ledger = page.getByRole('group', { name: 'Time ledger' });
  const parts = ledger.getByRole('listitem');
  await expect(parts).toHaveCount(5);
  // As wide as figures get, and next to more words than this run has.
  await parts.locator('span').evaluateAll((shares) => shares.forEach((share) => (share.textContent = '≈88\u202f%')));
  const steps = page.locator('dd', { hasText: '1 failed' });
  await steps.evaluate((words) => (words.textContent = '17 so far · 1 failed'));
  for (const width of [721, 900, 999, 1001, 1024, 1080, 1180, 1300]) {
    await page.setViewportSize({ width, height: 768 });
    const boxes = await parts.evaluateAll((list) => list.map((one) => one.getBoundingClientRect()));
    expect(new Set(boxes.map(({ top }) => top)).size, `lines at ${width}`).toBe(1);
    expect(Math.max(...boxes.map(({ right }) => right))).toBeLessThanOrEqual(width - 20);
    // Neither is a figure cut for it.
    expect(await steps.evaluate((words) => words.scrollWidth - words.clientWidth)).toBe(0);
  }
});
