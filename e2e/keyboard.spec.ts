import type { Page } from 'playwright/test';
import { expect, test } from './fixtures.ts';
import { type Checks, copied, driveAll, openKeys, press, sheet, status } from './keys.ts';
import { churn, knownRuns, unfinishedRun } from './known-runs.ts';

// Pictures of every step would take longer than the many pages that are opened here.
test.use({ permissions: ['clipboard-read', 'clipboard-write'], trace: 'off' });

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
  // Failed runs stand still: of others one comes, and one ends, every few minutes.
  const [first, second] = (await knownRuns(request, 'sample', 60)).filter((run) => run.status === 'failed');
  const row = (n: number) => page.getByRole('row').nth(n);
  await driveAll(page, '/runs?source=sample&status=failed', {
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
      await expect(page).toHaveURL(new RegExp(`/runs/sample/${first?.key}`));
    },
    'Copy ID, copy link': async () => {
      await press(page, 'j', 'j', 'y');
      await copied(page).toBe(second?.id ?? '');
      await expect(status(page)).toContainText('Copied run_');
      await press(page, 'Shift+Y');
      await copied(page).toContain(`/runs/sample/${second?.key}`);
    },
    'Select row': async () => {
      const chosen = page.locator('[role="row"][aria-selected="true"]');
      await press(page, 'j', 'x');
      await expect(row(1)).toHaveAttribute('aria-selected', 'true');
      await press(page, 'j', 'j', 'Shift+X');
      await expect(chosen).toHaveCount(3);
      await press(page, 'x');
      await expect(chosen).toHaveCount(2);
      expect((await sheet(page))['Clear the selection']).toBe('Esc');
      await press(page, 'Escape');
      await expect(chosen).toHaveCount(0);
    },
    'This list': THIS_LIST,
  });
});

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
  const run = await unfinishedRun(request, 'in_progress');
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
