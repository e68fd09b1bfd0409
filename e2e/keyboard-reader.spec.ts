import { expect, test } from './fixtures.ts';
import { openKeys, press } from './keys.ts';
import { churn, longRun } from './known-runs.ts';

/** What a screen reader says of the rows of the churn run, in order. */
const ROWS = [
  /^Run run_Qm4T\w+, failed, about 41 seconds$/,
  /^Step 1, Search files, 1 to 3 seconds$/,
  /^Call 1 of 1, file_search, 4 results$/,
  /^Step 2, Write message, I’ll use the definition of churn .*, 3 to 4 seconds$/,
  /^Step 3, Run Python, load and clean accounts, 4 to 8 seconds$/,
  /^Call 1 of 1, code_interpreter, logs, 14 lines$/,
  /^Step 4, Call 2 functions, get_segment_labels, get_price_changes, 8 to 35 seconds$/,
  /^Call 1 of 2, get_segment_labels, answered$/,
  /^Call 2 of 2, get_price_changes, answered$/,
  /^Step 5, Run Python, churn by segment, chart, 35 to 38 seconds$/,
  /^Call 1 of 1, code_interpreter, logs, 12 lines, 1 image$/,
  /^Step 6, Write message, Quarterly churn rose .*, 38 to 40 seconds$/,
  /^Step 7, Run Python, Q4 projection, failed, rate_limit_exceeded, 40 to 41 seconds$/,
  /^Call 1 of 1, code_interpreter, no output$/,
];

test('a screen reader is told each row of the tree once, by one stop', async ({ page, request }) => {
  const run = await churn(request);
  await openKeys(page, `/runs/sample/${run.key}`);
  await expect(page.locator('main')).toHaveAttribute('data-steps', 'complete');
  // The badge above has said the status once.
  await expect(page.getByRole('main').getByRole('paragraph').first()).toHaveText(/^Failed after 41/);
  const tree = page.getByRole('tree', { name: /^Steps of run_Qm4T/ });
  await expect(tree).toMatchAriaSnapshot(`
    - tree /Steps of run_Qm4T\\w+/:
      - /children: equal
      - treeitem /Run run_Qm4T\\w+, failed, about 41 seconds/ [expanded] [level=1]
      - treeitem "Step 1, Search files, 1 to 3 seconds" [expanded] [level=2]
      - treeitem "Call 1 of 1, file_search, 4 results" [level=3]
      - treeitem /Step 2, Write message, .+, 3 to 4 seconds/ [level=2]
      - treeitem "Step 3, Run Python, load and clean accounts, 4 to 8 seconds" [expanded] [level=2]
      - treeitem "Call 1 of 1, code_interpreter, logs, 14 lines" [level=3]
      - treeitem "Step 4, Call 2 functions, get_segment_labels, get_price_changes, 8 to 35 seconds" [expanded] [level=2]
      - treeitem "Call 1 of 2, get_segment_labels, answered" [level=3]
      - treeitem "Call 2 of 2, get_price_changes, answered" [level=3]
      - treeitem "Step 5, Run Python, churn by segment, chart, 35 to 38 seconds" [expanded] [level=2]
      - treeitem "Call 1 of 1, code_interpreter, logs, 12 lines, 1 image" [level=3]
      - treeitem /Step 6, Write message, .+, 38 to 40 seconds/ [level=2]
      - treeitem "Step 7, Run Python, Q4 projection, failed, rate_limit_exceeded, 40 to 41 seconds" [expanded] [level=2] [selected]
      - treeitem "Call 1 of 1, code_interpreter, no output" [level=3]
  `);
  const stop = tree.locator('[role=treeitem][tabindex="0"]');
  await stop.focus();
  await press(page, 'Home');
  for (const name of ROWS) {
    await expect(stop).toBeFocused();
    await expect(stop).toHaveAccessibleName(name);
    await press(page, 'ArrowDown');
  }
  await expect(stop).toHaveAccessibleName(ROWS.at(-1) ?? '');
  await press(page, 'ArrowLeft', 'ArrowLeft');
  await expect(tree).toMatchAriaSnapshot(`
    - treeitem /Step 7, .+/ [expanded=false] [level=2] [selected]
  `);
});

test('the number of steps is open until all are read, and the row with the focus stays', async ({ page, request }) => {
  const run = await longRun(request);
  const { promise: released, resolve: release } = Promise.withResolvers<void>();
  await page.route('**/steps?*', async (route) => {
    await released;
    await route.continue();
  });
  await openKeys(page, `/runs/sample/${run.key}?step=run`);
  const step = page.getByRole('treeitem', { name: /^Step 2, / });
  await expect(step).toHaveAttribute('aria-setsize', '-1');
  await expect(step).toHaveAttribute('aria-posinset', '2');
  release();
  await expect(step).toHaveAttribute('aria-setsize', '400');
  await press(page, 'j');
  const first = page.getByRole('treeitem', { name: /^Step 1, / });
  await expect(first).toBeFocused();
  await first.hover();
  await page.mouse.wheel(0, 5000);
  await expect(page.getByRole('treeitem', { name: /^Step 180, / })).toBeVisible();
  await expect(step).toHaveCount(0);
  await expect(first).toBeFocused();
  await press(page, 'j');
  await expect(step).toBeFocused();
  await expect(step).toBeInViewport();
});

test('there is one polite live region, and one that waits for the end of the run', async ({ page, request }) => {
  const run = await churn(request);
  for (const view of ['timeline', 'conversation', 'json']) {
    await openKeys(page, `/runs/sample/${run.key}?view=${view}`);
    await expect(page.getByRole('status')).toHaveCount(1);
    await expect(page.locator('main [aria-live]')).toHaveCount(1);
    await expect(page.locator('main').getByRole('alert')).toHaveCount(0);
  }
  await openKeys(page, '/runs?source=sample');
  await expect(page.getByRole('status')).toHaveCount(1);
  await expect(page.getByRole('status')).toContainText(/\d+ runs, \d+ failed/);
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
