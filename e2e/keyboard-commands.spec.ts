import type { Page } from 'playwright/test';
import { expect, test } from './fixtures.ts';
import { type Checks, copied, driveAll, openKeys, press, sheet, status } from './keys.ts';
import { churn, knownRuns } from './known-runs.ts';

test.use({ permissions: ['clipboard-read', 'clipboard-write'] });

const chosen = (page: Page) => page.getByRole('treeitem', { selected: true });

/** What the palette offers to do, as `J: Next row`. */
async function offered(page: Page): Promise<string[]> {
  await press(page, 'Control+k');
  const options = page.getByRole('group', { name: 'Actions' }).getByRole('option');
  await expect(options.first()).toBeVisible();
  const found = await options.evaluateAll((all) =>
    all.map((option) => {
      const keys = [...option.querySelectorAll('kbd')].map((key) => key.textContent);
      const text = option.cloneNode(true) as Element;
      for (const key of text.querySelectorAll('kbd')) key.remove();
      return `${keys.join(' ')}: ${text.textContent}`;
    }),
  );
  await press(page, 'Escape');
  return found;
}

test('the palette offers what the keys of the page do, with the same keys', async ({ page, request }) => {
  const run = await churn(request);
  await openKeys(page, `/runs/sample/${run.key}`);
  await expect(page.getByRole('link', { name: /^(Previous|Next) run, run_/ }).first()).toBeVisible();
  const found = await offered(page);
  // What can be done with a kept run is offered once it is kept.
  const kept = [': Refresh from the source', ': Delete from the archive'];
  expect(found.filter((each) => !kept.includes(each))).toEqual([
    'J: Next row',
    'K: Previous row',
    '↵: Focus the detail',
    'E: Next error',
    '⇧E: Previous error',
    '[: Previous run',
    ']: Next run',
    '1: Show Rendered of the selected row',
    '2: Show JSON of the selected row',
    '3: Show Timing of the selected row',
    'W: Zoom in',
    'S: Zoom out',
    'A: Pan left',
    'D: Pan right',
    '0: Fit the whole run',
    'I: Skip idle time, or show it',
    'T: Show the conversation',
    'Y: Copy the ID of what is selected',
    '⇧Y: Copy a link to what is in view',
    ': Export the run as JSON bundle',
    ': Export the run as Markdown',
    ': Export the run as JSON Lines',
    ': Copy the run as Markdown',
    ': Share the run by a link',
    ': Import files or pasted JSON',
    ': Replay the run as it streamed',
    ': Settings, access tokens',
    '?: All keys',
  ]);
  const listed = Object.values(await sheet(page)).flatMap((keys) => keys.split(' '));
  // Other keys of these commands, moves within the tree and the palette's own key are not offered.
  const more = ['Ctrl', '↓', '↑', '←', '→', 'Esc', '+', '-', '−'];
  expect(listed.filter((key) => !found.some((each) => each.startsWith(`${key}: `)) && !more.includes(key))).toEqual([]);

  await press(page, 'Control+k');
  await page.getByRole('option', { name: 'Zoom in' }).click();
  await expect(page).toHaveURL(/from=/);
  await press(page, 'Control+k');
  await page.getByRole('option', { name: 'Previous row' }).click();
  await expect(chosen(page)).toHaveAccessibleName(/^Step 6/);
});

const IN_JSON: Checks = {
  'Open by ID or URL': async (page) => {
    await press(page, 'Control+k');
    await expect(page.getByRole('combobox')).toBeFocused();
  },
  'Previous, next run': async (page) => {
    const way = page.getByRole('link', { name: /^(Previous|Next) run, run_/ }).first();
    const name = (await way.getAttribute('aria-label')) ?? '';
    await press(page, name.startsWith('Next') ? ']' : '[');
    await expect(page).not.toHaveURL(/run_Qm4T/);
    await expect(page).toHaveURL(/view=json/);
  },
  'Timeline or conversation': async (page) => {
    await press(page, 't');
    await expect(page.getByRole('tree', { name: /^Steps of/ })).toBeVisible();
  },
  'Copy ID, copy link': async (page) => {
    await press(page, 'y');
    await copied(page).toMatch(/^run_Qm4T/);
    await press(page, 'Shift+Y');
    await copied(page).toMatch(/\?view=json$/);
  },
  'This list': async (page) => {
    await press(page, '?');
    await expect(page.getByRole('dialog', { name: 'Keys' })).toBeVisible();
  },
};

