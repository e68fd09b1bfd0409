import type { Page } from 'playwright/test';
import { expect, test } from './fixtures.ts';
import { churn } from './known-runs.ts';
import { open, openLive } from './pages.ts';

/** What the browser does before it lays a page out for paper. */
async function print(page: Page): Promise<void> {
  await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
  await page.evaluate(() => window.dispatchEvent(new Event('beforeprint')));
}

/** Names of the elements around `selector` that show only a part of what is in them. */
const clipped = (page: Page, selector: string) =>
  page.evaluate((wanted) => {
    const names: string[] = [];
    for (let one = document.querySelector(wanted); one; one = one.parentElement) {
      const { overflowY } = getComputedStyle(one);
      if (overflowY !== 'visible' && one.scrollHeight > one.clientHeight + 1 && one !== document.documentElement)
        names.push(`${one.tagName} ${one.className}`);
    }
    return names;
  }, selector);

for (const [paper, width] of [
  ['broad', 1100],
  ['narrow', 700],
] as const) {
  test(`a conversation and a step are printed whole and light, on ${paper} paper`, async ({ page, request }) => {
    await page.setViewportSize({ width, height: 320 });
    const { key } = await churn(request);
    await open(page, `/runs/sample/${key}?view=conversation`);
    const entries = page.locator('[role="feed"] > article');
    const all = Number(await entries.first().getAttribute('aria-setsize'));
    expect(await entries.count()).toBeLessThan(all);
    await print(page);
    await expect(entries).toHaveCount(all);
    expect(await clipped(page, '[role="feed"]')).toEqual([]);
    const bottoms = await entries.evaluateAll((list) => list.map((one) => one.getBoundingClientRect().bottom));
    expect(bottoms).toEqual([...bottoms].sort((a, b) => a - b));
    await expect(page.getByRole('banner')).toBeHidden();
    await page.evaluate(() => window.dispatchEvent(new Event('afterprint')));

    await page.emulateMedia({ media: 'screen' });
    await open(page, `/runs/sample/${key}`);
    await print(page);
    await expect(page.getByText('What the API said')).toBeVisible();
    expect(await clipped(page, '#detail-pane [role="tabpanel"] > div > *')).toEqual([]);
    expect(await page.evaluate(() => getComputedStyle(document.body).colorScheme)).toBe('light');
  });
}

test('a timeline on paper shows every bar to its end, and nothing that can only be pressed', async ({
  page,
  request,
}) => {
  const { key } = await churn(request);
  await open(page, `/runs/sample/${key}`);
  await print(page);
  // As wide as browsers make a page of A4 at most, by making it smaller.
  await page.setViewportSize({ width: 930, height: 320 });
  const rows = page.getByRole('tree', { name: /^Steps/ }).getByRole('treeitem');
  await expect(rows.last()).toContainText('code_interpreter');
  await expect(rows).toHaveCount(14);
  const outside = await rows.evaluateAll((list) =>
    list.flatMap((row) => [...row.querySelectorAll('*')].filter((one) => one.getBoundingClientRect().right > 930)),
  );
  expect(outside).toEqual([]);
  const tops = await rows.evaluateAll((list) => list.map((row) => row.getBoundingClientRect().top));
  expect(tops).toEqual([...tops].sort((a, b) => a - b));
  const main = page.getByRole('main');
  for (const name of ['Zoom in', 'Next row', 'Copy a link to this'])
    await expect(main.getByLabel(name, { exact: true })).toBeHidden();
  await expect(main.getByRole('tab').first()).toBeHidden();
  await page.evaluate(() => window.dispatchEvent(new Event('afterprint')));
});

test('JSON on paper is whole where it was read, and says where it was not', async ({ page, request }) => {
  const { key } = await churn(request);
  await page.route(/\/raw\?step=/, () => {});
  await openLive(page, `/runs/sample/${key}?view=json`);
  await expect(page.getByRole('tree', { name: 'Run' })).toContainText('last_error');
  await print(page);
  const tree = page.getByRole('tree', { name: 'Run' });
  await expect(tree).toContainText('parallel_tool_calls');
  expect(await clipped(page, '[role="tree"]')).toEqual([]);
  await expect(page.getByText('Not read yet').first()).toBeVisible();
});
