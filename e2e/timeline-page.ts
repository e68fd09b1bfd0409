import type { Locator, Page } from 'playwright/test';
import { expect } from './fixtures.ts';
import { churn, sampleRun } from './known-runs.ts';
import { openLive } from './pages.ts';

/** What a timeline is made of. */
export function partsOf(page: Page) {
  return {
    start: page.getByRole('slider', { name: 'Start of the visible time' }),
    end: page.getByRole('slider', { name: 'End of the visible time' }),
    minimap: page.locator('[data-minimap]'),
    gap: page.getByRole('button', { name: /hidden\. .*Show it$/ }),
    opened: page.getByRole('button', { name: /of idle time shown/ }),
    skip: page.getByRole('checkbox', { name: 'Skip idle' }),
    follow: page.getByRole('button', { name: /^Follow/ }),
    fit: page.getByRole('button', { name: 'Fit', exact: true }),
    /** What the crosshair says. */
    chip: page.locator('span', { hasText: /^[\d.]+\u202fs · \d\d:\d\d:\d\d$/ }),
  };
}

/** The part of the run's time in view, in milliseconds from its creation. */
export async function inView(page: Page): Promise<[number, number]> {
  const { start, end } = partsOf(page);
  const value = async (slider: Locator) => Number(await slider.getAttribute('aria-valuenow'));
  return [await value(start), await value(end)];
}

/** Opens a run with its timeline. */
export async function openTimeline(page: Page, { key }: { key: string }, query = ''): Promise<void> {
  await openLive(page, `/runs/sample/${key}${query}`);
  if (!query.includes('view=')) await expect(partsOf(page).end).toBeVisible();
}

/** The run of the sample whose id begins so. */
export const openRun = async (page: Page, prefix: string, query?: string) =>
  openTimeline(page, await sampleRun(page.request, prefix), query);

/** The failed run of 41 s with seven steps and a gap. */
export const openChurn = async (page: Page, query?: string) => openTimeline(page, await churn(page.request), query);

/** Presses a key and waits until what it moves has come to rest. */
export async function pressAndRest(page: Page, key: string): Promise<void> {
  await page.keyboard.press(key);
  await page.waitForTimeout(350);
}

/** Where an element is on the page. */
export async function boxOf(locator: Locator) {
  const box = await locator.boundingBox();
  if (!box) throw new Error('not drawn');
  return box;
}

/** Moves the pointer onto the plot, at a share of its width, and gives the instant there in seconds. */
export async function pointAt(page: Page, share: number): Promise<number> {
  const { x, width } = await boxOf(partsOf(page).minimap);
  const row = await boxOf(page.getByRole('treeitem').nth(2));
  await page.mouse.move(x + share * width, row.y + row.height / 2);
  return instant(page);
}

/** The instant under the crosshair, in seconds. */
export async function instant(page: Page): Promise<number> {
  await page.waitForTimeout(50);
  return Number.parseFloat((await partsOf(page).chip.first().textContent()) ?? '');
}

/** Drags across an element, from one share of its width to another. */
export async function dragOn(page: Page, element: Locator, from: number, to: number): Promise<void> {
  const { x, y, width, height } = await boxOf(element);
  await page.mouse.move(x + from * width, y + height / 2);
  await page.mouse.down();
  await page.mouse.move(x + to * width, y + height / 2, { steps: 6 });
  await page.mouse.up();
}
