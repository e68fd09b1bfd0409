import { expect, test } from './fixtures.ts';
import { churn, knownRuns, unfinishedRun } from './known-runs.ts';
import { FAILED_ANSWER, openLive } from './pages.ts';

test('a failed run opens on its first failing step, and the selection stands in the address', async ({
  page,
  request,
}) => {
  const { key } = await churn(request);
  await openLive(page, `/runs/sample/${key}`);
  const tree = page.getByRole('tree');
  const selected = tree.getByRole('treeitem', { selected: true });
  await expect(selected).toContainText('Run Python');
  await expect(page.getByRole('region', { name: /Run Python/ })).toContainText('rate_limit_exceeded');
  await tree.getByRole('treeitem', { name: /Search files/ }).click();
  await expect(page).toHaveURL(/step=step_/);
  await page.reload();
  await expect(selected).toContainText('Search files');
  const detail = page.getByRole('region', { name: /Search files/ });
  await expect(detail).toContainText('0.91');
  await expect(detail).toContainText('churn_definitions.pdf');
  await expect(detail).toContainText(/An account counts as churned/);
});

test('code, logs with colours, an image, functions and messages are readable', async ({ page, request }) => {
  const { key } = await churn(request);
  await openLive(page, `/runs/sample/${key}`);
  const item = (name: RegExp) => page.getByRole('tree').getByRole('treeitem', { name });
  await item(/Run Python, churn by segment|Run Python.*churn by segment/)
    .first()
    .click();
  const detail = page.getByRole('region', { name: /Run Python/ });
  await expect(detail).toContainText('import matplotlib.pyplot as plt');
  await expect(detail).toContainText('DtypeWarning: columns (11) have mixed types');
  expect(await detail.innerText()).not.toContain('[33m');
  const image = detail.locator('img').first();
  await image.scrollIntoViewIfNeeded();
  await expect.poll(async () => image.evaluate((node) => (node as HTMLImageElement).naturalWidth)).toBeGreaterThan(300);
  await item(/Call 2 functions/).click();
  await expect(page.getByRole('region', { name: /Call 2 functions/ })).toContainText('get_price_changes');
  await item(/Write message.*Quarterly|Write message.*churn rose/i)
    .first()
    .click();
  await expect(page.getByRole('region', { name: /Write message/ }).getByRole('table')).toContainText('Starter');
});

test('tabs show the JSON as received and every instant', async ({ page, request }) => {
  const { key } = await churn(request);
  await openLive(page, `/runs/sample/${key}?step=run`);
  const detail = page.getByRole('region', { name: /Run/ }).first();
  await expect(detail).toContainText('Instructions');
  await page.getByRole('tab', { name: 'JSON' }).click();
  await expect(page).toHaveURL(/tab=json/);
  await expect(page.getByRole('tabpanel', { name: 'JSON' })).toContainText('"thread.run"');
  await page.getByRole('tab', { name: 'Timing' }).click();
  await expect(page.getByRole('tabpanel', { name: 'Timing' })).toContainText('Created');
});

test('the tree is walked by keyboard', async ({ page, request }) => {
  const { key } = await churn(request);
  await openLive(page, `/runs/sample/${key}?step=run`);
  const selected = page.getByRole('treeitem', { selected: true });
  await selected.focus();
  await page.keyboard.press('ArrowDown');
  await expect(selected).toContainText('Search files');
  await expect(selected).toHaveAttribute('aria-expanded', 'true');
  await page.keyboard.press('ArrowLeft');
  await expect(selected).toHaveAttribute('aria-expanded', 'false');
  await page.keyboard.press('j');
  await expect(selected).toContainText('Write message');
  await page.keyboard.press('End');
  await expect(selected).toContainText('code_interpreter');
  await expect(selected).toBeFocused();
});

test('four hundred steps arrive as a stream, each once, and nothing is fetched twice', async ({ page, request }) => {
  const counted = await Promise.all(
    (await knownRuns(request, 'sample', 60))
      .filter((one) => one.status === 'completed')
      .map(async (run) => {
        const answer = await request.get(`/api/runs/sample/${run.key}/summary`);
        const { steps } = (await answer.json()) as { steps: number };
        return { run, steps };
      }),
  );
  const long = counted.find((one) => one.steps >= 400)?.run;
  if (!long) throw new Error('no run of 400 steps');
  const asked: string[] = [];
  page.on('request', (sent) => {
    if (/\/steps(\?|$)/.test(sent.url())) asked.push(sent.url());
  });
  await openLive(page, `/runs/sample/${long.key}`);
  await expect(page.locator('main')).toHaveAttribute('data-steps', 'complete');
  expect(asked).toHaveLength(1);
  expect(asked[0]).toContain('cursor=');
  await expect(page.getByText(/\b400 steps\b/).first()).toBeVisible();
});

test('a run in progress is listened to, not asked for, and its selection stays with the reader', async ({
  page,
  request,
}) => {
  const run = await unfinishedRun(request, 'in_progress');
  const asked: string[] = [];
  page.on('request', (sent) => void asked.push(new URL(sent.url()).pathname));
  await openLive(page, `/runs/sample/${run.key}?step=run`);
  await expect(page.getByRole('button', { name: 'Live, how this run is followed' })).toBeVisible();
  await page.waitForTimeout(5_000);
  expect(asked.filter((path) => path === '/api/runs/events')).toHaveLength(1);
  expect(asked).not.toContain(`/api/runs/sample/${run.key}`);
  await expect(page.getByRole('treeitem', { selected: true })).toContainText('run_');
});

test.describe('sources that lack something', () => {
  test.use({ allowedErrors: [FAILED_ANSWER] });

  test('a run without steps is shown with the reason', async ({ page, request }) => {
    const { key } = await churn(request);
    await openLive(page, `/runs/no-steps/${key}`);
    await expect(page.locator('main')).toContainText(/cannot list the steps/);
    await expect(page.locator('main')).toContainText('gpt-4.1');
  });

  test('a run that is not there answers 404 and says what to do', async ({ page }) => {
    const response = await page.goto('/runs/sample/thread_none.run_none');
    expect(response?.status()).toBe(404);
    await expect(page.locator('main')).toContainText(/run/i);
  });
});

test('on a phone the detail is a sheet below the steps', async ({ page, request }) => {
  const { key } = await churn(request);
  await page.setViewportSize({ width: 390, height: 844 });
  await openLive(page, `/runs/sample/${key}`);
  await expect(page.getByRole('tree')).toBeVisible();
  await expect(page.getByRole('region', { name: /Run Python/ })).toBeVisible();
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
});
