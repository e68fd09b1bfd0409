import type { APIRequestContext } from 'playwright/test';
import { expect, test } from './fixtures.ts';
import { churn } from './known-runs.ts';
import { openLive } from './pages.ts';

const churnPath = async (request: APIRequestContext) => `/runs/sample/${(await churn(request)).key}`;

test('a failed run reads as a conversation from its question to its failure', async ({ page, request }) => {
  await openLive(page, await churnPath(request));
  await page.keyboard.press('t');
  await expect(page).toHaveURL(/\?view=conversation$/);
  const entries = page.getByRole('feed').getByRole('article');
  await expect(entries.first()).toContainText(/Which .*segments .*churn in Q3 2026/);
  await expect(entries.first()).toContainText('accounts_2026q3.csv');
  await expect(page.getByRole('feed')).toContainText(/Waited at most ≈.27.s for both outputs/);
  const aside = page.getByRole('complementary', { name: 'About this run' });
  await expect(aside.getByRole('link', { name: /run_/ })).toHaveCount(3);
  await expect(aside).toContainText('cited 4 times');
  const outline = page.getByRole('navigation', { name: 'Outline' });
  await expect(outline.getByRole('link')).toHaveCount(9);
  await outline.getByRole('link', { name: /^Failed/ }).click();
  const end = page.getByRole('article', { name: /^Run failed/ });
  await expect(end).toBeInViewport({ ratio: 0.9 });
  await expect(end).toContainText('28,840');
  await end.getByRole('button', { name: /Open step 7/ }).click();
  await expect(page.getByRole('region', { name: /Step 7/ })).toContainText('rate_limit_exceeded');
  await expect(page).toHaveURL(/\?step=step_\w+$/);
});

test('a citation leads to the passage that a search found, and back', async ({ page, request }) => {
  await openLive(page, `${await churnPath(request)}?view=conversation`);
  const outline = page.getByRole('navigation', { name: 'Outline' });
  await outline
    .getByRole('link', { name: /^Write message/ })
    .last()
    .click();
  const chip = page.getByRole('link', { name: 'Source 3', exact: true });
  await chip.focus();
  await page.keyboard.press('Shift');
  await chip.hover();
  await expect(page.getByRole('tooltip')).toContainText('On 1 July 2026');
  await chip.click();
  await expect(page).toHaveURL(/view=conversation&step=step_\w+&call=0&result=2$/);
  const result = page.getByRole('article', { name: /^Result 3/ });
  await expect(result).toBeInViewport();
  await expect(result).toHaveAttribute('aria-current', 'true');
  await expect(result.locator('mark')).toHaveText('On 1 July 2026 the monthly Starter price rose from $19 to $29.');
  await expect(page.getByRole('article', { name: /^Result 4/ })).toContainText('retrieved, never cited');
  await result.getByRole('link', { name: /cited in message 2/ }).click();
  await expect(page.getByRole('article', { name: /^Step 6, Write message/ })).toBeInViewport();
  // The head and the strips above it have not been scrolled away.
  await expect(page.getByRole('heading', { level: 1 })).toBeInViewport();
});

test('a citation that is followed by keys takes the focus with it', async ({ page, request }) => {
  await openLive(page, await churnPath(request));
  await page.getByRole('treeitem', { name: /^Step 6, Write message/ }).click();
  const detail = page.getByRole('region', { name: /Step 6, Write message/ });
  await detail.getByRole('link', { name: 'Source 3', exact: true }).press('Enter');
  const result = page.getByRole('article', { name: /^Result 3/ });
  await expect(result).toBeFocused();
  await result.getByRole('link', { name: /cited in message 2/ }).press('Enter');
  const source = detail.getByRole('link', { name: 'Source 3', exact: true });
  await expect(source).toBeFocused();
  await expect(source).toHaveAttribute('aria-current', 'true');
  await expect(page).toHaveURL(/[?&]result=2$/);
});

test('the JSON of everything is read as it comes into view', async ({ page, request }) => {
  const asked: string[] = [];
  page.on('request', (one) => {
    if (one.url().includes('/raw')) asked.push(one.url());
  });
  await openLive(page, `${await churnPath(request)}?view=json`);
  const sections = page.getByRole('list', { name: 'JSON' }).getByRole('listitem');
  await expect(sections.first()).toContainText('object: "thread.run"');
  expect(asked.length).toBeLessThan(8);
  await page
    .getByRole('navigation', { name: 'Outline' })
    .getByRole('link', { name: /^Call 2 functions/ })
    .click();
  const step = page.getByRole('listitem', { name: /^Step 4,/ });
  await expect(step).toContainText('get_segment_labels');
  const download = page.waitForEvent('download');
  await step.getByRole('link', { name: 'Download step 4' }).click();
  expect((await download).suggestedFilename()).toMatch(/^step_\w+\.json$/);
});

test('the drawer tells the life of a run, and remembers that it was folded', async ({ page, request }) => {
  const path = await churnPath(request);
  await openLive(page, path);
  await expect(page.getByRole('tabpanel', { name: 'Lifecycle' })).toContainText(/Failed\s*rate_limit_exceeded/);
  await page.getByRole('tab', { name: /^Files 3/ }).click();
  await expect(page).toHaveURL(/drawer=files$/);
  const files = page.getByRole('list', { name: 'Files of the run' });
  await expect(files).toContainText('churn_by_segment.png');
  await files.getByRole('button', { name: 'made in step 5' }).click();
  await expect(page.getByRole('treeitem', { selected: true })).toContainText('Run Python');
  await page.getByRole('button', { name: 'Fold', exact: true }).click();
  await expect(page).not.toHaveURL(/drawer/);
  await page.reload();
  await expect(page.getByRole('button', { name: 'Unfold', exact: true })).toBeVisible();
  await expect(page.getByText('Resumed')).toBeHidden();
});
