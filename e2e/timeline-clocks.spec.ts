import type { Page } from 'playwright/test';
import { expect, test } from './fixtures.ts';
import { openLive } from './pages.ts';
import { boxOf, inView, partsOf, pointAt, pressAndRest } from './timeline-page.ts';

const THREAD = 'thread_clocks';
const openClock = (page: Page, run: string, query = '') => openLive(page, `/runs/clocks/${THREAD}.${run}${query}`);
const steps = (page: Page) => page.getByRole('treeitem', { name: /^Step/ });

/** Where the bars of the steps are: left and width, in pixels. */
const bars = (page: Page) =>
  steps(page).evaluateAll((rows) =>
    rows.map((row) => {
      const { left, width } = row.querySelector('[data-bar]')?.getBoundingClientRect() ?? { left: NaN, width: NaN };
      return { left: Math.round(left), width: Math.round(width) };
    }),
  );

test('steps without times stand in their order, and it says so', async ({ page }) => {
  await openClock(page, 'run_untimed');
  await expect(page.getByText('order only, the source keeps no times')).toBeVisible();
  await expect(steps(page)).toHaveCount(5);
  const drawn = await bars(page);
  for (const [i, bar] of drawn.entries()) {
    expect(Math.abs(bar.width - (drawn[0]?.width ?? 0))).toBeLessThanOrEqual(1);
    if (i > 0) expect(bar.left).toBeGreaterThan(drawn[i - 1]?.left ?? 0);
  }
  const { skip, start, end } = partsOf(page);
  await expect(skip).toHaveCount(0);
  await expect(page.getByRole('group', { name: 'Time ledger' })).toHaveText('The source gives no times of the steps');
  await expect(page.getByText(/· \d\d:\d\d:\d\d$/)).toHaveCount(0);
  await expect(start).toHaveAttribute('aria-valuetext', 'step 1');
  await expect(end).toHaveAttribute('aria-valuetext', 'step 5');
  await pressAndRest(page, 'w');
  expect((await bars(page))[2]?.width).toBeGreaterThan(drawn[2]?.width ?? 0);
  await page.setViewportSize({ width: 390, height: 844 });
  await expect(page.getByText('order only, the source keeps no times')).toBeInViewport({ ratio: 1 });
});

test('gaps whose texts have no room beside each other can be opened all the same', async ({ page }) => {
  await openClock(page, 'run_days');
  const { gap } = partsOf(page);
  await expect(gap).toHaveCount(3);
  // Opened, the first takes nearly all of the plot.
  await gap.first().click();
  await expect(gap).toHaveCount(2);
  await gap.last().click();
  await expect(gap).toHaveCount(1);
});

test('times of days have their line in the drawer for themselves', async ({ page }) => {
  await openClock(page, 'run_days');
  const rows = page.getByRole('group', { name: 'Lifecycle' }).getByRole('listitem');
  await expect(rows.filter({ hasText: /after ≈\s25\sh/ })).toBeVisible();
  for (const box of await rows.all()) {
    const { height } = await boxOf(box.locator('span').first());
    expect(height).toBeLessThanOrEqual(20);
  }
});

test('steps of one second keep the order of the list', async ({ page }) => {
  await openClock(page, 'run_ties');
  await expect(steps(page)).toHaveCount(6);
  const rows = await steps(page).evaluateAll((all) => all.map((row) => row.getAttribute('data-row')));
  expect(rows).toEqual([1, 2, 3, 4, 5, 6].map((n) => `s.step_ties_${n}`));
  const drawn = await bars(page);
  expect(new Set(drawn.map(({ left }) => left)).size).toBe(1);
  expect(drawn.every(({ width }) => width === 3)).toBe(true);
  await page.getByRole('tab', { name: /^All events/ }).click();
  const events = page.getByRole('tabpanel', { name: /^All events/ });
  const created = events.getByText(/^Step \d created/);
  const seen = new Set(await created.allTextContents());
  await events.getByRole('group').evaluate((box) => box.scrollTo({ top: box.scrollHeight }));
  await expect(created.filter({ hasText: 'Step 6' })).toBeVisible();
  for (const text of await created.allTextContents()) seen.add(text);
  expect([...seen].map((text) => /\d/.exec(text)?.[0])).toEqual(['1', '2', '3', '4', '5', '6']);
});

test('the queue, which no step shows, leads to its stretch of time', async ({ page }) => {
  await openClock(page, 'run_queued', '?view=conversation');
  await page.getByRole('link', { name: 'the queue' }).click();
  await expect.poll(() => inView(page)).toEqual([0, 6_600]);
  await expect(page.getByRole('treeitem', { name: /^Run run_/ })).toHaveAttribute('aria-selected', 'true');
  await page.getByRole('tab', { name: 'Timing' }).click();
  await page.keyboard.press('0');
  await expect.poll(() => inView(page)).toEqual([0, 8_000]);
  await page.getByRole('link', { name: 'creation to start' }).click();
  await expect.poll(() => inView(page)).toEqual([0, 6_600]);
});