test('every key of the JSON view does what the list of keys says', async ({ page, request }) => {
  const run = await churn(request);
  await driveAll(page, `/runs/sample/${run.key}?view=json`, IN_JSON);
});

test('keys of features that do not exist are neither listed nor bound', async ({ page, request }) => {
  const run = await churn(request);
  const bound = { '/runs?source=sample': ['C', 'N', 'P'], [`/runs/sample/${run.key}`]: ['X', 'C', 'N', 'P'] };
  for (const [path, unknown] of Object.entries(bound)) {
    await openKeys(page, path);
    const keys = Object.values(await sheet(page)).flatMap((each) => each.split(' '));
    for (const key of unknown) expect(keys).not.toContain(key);
    const before = page.url();
    await press(page, ...unknown.map((key) => key.toLowerCase()));
    expect(page.url()).toBe(before);
    await expect.poll(() => page.evaluate(() => document.activeElement?.tagName)).toBe('BODY');
    await expect(page.getByRole('dialog')).toHaveCount(0);
  }
});

test('without single keys a run is still walked by arrows, Enter, Escape and chords', async ({ page, request }) => {
  const run = await churn(request);
  await openKeys(page, `/runs/sample/${run.key}`);
  // The line of keys grows when the runs before and after are known; a button that moves loses a click.
  await expect(page.getByRole('link', { name: /^(Previous|Next) run, run_/ }).first()).toBeVisible();
  await page.getByRole('button', { name: 'all keys' }).click();
  await page.getByRole('checkbox', { name: /^Use single keys/ }).uncheck();
  await press(page, 'Escape');
  await page.reload();
  await openKeys(page, page.url());
  await expect(page.locator('footer')).not.toContainText('zoom');
  const before = page.url();
  await press(page, 'k', 'e', 't', '2', 'w', 'i', ']', '[', 'y', '?');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(chosen(page)).toHaveAccessibleName(/^Step 7/);
  await expect(page.getByRole('tab', { name: 'Rendered' })).toHaveAttribute('aria-selected', 'true');
  expect(page.url()).toBe(before);
  await press(page, 'ArrowUp');
  await expect(chosen(page)).toHaveAccessibleName(/^Step 6/);
  await press(page, 'Enter');
  await expect(page.getByRole('region', { name: /^Step 6/ })).toBeFocused();
  await press(page, 'Escape', 'Escape');
  await expect(chosen(page)).toHaveAccessibleName(/^Run run_/);
  await press(page, 'Control+k');
  await expect(page.getByRole('combobox')).toBeFocused();
  await expect(page.getByRole('option', { name: /Zoom in/ }).locator('kbd')).toHaveCount(0);
});

test('at the ends of a list the keys say so', async ({ page, request }) => {
  await knownRuns(request, 'sample', 60);
  await openKeys(page, '/runs?source=sample&status=failed&sort=duration');
  await press(page, 'j', 'Enter');
  await expect(page.getByRole('link', { name: /^Next run, run_/ })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Previous run' })).toBeDisabled();
  const first = page.url();
  await press(page, '[');
  await expect(status(page)).toContainText('No previous run in the list');
  expect(page.url().startsWith(first)).toBe(true);
});

test('tree and list are one stop for Tab, which stays where the reader was', async ({ page, request }) => {
  const run = await churn(request);
  await openKeys(page, `/runs/sample/${run.key}`);
  const stops = (role: string) => page.locator(`[role=${role}][tabindex="0"]`);
  await expect(stops('treeitem')).toHaveCount(1);
  await press(page, 'k', 'k');
  await expect(stops('treeitem')).toHaveCount(1);
  const here = stops('treeitem');
  await expect(here).toBeFocused();
  const name = (await here.getAttribute('data-row')) ?? '';
  await press(page, 'Tab');
  await expect(page.getByRole('treeitem').and(page.locator(':focus'))).toHaveCount(0);
  await press(page, 'Shift+Tab');
  await expect(here).toBeFocused();
  await expect(here).toHaveAttribute('data-row', name);

  await openKeys(page, '/runs?source=sample');
  await press(page, 'j', 'j', 'j');
  await expect(stops('row')).toHaveCount(1);
  await expect(stops('row')).toBeFocused();
  await expect(page.getByRole('row').nth(3)).toBeFocused();
  await press(page, 'Tab');
  await expect(page.getByRole('row').and(page.locator(':focus'))).toHaveCount(0);
  await press(page, 'Shift+Tab');
  await expect(page.getByRole('row').nth(3)).toBeFocused();
});
