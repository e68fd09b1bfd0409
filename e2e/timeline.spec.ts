import { expect, test } from './fixtures.ts';
import { churn, unfinishedRun } from './known-runs.ts';
import { openLive } from './pages.ts';
import {
  boxOf,
  dragOn,
  instant,
  inView,
  openChurn,
  openTimeline,
  partsOf,
  pointAt,
  pressAndRest,
} from './timeline-page.ts';

test.use({ contextOptions: { reducedMotion: 'no-preference' } });

test('zoom keeps the time under the pointer, by wheel and by key', async ({ page }) => {
  await openChurn(page);
  for (const share of [0.2, 0.85]) {
    const before = await pointAt(page, share);
    await page.keyboard.down('Control');
    for (let i = 0; i < 3; i++) await page.mouse.wheel(0, -40);
    await page.keyboard.up('Control');
    await expect.poll(() => instant(page)).toBeCloseTo(before, 0);
    const [start, end] = await inView(page);
    expect(end - start).toBeLessThan(38_000);
    await pressAndRest(page, 'w');
    expect(Math.abs((await instant(page)) - before)).toBeLessThan(0.15);
    await pressAndRest(page, '0');
    expect(await inView(page)).toEqual([0, 41_000]);
  }
});

test('the wheel alone scrolls the rows, with Shift it pans', async ({ page }) => {
  await openChurn(page, '?from=2s&to=6s');
  expect(await inView(page)).toEqual([2_000, 6_000]);
  await pointAt(page, 0.5);
  await page.keyboard.down('Shift');
  await page.mouse.wheel(0, 60);
  await page.keyboard.up('Shift');
  await expect.poll(async () => (await inView(page))[0]).toBeGreaterThan(2_100);
  const [start, end] = await inView(page);
  expect(end - start).toBeCloseTo(4_000, -1);
  await page.mouse.wheel(0, 60);
  await page.waitForTimeout(300);
  expect(await inView(page)).toEqual([start, end]);
});

test('the view stands in the address, survives a reload and fills no history', async ({ page }) => {
  await openChurn(page);
  const steps = await page.evaluate(() => history.length);
  await dragOn(page, partsOf(page).minimap, 0.05, 0.3);
  await expect(page).toHaveURL(/from=[\d.]+s&to=[\d.]+s/);
  const before = await inView(page);
  expect(await page.evaluate(() => history.length)).toBe(steps);
  await page.reload();
  await expect.poll(() => inView(page)).toEqual(before);
  await expect(
    page
      .getByRole('treeitem')
      .filter({ has: page.locator('[data-reveal]') })
      .first(),
  ).toBeVisible();
});

test('the brush is drawn, moved, resized by handles and keys, and given up', async ({ page }) => {
  await openChurn(page);
  const { minimap, start, end } = partsOf(page);
  await dragOn(page, minimap, 0.1, 0.4);
  const [from, to] = await inView(page);
  expect(to).toBeLessThan(12_000);
  await dragOn(page, minimap, 0.25, 0.15);
  const moved = await inView(page);
  expect(moved[0]).toBeLessThan(from);
  expect(moved[1]).toBeLessThan(to);
  await dragOn(page, minimap, 0.3, 0.9);
  expect((await inView(page))[0]).toBe(moved[0]);
  expect((await inView(page))[1]).toBeGreaterThan(35_000);
  await end.focus();
  await page.keyboard.press('ArrowLeft');
  await expect(end).toHaveAttribute('aria-valuetext', /^[\d.]+ seconds$/);
  await start.focus();
  await page.keyboard.press('Home');
  expect((await inView(page))[0]).toBe(0);
  await minimap.dblclick({ position: { x: 300, y: 20 } });
  await expect.poll(() => inView(page)).toEqual([0, 41_000]);
  await expect(page).not.toHaveURL(/from=/);
});

test('a gap says why it is hidden and is opened alone', async ({ page }) => {
  await openChurn(page);
  const { gap, opened, skip } = partsOf(page);
  await expect(gap).toHaveAccessibleName(/^24\ss hidden\. Waiting for outputs of 2 tool calls\. Show it$/);
  await gap.hover();
  await expect(page.getByRole('tooltip')).toContainText(
    'Waiting for outputs of 2 tool calls. Press I to show idle time.',
  );
  await gap.click();
  await expect(opened).toHaveAttribute('aria-expanded', 'true');
  await expect(skip).toBeChecked();
  await expect(page).toHaveURL(/gap=8s/);
  await page.reload();
  await expect(opened).toBeVisible();
  await opened.click();
  await expect(gap).toBeVisible();
  await expect(page).not.toHaveURL(/gap=/);
});

test('idle time is skipped by choice, and bars keep their true lengths', async ({ page }) => {
  await openChurn(page);
  const { gap, skip } = partsOf(page);
  const waited = page.getByRole('treeitem', { name: /Call 2 functions/ });
  const width = async () => (await boxOf(waited.locator('[data-bar]'))).width;
  const before = await width();
  await expect(waited).toContainText('27\u202fs');
  await page.keyboard.press('i');
  await expect(skip).not.toBeChecked();
  await expect(gap).toHaveCount(0);
  expect(await width()).toBeGreaterThan(before * 1.5);
  await expect(waited).toContainText('27\u202fs');
  await expect(page).toHaveURL(/idle=show/);
  await skip.click();
  await expect(gap).toBeVisible();
  await expect(page).not.toHaveURL(/idle=/);
});

