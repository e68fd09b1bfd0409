import type { APIRequestContext, Page } from 'playwright/test';
import { expect, test } from './fixtures.ts';
import { type KnownRun, knownRuns } from './known-runs.ts';
import { openLive } from './pages.ts';

test.use({ permissions: ['clipboard-read', 'clipboard-write'] });

/** What a line of the list of keys promises, driven; each begins on a fresh page. */
type Checks = Record<string, (page: Page) => Promise<void>>;

async function openKeys(page: Page, path: string): Promise<void> {
  await openLive(page, path);
  await expect(page.locator('footer')).toContainText('all keys');
}

/** The lines of the list of keys, with the keys of each. */
async function sheet(page: Page): Promise<Record<string, string>> {
  await page.keyboard.press('?');
  const dialog = page.getByRole('dialog', { name: 'Keys' });
  await expect(dialog).toBeVisible();
  const lines = await dialog.locator('dl > div').evaluateAll((rows) =>
    rows.map((row): [string, string] => {
      const keys = [...row.querySelectorAll('kbd')].map((key) => key.textContent ?? '');
      return [row.querySelector('dt')?.textContent ?? '', keys.join(' ')];
    }),
  );
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  return Object.fromEntries(lines);
}

/** Every line that the page lists is driven, and every line that is driven is listed. */
async function driveAll(page: Page, path: string, checks: Checks): Promise<void> {
  await openKeys(page, path);
  expect(Object.keys(await sheet(page)).sort()).toEqual(Object.keys(checks).sort());
  for (const [line, check] of Object.entries(checks)) {
    await test.step(line, async () => {
      await openKeys(page, path);
      await check(page);
    });
  }
}

const press = async (page: Page, ...keys: string[]) => {
  for (const key of keys) await page.keyboard.press(key);
};
const copied = (page: Page) => expect.poll(() => page.evaluate(() => navigator.clipboard.readText()));
const status = (page: Page) => page.getByRole('status').first();

const OPEN: Checks[string] = async (page) => {
  await press(page, 'Control+k');
  await expect(page.getByRole('combobox')).toBeFocused();
  await press(page, 'Escape');
  await expect(page.getByRole('combobox')).not.toBeFocused();
};
const THIS_LIST: Checks[string] = async (page) => {
  await press(page, '?');
  await expect(page.getByRole('dialog', { name: 'Keys' })).toBeVisible();
  await press(page, '?');
  await expect(page.getByRole('dialog', { name: 'Keys' })).toBeHidden();
};

test('every key of the list of runs does what the list of keys says', async ({ page, request }) => {
  const [first, second] = await knownRuns(request, 'sample', 60);
  const row = (n: number) => page.getByRole('row').nth(n);
  await driveAll(page, '/runs?source=sample', {
    'Open by ID or URL': OPEN,
    'Find or filter': async () => {
      await press(page, '/');
      await expect(page.getByRole('searchbox', { name: 'Filter runs' })).toBeFocused();
      await press(page, 'j', '?');
      await expect(page.getByRole('searchbox')).toHaveValue('j?');
    },
    'Next, previous row': async () => {
      await press(page, 'j', 'j');
      await expect(row(2)).toBeFocused();
      await press(page, 'k');
      await expect(row(1)).toBeFocused();
      await press(page, 'ArrowDown');
      await expect(row(2)).toBeFocused();
      await press(page, 'ArrowUp');
      await expect(row(1)).toBeFocused();
    },
    Open: async () => {
      await press(page, 'j', 'Enter');
      await expect(page).toHaveURL(new RegExp(`/runs/sample/${first?.key}$`));
    },
    'Copy ID, copy link': async () => {
      await press(page, 'j', 'j', 'y');
      await copied(page).toBe(second?.id ?? '');
      await expect(status(page)).toContainText('Copied run_');
      await press(page, 'Shift+Y');
      await copied(page).toContain(`/runs/sample/${second?.key}`);
    },
    'This list': THIS_LIST,
  });
});

