import type { Locator } from 'playwright/test';
import { expect, test } from './fixtures.ts';
import { churn } from './known-runs.ts';
import { open } from './pages.ts';

/** A colour as the browser computes it on this page, for comparison. */
const system = (locator: Locator, name: string) =>
  locator.evaluate((element, colour) => {
    const probe = document.createElement('i');
    probe.style.cssText = `forced-color-adjust:none;color:${colour}`;
    element.append(probe);
    const { color } = getComputedStyle(probe);
    probe.remove();
    return color;
  }, name);

const styleOf = (locator: Locator, property: string) =>
  locator.evaluate((element, name) => getComputedStyle(element).getPropertyValue(name), property);

for (const colorScheme of ['light', 'dark'] as const) {
  test(`what floats has an edge, and drawings have the colour of the text, in forced ${colorScheme} colours`, async ({
    page,
    request,
  }) => {
    await page.emulateMedia({ forcedColors: 'active', colorScheme });
    const { key } = await churn(request);
    await open(page, `/runs/sample/${key}`);
    const ink = await system(page.locator('body'), 'CanvasText');
    const lines = page.getByRole('main').locator('svg path.fill-none');
    expect(await lines.count()).toBeGreaterThan(4);
    for (const line of await lines.all()) expect(await styleOf(line, 'stroke')).toBe(ink);
    // Time that is not told is hollow, the model's is full.
    const ledger = page.getByRole('group', { name: 'Time ledger' });
    expect(await styleOf(ledger.locator('.ph-model').first(), 'background-color')).toBe(ink);
    const rest = ledger.locator('.ph-unaccounted').first();
    expect(await styleOf(rest, 'background-color')).toBe(await system(page.locator('body'), 'Canvas'));
    // The line below the tabs goes through beneath those that are not chosen.
    const tab = page.getByRole('tab', { name: 'Timing' });
    expect(await styleOf(tab, 'border-bottom-color')).toBe('rgba(0, 0, 0, 0)');
    expect(await styleOf(tab, 'color')).toBe(ink);

    await page.keyboard.press('?');
    const keys = page.getByRole('dialog', { name: 'Keys' });
    await expect(keys).toBeVisible();
    expect(await styleOf(keys, 'outline-style')).toBe('solid');
    expect(await styleOf(keys, 'outline-color')).toBe(ink);
  });
}