test('keys zoom, pan and fit, and belong to a field that has the focus', async ({ page }) => {
  await openChurn(page);
  await pressAndRest(page, '+');
  const [start, end] = await inView(page);
  expect(end - start).toBeLessThan(40_000);
  await pressAndRest(page, 'd');
  expect((await inView(page))[0]).toBeGreaterThan(start);
  await pressAndRest(page, 'a');
  await pressAndRest(page, 's');
  expect(await inView(page)).toEqual([0, 41_000]);
  await page.keyboard.press('Control+k');
  await expect(page.getByRole('combobox')).toBeFocused();
  await page.keyboard.type('wwi');
  await page.waitForTimeout(350);
  expect(await inView(page)).toEqual([0, 41_000]);
  await expect(partsOf(page).skip).toBeChecked();
});

test('a double click on the plot shows everything and leaves the focus where it is', async ({ page }) => {
  await openChurn(page, '?from=2s&to=6s');
  await pointAt(page, 0.5);
  const { x, width } = await boxOf(partsOf(page).minimap);
  const row = await boxOf(page.getByRole('treeitem', { name: /^Step 2/ }));
  await page.mouse.dblclick(x + width / 2, row.y + 10);
  await expect.poll(() => inView(page)).toEqual([0, 41_000]);
  await expect(page.getByRole('treeitem', { selected: true })).toHaveAccessibleName(/^Step 2/);
  expect(await page.evaluate(() => document.activeElement?.closest('[role="region"]') ?? null)).toBeNull();
});

test('a drag pans without selecting, and an arrow leads to a bar that is out of view', async ({ page }) => {
  await openChurn(page, '?from=2s&to=6s');
  const selected = page.getByRole('treeitem', { selected: true });
  const name = (await selected.getAttribute('data-row')) ?? '';
  await pointAt(page, 0.5);
  await dragOn(page, page.getByRole('treeitem', { name: /^Step 2/ }), 0.8, 0.6);
  await expect.poll(async () => (await inView(page))[0]).toBeGreaterThan(2_300);
  await expect(selected).toHaveAttribute('data-row', name);
  const last = page.getByRole('treeitem', { name: /^Step 7/ });
  await last.locator('[data-reveal]').click();
  await expect(last.locator('[data-bar]')).toBeVisible();
});

test('a run that goes on is followed until the reader moves', async ({ page }) => {
  await openTimeline(page, await unfinishedRun(page.request, 'in_progress'));
  const { follow, fit } = partsOf(page);
  await expect(follow).toHaveCount(0);
  await page.keyboard.press('w');
  await expect(follow).toBeVisible();
  await page.waitForTimeout(400);
  const bars = () =>
    page.getByRole('treeitem').evaluateAll((rows) =>
      rows.flatMap((row) => {
        const bar = row.querySelector('[data-bar]');
        if (!bar || bar.className.includes('pulse')) return [];
        const { left, width } = bar.getBoundingClientRect();
        return [[row.getAttribute('data-row'), Math.round(left * 10), Math.round(width * 10)]];
      }),
    );
  const before = await bars();
  expect(before.length).toBeGreaterThan(0);
  await page.waitForTimeout(3_000);
  expect((await bars()).filter(([id]) => before.some(([known]) => known === id))).toEqual(before);
  await page.keyboard.press('l');
  await expect(follow).toHaveCount(0);
  await expect(page).toHaveURL(/follow=/);
  await fit.click();
  await expect(page).not.toHaveURL(/follow=/);
});

test('panes are resized by key and by drag, remembered, and reset', async ({ page }) => {
  await openChurn(page);
  const tree = page.getByRole('separator', { name: 'Width of the steps' });
  const detail = page.getByRole('separator', { name: 'Width of the detail' });
  await expect(tree).toHaveAttribute('aria-valuenow', '352');
  await tree.focus();
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('Shift+ArrowLeft');
  await expect(tree).toHaveAttribute('aria-valuenow', '272');
  await page.keyboard.press('Home');
  await expect(tree).toHaveAttribute('aria-valuenow', '220');
  const { x, y } = await boxOf(detail);
  await page.mouse.move(x + 4, y + 100);
  await page.mouse.down();
  await page.mouse.move(x + 124, y + 100, { steps: 4 });
  await page.mouse.up();
  await expect(detail).toHaveAttribute('aria-valuenow', '428');
  await page.reload();
  await expect(tree).toHaveAttribute('aria-valuenow', '220');
  await expect(detail).toHaveAttribute('aria-valuenow', '428');
  await detail.dblclick({ position: { x: 4, y: 60 } });
  await expect(detail).toHaveAttribute('aria-valuenow', '548');
});

for (const [width, height] of [
  [1440, 900],
  [1024, 768],
  [390, 844],
] as const) {
  test(`nothing stands over the edge of the plot at ${width} px`, async ({ page }) => {
    await page.setViewportSize({ width, height });
    const run = await churn(page.request);
    for (const query of ['', '?idle=show', '?from=2s&to=9s', '?from=36s&to=41s']) {
      await openLive(page, `/runs/sample/${run.key}${query}`);
      await expect(page.locator('[data-bar]').first()).toBeVisible();
      const over = await page.getByRole('treeitem').evaluateAll((rows) =>
        rows.flatMap((row) =>
          [...row.querySelectorAll('[data-bar], [data-bar] ~ bdi, [data-reveal]')].flatMap((part) => {
            const own = part.getBoundingClientRect();
            const track = part.parentElement?.getBoundingClientRect();
            const inside = track && own.left >= track.left - 7 && own.right <= track.right + 7;
            return inside || own.width === 0 ? [] : [part.textContent];
          }),
        ),
      );
      expect(over).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
    }
  });
}
