import type { APIRequestContext, Page } from 'playwright/test';
import { expect, test } from './fixtures.ts';
import { type KnownRun, knownRuns } from './known-runs.ts';
import { openLive } from './pages.ts';

// Pictures of every step would take longer than the many pages that are opened here.
test.use({ permissions: ['clipboard-read', 'clipboard-write'], trace: 'off' });

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

/** A view of the timeline eases into its place and is then written into the address (milliseconds). */
const RESTED = 900;

/** The part of the run's time that the address says is in view, in seconds. */
async function inView(page: Page): Promise<{ from: number; to: number } | null> {
  const query = new URL(page.url()).searchParams;
  const [from, to] = [query.get('from'), query.get('to')];
  return from === null || to === null ? null : { from: Number.parseFloat(from), to: Number.parseFloat(to) };
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
    'Zoom in, out': async () => {
      for (const [closer, wider] of [
        ['w', 's'],
        ['+', '-'],
      ] as const) {
        await press(page, closer);
        await expect(page).toHaveURL(/from=.*to=/);
        await press(page, wider);
        await expect(page).not.toHaveURL(/from=/);
      }
    },
    'Pan left, right': async () => {
      await press(page, 'w', 'w');
      await expect.poll(() => inView(page)).not.toBeNull();
      await page.waitForTimeout(RESTED);
      const before = await inView(page);
      await press(page, 'a');
      await expect.poll(async () => (await inView(page))?.from).toBeLessThan(before?.from ?? 0);
      await page.waitForTimeout(RESTED);
      await press(page, 'd');
      await expect.poll(() => inView(page)).toEqual(before);
    },
    'Fit whole run': async () => {
      await press(page, 'w', 'w');
      await expect(page).toHaveURL(/from=/);
      await press(page, '0');
      await expect(page).not.toHaveURL(/from=/);
    },
    'Skip idle on, off': async () => {
      const skips = page.getByRole('checkbox', { name: 'Skip idle' });
      await expect(skips).toBeChecked();
      await press(page, 'i');
      await expect(skips).not.toBeChecked();
      await press(page, 'i');
      await expect(skips).toBeChecked();
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

test('every key of a conversation does what the list of keys says', async ({ page, request }) => {
  const run = await churn(request);
  const current = page.getByRole('article').and(page.locator(':focus'));
  await driveAll(page, `/runs/sample/${run.key}?view=conversation`, {
    'Open by ID or URL': OPEN,
    'Next, previous entry': async () => {
      await press(page, 'j', 'j');
      await expect(current).toHaveCount(1);
      const second = await current.getAttribute('aria-label');
      await press(page, 'j');
      await expect(current).not.toHaveAttribute('aria-label', second ?? '');
      await press(page, 'k');
      await expect(current).toHaveAttribute('aria-label', second ?? '');
    },
    'Next, previous error': async () => {
      await press(page, 'e');
      await expect(page).toHaveURL(/step=step_/);
    },
    'Previous, next run': async () => {
      const way = page.getByRole('link', { name: /^(Previous|Next) run, run_/ }).first();
      const name = (await way.getAttribute('aria-label')) ?? '';
      const href = (await way.getAttribute('href')) ?? '';
      await press(page, name.startsWith('Next') ? ']' : '[');
      await expect(page).toHaveURL(href);
      await expect(page).toHaveURL(/view=conversation/);
    },
    'Timeline or conversation': async () => {
      await press(page, 't');
      await expect(page.getByRole('tree', { name: /^Steps of/ })).toBeVisible();
    },
    'Copy ID, copy link': async () => {
      await press(page, 'e', 'y');
      await copied(page).toMatch(/^step_/);
      await press(page, 'Shift+Y');
      await copied(page).toMatch(/view=conversation&step=step_/);
    },
    'This list': THIS_LIST,
  });
});

test('a run that goes on is followed by L', async ({ page, request }) => {
  const run = (await knownRuns(request, 'sample', 60)).find((one) => one.status === 'in_progress');
  if (!run) throw new Error('no run in progress');
  await openKeys(page, `/runs/sample/${run.key}`);
  expect(await sheet(page)).toMatchObject({ 'Follow live': 'L' });
  const follow = page.getByRole('button', { name: /^Follow/ });
  await expect(follow).toHaveCount(0);
  await press(page, 'w', 'w', 'a');
  await expect(follow).toBeVisible();
  await press(page, 'l');
  await expect(follow).toHaveCount(0);
});

test('/ leads to the find field of a log, and Escape back to its row', async ({ page, request }) => {
  const run = await churn(request);
  await openKeys(page, `/runs/sample/${run.key}`);
  expect(await sheet(page)).not.toHaveProperty('Find or filter');
  await page
    .getByRole('treeitem', { name: /Run Python.*churn by segment/ })
    .first()
    .click();
  const field = page.getByRole('searchbox').first();
  await expect(field).toBeVisible();
  expect(await sheet(page)).toMatchObject({ 'Find or filter': '/' });
  await press(page, '/');
  await expect(field).toBeFocused();
  await press(page, 'e', 'Escape');
  await expect(field).toHaveValue('');
  await press(page, 'Escape');
  await expect(page.getByRole('treeitem', { selected: true })).toBeFocused();
});

test('the runs before and after follow the list that the run was opened from', async ({ page, request }) => {
  await knownRuns(request, 'sample', 60);
  await openKeys(page, '/runs?source=sample&status=failed&sort=duration');
  const links = page.getByRole('grid').getByRole('link');
  await expect(links.nth(3)).toBeVisible();
  const hrefs = await links.evaluateAll((all) => all.map((link) => link.getAttribute('href') ?? ''));
  const at = (n: number) => new RegExp(`${hrefs[n]?.replaceAll('.', '\\.')}(\\?|$)`);
  const names = await links.evaluateAll((all) => all.map((link) => link.getAttribute('title') ?? ''));
  await press(page, 'j', 'j', 'Enter');
  await expect(page).toHaveURL(at(1));
  await expect(page.getByRole('link', { name: `Next run, ${names[2]}` })).toBeVisible();
  await expect(page.getByRole('link', { name: `Previous run, ${names[0]}` })).toBeVisible();
  await press(page, ']');
  await expect(page).toHaveURL(at(2));
  await page.getByRole('link', { name: `Next run, ${names[3]}` }).click();
  await expect(page).toHaveURL(at(3));
  await expect(page.getByRole('link', { name: `Previous run, ${names[2]}` })).toBeVisible();
  await press(page, '[');
  await expect(page).toHaveURL(at(2));
  await page.getByRole('link', { name: 'Runs', exact: true }).last().click();
  await expect(page).toHaveURL(/\/runs\?source=sample&status=failed&sort=duration$/);
});

test('a step that the reader selected stays selected by its number', async ({ page, request }) => {
  const run = await churn(request);
  await openKeys(page, `/runs/sample/${run.key}`);
  const chosen = page.getByRole('treeitem', { selected: true });
  await press(page, 'Home');
  await page.getByRole('treeitem', { name: /^Step 1,/ }).click();
  await expect(page).toHaveURL(/step=/);
  const way = page.getByRole('link', { name: /^(Previous|Next) run, run_/ }).first();
  await way.click();
  await expect(page).toHaveURL(/position=1$/);
  await expect(chosen).toHaveAccessibleName(/^Step 1,/);
});

test('the palette does what the page can do, and opens runs of the same thread', async ({ page, request }) => {
  const run = await churn(request);
  await openKeys(page, `/runs/sample/${run.key}`);
  await press(page, 'Control+k');
  await expect(page.getByRole('group', { name: 'In the same thread' }).getByRole('option')).toHaveCount(3);
  await page.keyboard.type('sh tim');
  await expect(page.getByRole('option', { name: /Show Timing/ })).toHaveAttribute('aria-selected', 'true');
  await press(page, 'Enter');
  await expect(page.getByRole('tab', { name: 'Timing' })).toHaveAttribute('aria-selected', 'true');
  await expect(page.getByRole('combobox')).not.toBeFocused();
  await press(page, 'Control+k');
  await page.keyboard.type('completed');
  await expect(page.getByRole('option').first()).toContainText('completed');
  await press(page, 'Enter');
  await expect(page).not.toHaveURL(new RegExp(run.key));
  await expect(page).toHaveURL(/\/runs\/sample\/thread_/);
});

test('single keys are switched off in this browser, and on again', async ({ page }) => {
  await openKeys(page, '/runs?source=sample');
  await press(page, '?');
  const box = page.getByRole('checkbox', { name: /^Use single keys/ });
  await box.uncheck();
  await press(page, 'Escape', 'j', '/');
  await expect(page.getByRole('row').nth(1)).not.toBeFocused();
  await expect(page.getByRole('searchbox')).not.toBeFocused();
  await page.reload();
  await expect(page.locator('footer')).not.toContainText('move J');
  await press(page, 'ArrowDown');
  await expect(page.getByRole('row').nth(1)).toBeFocused();
  await page.getByRole('button', { name: 'all keys' }).click();
  await box.check();
  await press(page, 'Escape', 'j');
  await expect(page.getByRole('row').nth(2)).toBeFocused();
});

test('a screen reader is told each row of the tree once, by one stop', async ({ page, request }) => {
  const run = await churn(request);
  await openKeys(page, `/runs/sample/${run.key}`);
  await expect(page.locator('main')).toHaveAttribute('data-steps', 'complete');
  const tree = page.getByRole('tree', { name: /^Steps of run_Qm4T/ });
  await expect(tree).toMatchAriaSnapshot(`
    - tree /Steps of run_Qm4T/:
      - treeitem /Run run_Qm4T\\w+, Failed, ≈ 41 s/ [expanded] [level=1]
      - treeitem "Step 1, Search files, 1 to 3 seconds" [expanded] [level=2]
      - treeitem "Call 1 of 1, file_search, 4 results" [level=3]
      - treeitem /Step 2, Write message, I’ll use/ [level=2]
  `);
  await expect(tree.getByRole('treeitem').and(page.locator('[tabindex="0"]'))).toHaveCount(1);
  await expect(page.getByRole('status')).toHaveCount(1);
  await expect(page.locator('main [aria-live]')).toHaveCount(1);
});

test('Tab goes through the page in the order of the screen', async ({ page, request }) => {
  const run = await churn(request);
  await openKeys(page, `/runs/sample/${run.key}?step=run`);
  const places = {
    'skip link': page.getByRole('link', { name: 'Skip to content' }),
    'top bar': page.getByRole('link', { name: 'Runlens' }),
    head: page.getByRole('link', { name: 'Runs', exact: true }).last(),
    minimap: page.getByRole('slider').first(),
    tree: page.getByRole('treeitem', { selected: true }),
    'detail head': page.getByRole('button', { name: 'Next row' }),
    tabs: page.getByRole('tab', { name: 'Rendered' }),
    drawer: page.getByRole('tab', { name: /^Lifecycle/ }),
  };
  const order: string[] = [];
  for (let stop = 0; stop < 60 && !order.includes('drawer'); stop++) {
    await page.keyboard.press('Tab');
    for (const [name, place] of Object.entries(places)) {
      if (await place.evaluate((element) => element === document.activeElement)) order.push(name);
    }
  }
  expect(order).toEqual(Object.keys(places));
  await page.goto(page.url());
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect(page.locator('main')).toBeFocused();
});