test('each gap says why it is hidden, and opens alone', async ({ page }) => {
  await openClock(page, 'run_waits');
  const { gap, opened } = partsOf(page);
  await expect(gap).toHaveCount(3);
  const names = await gap.evaluateAll((all) =>
    all.map((one) => one.getAttribute('aria-label')?.replaceAll('\u202f', ' ')),
  );
  expect(names).toEqual([
    '47 s hidden. Waiting for outputs of 1 tool call. Show it',
    '1 m 03 s hidden. Waiting for outputs of 1 tool call. Show it',
    '37 s hidden. Unaccounted between steps. Show it',
  ]);
  await gap.nth(1).click();
  await expect(gap).toHaveCount(2);
  await expect(opened).toHaveCount(1);
  await expect(page).toHaveURL(/gap=64s/);
  await page.keyboard.press('i');
  await expect(gap).toHaveCount(0);
  await page.keyboard.press('i');
  await expect(gap).toHaveCount(3);
  await expect(opened).toHaveCount(0);
});

test('ticks are round numbers at least 48 px apart, the unit on the first and last, none under a gap', async ({
  page,
}) => {
  await openClock(page, 'run_waits');
  const { minimap, gap } = partsOf(page);
  await expect(gap).toHaveCount(3);
  const plot = await boxOf(minimap);
  const chips = await Promise.all((await gap.all()).map(boxOf));
  const ticks = await page
    .getByText(/^[\d.:]+(\u202f(s|min))?$/)
    .and(page.locator('span[aria-hidden]'))
    .evaluateAll((all) =>
      all.map((tick) => {
        const { left, right } = tick.getBoundingClientRect();
        return { text: tick.textContent ?? '', left, right };
      }),
    );
  expect(ticks.length).toBeGreaterThan(2);
  ticks.forEach(({ text, left, right }, i) => {
    expect(/[a-z]/.test(text)).toBe(i === 0 || i === ticks.length - 1);
    expect(left).toBeGreaterThanOrEqual(plot.x - 1);
    expect(right).toBeLessThanOrEqual(plot.x + plot.width + 1);
    for (const chip of chips) expect(left >= chip.x + chip.width || right <= chip.x).toBe(true);
    if (i > 1)
      expect((left + right) / 2 - ((ticks[i - 1]?.left ?? 0) + (ticks[i - 1]?.right ?? 0)) / 2).toBeGreaterThan(44);
  });
});

test('fingers pinch and pan', async ({ browser }) => {
  const context = await browser.newContext({ hasTouch: true, viewport: { width: 1440, height: 900 } });
  const page = await context.newPage();
  await openClock(page, 'run_waits', '?idle=show');
  const { x, width } = await boxOf(partsOf(page).minimap);
  const row = await boxOf(page.getByRole('treeitem', { name: /^Step 3/ }));
  const at = row.y + row.height / 2;
  const cdp = await context.newCDPSession(page);
  const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', ...xs: number[]) =>
    cdp.send('Input.dispatchTouchEvent', { type, touchPoints: xs.map((left, id) => ({ x: left, y: at, id })) });
  const middle = x + width / 4;
  await touch('touchStart', middle - 20);
  await touch('touchStart', middle - 20, middle + 20);
  for (let i = 1; i <= 8; i++) await touch('touchMove', middle - 20 - i * 5, middle + 20 + i * 5);
  await touch('touchEnd');
  await expect.poll(async () => (await inView(page))[1]).toBeLessThan(120_000);
  const [start, end] = await inView(page);
  // What was between the fingers stays there: a quarter from the left, 50 s.
  expect(Math.abs(start + (end - start) / 4 - 50_000)).toBeLessThan(2_000);
  expect(await page.evaluate(() => visualViewport?.scale)).toBe(1);
  await touch('touchStart', middle);
  for (let i = 1; i <= 8; i++) await touch('touchMove', middle - i * 5);
  await touch('touchEnd');
  await expect.poll(async () => (await inView(page))[0]).toBeGreaterThan(start + 1_000);
  const panned = await inView(page);
  expect(Math.abs(panned[1] - panned[0] - (end - start))).toBeLessThanOrEqual(2);
  await context.close();
});

test('the crosshair tells the time since the beginning and that of the day, and events are lines', async ({ page }) => {
  await openClock(page, 'run_waits');
  await expect(page.locator('[data-event]')).toHaveCount(4);
  const seconds = await pointAt(page, 0.01);
  expect(seconds).toBeLessThan(4);
  await expect(page.getByText(/^\d\.\d\u202fs · \d\d:00:0\d$/)).toBeVisible();
});
