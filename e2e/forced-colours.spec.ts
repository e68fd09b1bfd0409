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
    await page.keyboard.press('Escape');

    // Behind words stands the ground that the browser gives to buttons; on another one it hides them.
    await page
      .getByRole('button', { name: /^Delete/ })
      .first()
      .click();
    const sure = page.getByRole('dialog').getByRole('button', { name: /^Delete/ });
    await expect(sure).toBeVisible();
    expect(await styleOf(sure, 'background-color')).toBe(await system(sure, 'ButtonFace'));
    await page.keyboard.press('Escape');

    // What is chosen says so, and where the focus is too.
    const view = page.getByRole('button', { name: 'Timeline', exact: true });
    expect(await styleOf(view, 'outline-style')).toBe('solid');
    await view.focus();
    await page.keyboard.press('Shift+Tab');
    await page.keyboard.press('Tab');
    await expect(view).toBeFocused();
    expect(await styleOf(view, 'outline-style')).toBe('double');
  });

  test(`the hit that was gone to and the entry that is current are told apart in forced ${colorScheme} colours`, async ({
    page,
    request,
  }) => {
    await page.emulateMedia({ forcedColors: 'active', colorScheme });
    const { key } = await churn(request);
    await open(page, `/runs/sample/${key}?view=conversation`);
    const here = page.getByRole('main').locator('a[aria-current=page]');
    expect(await styleOf(here, 'outline-style')).toBe('solid');
    await open(page, `/runs/sample/${key}`);
    await page.getByRole('treeitem', { name: /^Step 5,/ }).click();
    await page.getByRole('searchbox', { name: /log/i }).fill('Starter');
    const marks = page.getByRole('region').locator('mark');
    await expect(marks.first()).toBeVisible();
    expect(await styleOf(page.locator('mark[data-on]'), 'outline-style')).toBe('solid');
    expect(await styleOf(page.locator('mark:not([data-on])').first(), 'outline-style')).toBe('none');
    // On a phone the detail lies above the page.
    await page.setViewportSize({ width: 390, height: 844 });
    const sheet = page.getByRole('button', { name: /^(Show|Hide) the detail$/ }).locator('xpath=..');
    expect(await styleOf(sheet, 'outline-style')).toBe('solid');
  });
}
