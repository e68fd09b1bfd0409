import type { Locator, Page } from 'playwright/test';
import { expect, test } from './fixtures.ts';
import { churn, unfinishedRun } from './known-runs.ts';
import { openLive } from './pages.ts';

const LOW = { width: 1440, height: 560 };

/** How far an element is scrolled down and sideways (px). */
const scrolled = (element: Locator) =>
  element.evaluate(({ scrollTop, scrollLeft }) => [Math.round(scrollTop), Math.round(scrollLeft)]);

/** Scrolls by wheel over an element until the address says so; then it stands there again when the page is loaded anew. */
async function expectKept(page: Page, element: Locator, by: { x?: number; y?: number }, says: RegExp): Promise<void> {
  await element.hover();
  await page.mouse.wheel(by.x ?? 0, by.y ?? 0);
  await expect(page).toHaveURL(says);
  await page.waitForTimeout(500);
  const [address, before] = [page.url(), await scrolled(element)];
  expect(Math.max(...before)).toBeGreaterThan(0);
  await page.reload();
  const isSame = async () => {
    const now = await scrolled(element);
    return now.every((each, i) => Math.abs(each - (before[i] ?? 0)) <= 2);
  };
  await expect.poll(isSame).toBe(true);
  await page.waitForTimeout(500);
  expect(await isSame()).toBe(true);
  expect(page.url()).toBe(address);
}

test('the drawer is where it was scrolled to, whatever is selected, until another of its tabs is', async ({
  page,
  request,
}) => {
  await openLive(page, `/runs/sample/${(await churn(request)).key}?drawer=events`);
  const events = page.getByRole('group', { name: 'All events' });
  await expectKept(page, events, { y: 150 }, /&top\.drawer=\d/);
  await page.keyboard.press('j');
  await expect(page).toHaveURL(/step=.*&top\.drawer=\d/);
  await page.getByRole('tab', { name: /^Parameters/ }).click();
  await expect(page).not.toHaveURL(/top\.drawer/);
  const parameters = page.getByRole('group', { name: 'Parameters' });
  await expect(parameters).toBeVisible();
  expect(await scrolled(parameters)).toEqual([0, 0]);
});

test('what stands around a conversation is where it was scrolled to', async ({ page, request }) => {
  await page.setViewportSize(LOW);
  const path = `/runs/sample/${(await churn(request)).key}?view=conversation&more=aside.instructions`;
  await openLive(page, path);
  await expectKept(page, page.getByRole('complementary', { name: 'About this run' }), { y: 90 }, /&top\.aside=\d/);
  await page.setViewportSize({ width: 1440, height: 420 });
  await openLive(page, path);
  const outline = page.getByRole('navigation', { name: 'Outline' }).locator('[data-top]');
  await expectKept(page, outline, { y: 60 }, /&top\.outline=\d/);
});

test('wide lines are where they were scrolled to sideways, of what is selected and of cards', async ({
  page,
  request,
}) => {
  await page.setViewportSize({ width: 760, height: 768 });
  const path = `/runs/sample/${(await churn(request)).key}`;
  const input = page.getByRole('group', { name: 'Input, text' });
  await openLive(page, `${path}?position=3&call=0`);
  await expectKept(page, input, { x: 60 }, /&left\.1=60$/);
  await page.getByRole('button', { name: 'Wrap lines' }).first().click();
  await expect(page).not.toHaveURL(/left/);
  await openLive(page, `${path}?view=conversation&open=3.1`);
  await input.scrollIntoViewIfNeeded();
  await expectKept(page, input, { x: 60 }, /&left\.3\.1=60/);
});

test('words that are looked for in cards are there again, whatever is selected', async ({ page, request }) => {
  await openLive(page, `/runs/sample/${(await churn(request)).key}?view=conversation&open=3.1,5.1`);
  const field = page.getByRole('searchbox', { name: 'Find in logs' });
  await field.last().fill('churn');
  await expect(page).toHaveURL(/&find\.turn\.5\.1=churn&/);
  await field.first().fill('rows');
  await expect(page).toHaveURL(/&find\.turn\.5\.1=churn&find\.turn\.3\.1=rows&/);
  await page.keyboard.press('Enter');
  const shown = await field.locator('xpath=..').allTextContents();
  await page.reload();
  await expect(field.last()).toHaveValue('churn');
  await expect(field.first()).toHaveValue('rows');
  await expect.poll(() => field.locator('xpath=..').allTextContents()).toEqual(shown);
});

test('a card that was opened where it stood is there again', async ({ page, request }) => {
  await openLive(page, `/runs/sample/${(await churn(request)).key}?view=conversation`);
  const card = page.getByRole('button', { name: /^code_interpreter.*load and clean/ });
  await card.click();
  await expect(page).toHaveURL(/&top=\d/);
  const before = await card.evaluate((element) => element.getBoundingClientRect().top);
  await page.reload();
  await expect.poll(() => card.evaluate((e) => e.getBoundingClientRect().top)).toBeLessThanOrEqual(before + 2);
  await page.waitForTimeout(500);
  expect(Math.abs((await card.evaluate((e) => e.getBoundingClientRect().top)) - before)).toBeLessThanOrEqual(2);
});

test('on a phone Tab goes through the head of a run as its buttons stand, which are two lines', async ({
  page,
  request,
}) => {
  await page.setViewportSize({ width: 390, height: 844 });
  for (const run of [await churn(request), await unfinishedRun(request, 'requires_action')]) {
    await openLive(page, `/runs/sample/${run.key}`);
    const share = page.getByRole('button', { name: 'Share', exact: true });
    await expect(share).toBeVisible();
    await page.getByRole('heading', { level: 1 }).getByRole('button').last().focus();
    const isThere = () => share.evaluate((element) => document.activeElement === element);
    for (let stop = 0; stop < 16 && !(await isThere()); stop++) {
      await page.keyboard.press('Tab');
      await page.evaluate((at) => document.activeElement?.setAttribute('data-stop', String(at)), stop);
    }
    expect(await isThere()).toBe(true);
    // All at once: what a live run says of itself moves what stands beside it.
    const stops = await page.locator('[data-stop]').evaluateAll((elements) =>
      elements
        .sort((a, b) => Number(a.getAttribute('data-stop')) - Number(b.getAttribute('data-stop')))
        .map((element) => ({ says: element.textContent, box: element.getBoundingClientRect() }))
        .map(({ says, box }) => ({ says, left: box.left, top: box.top + box.height / 2 })),
    );
    let lines = 0;
    for (const [i, { says, left, top }] of stops.entries()) {
      const last = stops[i - 1] ?? { left: 0, top: 0 };
      if (top > last.top + 8) lines++;
      else expect(left, `${says} stands before what Tab left`).toBeGreaterThan(last.left);
    }
    expect(lines).toBe(2);
  }
});