async function churn(request: APIRequestContext): Promise<KnownRun> {
  const run = (await knownRuns(request, 'sample', 60)).find((one) => one.id.startsWith('run_Qm4T'));
  if (!run) throw new Error('no churn run');
  return run;
}

test('every key of a run does what the list of keys says', async ({ page, request }) => {
  test.setTimeout(90_000);
  const run = await churn(request);
  const chosen = page.getByRole('treeitem', { selected: true });
  const tab = (name: string) => page.getByRole('tab', { name, exact: true });
  await driveAll(page, `/runs/sample/${run.key}`, {
    'Open by ID or URL': OPEN,
    'Next, previous row': async () => {
      await press(page, 'k');
      await expect(chosen).toContainText('Write message');
      await expect(chosen).toBeFocused();
      await press(page, 'j');
      await expect(chosen).toContainText('Step 7, Run Python');
      await press(page, 'ArrowUp', 'ArrowUp', 'ArrowDown');
      await expect(chosen).toContainText('Write message');
    },
    'Fold, unfold; parent, child': async () => {
      await press(page, 'ArrowLeft');
      await expect(chosen).toHaveAttribute('aria-expanded', 'false');
      await press(page, 'ArrowRight');
      await expect(chosen).toHaveAttribute('aria-expanded', 'true');
      await press(page, 'ArrowRight');
      await expect(chosen).toContainText('Call 1 of 1');
      await press(page, 'ArrowLeft');
      await expect(chosen).toContainText('Step 7');
    },
    'Focus detail': async () => {
      await press(page, 'Enter');
      await expect(page.getByRole('region', { name: /^Step 7/ })).toBeFocused();
    },
    'Back out one level': async () => {
      await press(page, 'j', 'Enter');
      await expect(page.getByRole('region', { name: /code_interpreter in Step 7/ })).toBeFocused();
      await press(page, 'Tab', 'Escape');
      await expect(chosen).toBeFocused();
      await expect(chosen).toContainText('Call 1 of 1');
      await press(page, 'Escape');
      await expect(chosen).toContainText('Step 7');
      await press(page, 'Escape');
      await expect(chosen).toContainText('Run run_Qm4T');
      await press(page, 'Escape');
      await expect(chosen).toBeFocused();
    },
    'Next, previous error': async () => {
      await press(page, 'k', 'k', 'e');
      await expect(chosen).toContainText('Step 7');
      await press(page, 'Escape', 'Shift+E');
      await expect(chosen).toContainText('Step 7');
      await press(page, 'e');
      await expect(status(page)).toContainText('No other step failed');
    },
    'Previous, next run': async () => {
      await press(page, 'k');
      await expect(page.getByRole('link', { name: /^(Previous|Next) run, run_/ }).first()).toBeVisible();
      const next = page.getByRole('link', { name: /^Next run, run_/ });
      const way = (await next.count()) > 0 ? next : page.getByRole('link', { name: /^Previous run, run_/ });
      const href = (await way.getAttribute('href')) ?? '';
      await press(page, (await next.count()) > 0 ? ']' : '[');
      await expect(page).toHaveURL(href);
      await expect(page).toHaveURL(/position=6/);
    },
    'Rendered, JSON, Timing': async () => {
      await press(page, '2');
      await expect(tab('JSON')).toHaveAttribute('aria-selected', 'true');
      await press(page, '3');
      await expect(tab('Timing')).toHaveAttribute('aria-selected', 'true');
      await press(page, '1');
      await expect(tab('Rendered')).toHaveAttribute('aria-selected', 'true');
    },
    'Timeline or conversation': async () => {
      await press(page, 't');
      await expect(page.getByRole('region', { name: 'Transcript' })).toBeVisible();
      await expect(page).toHaveURL(/view=conversation/);
      await press(page, 't');
      await expect(chosen).toBeVisible();
    },
    'Copy ID, copy link': async () => {
      await press(page, 'y');
      await copied(page).toMatch(/^step_/);
      await expect(status(page)).toContainText('Copied step_');
      await press(page, 'Shift+Y');
      await copied(page).toMatch(new RegExp(`/runs/sample/${run.key}\\?step=step_`));
    },
    'This list': THIS_LIST,
  });
});
