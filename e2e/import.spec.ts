import type { Page } from 'playwright/test';
import { recordings } from './environment.ts';
import { expect, expectAccessible, test } from './fixtures.ts';
import { FAILED_ANSWER } from './pages.ts';

let made = 0;

/** A run with a step, of ids that no other test has. */
function someRun() {
  const name = `${Date.now().toString(36)}${made++}`;
  const [id, thread_id] = [`run_imp${name}`, `thread_imp${name}`];
  const run = {
    id,
    object: 'thread.run',
    thread_id,
    status: 'completed',
    created_at: 1_700_000_000,
    completed_at: 1_700_000_040,
  };
  const step = {
    id: `step_imp${name}`,
    object: 'thread.run.step',
    thread_id,
    run_id: id,
    status: 'completed',
    type: 'tool_calls',
    created_at: 1_700_000_001,
    completed_at: 1_700_000_030,
    step_details: {
      type: 'tool_calls',
      tool_calls: [{ id: 'call_1', type: 'code_interpreter', code_interpreter: { input: 'print(42)', outputs: [] } }],
    },
  };
  return { run, step, address: `/runs/file/${thread_id}.${id}` };
}

/** Drops files on whatever is in the middle of the page, as a person does who drags them over it first. */
async function drop(page: Page, files: readonly { name: string; text: string }[]): Promise<void> {
  const transfer = await page.evaluateHandle((given) => {
    const data = new DataTransfer();
    for (const { name, text } of given) data.items.add(new File([text], name));
    return data;
  }, files);
  // As while it is held over the page, which may not listen yet.
  await expect(async () => {
    await page.dispatchEvent('main', 'dragover', { dataTransfer: transfer });
    await expect(page.getByText('Drop to import')).toBeVisible({ timeout: 1_000 });
  }).toPass();
  await page.dispatchEvent('main', 'drop', { dataTransfer: transfer });
  await expect(page.getByText('Drop to import')).toBeHidden();
}

/** Pastes a text where the focus is. */
async function paste(page: Page, text: string): Promise<void> {
  await page.evaluate((pasted) => {
    const data = new DataTransfer();
    data.setData('text/plain', pasted);
    const target = document.activeElement ?? document.body;
    target.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
  }, text);
}

const report = (page: Page) => page.getByRole('region', { name: 'Report' });

test('files dropped on any page are imported; the report names what was refused, and the run opens', async ({
  page,
}) => {
  const { run, step, address } = someRun();
  await page.goto('/runs');
  await expect(page.getByRole('grid')).toBeVisible();
  await drop(page, [
    { name: 'run.json', text: JSON.stringify(run) },
    { name: 'steps.jsonl', text: JSON.stringify(step) },
    { name: 'broken.json', text: '{\n  "id": }' },
  ]);
  await expect(page).toHaveURL(/\/import$/);
  await expect(report(page)).toContainText('2 objects understood in 1 run');
  await expect(report(page)).toContainText('broken.json');
  await expect(report(page)).toContainText('line 2, column 9: This is not valid JSON.');
  await expect(page.getByRole('status')).toContainText('Import finished');
  await expectAccessible(page, 'the report of an import');
  await report(page).getByRole('link', { name: 'Open the run' }).click();
  await expect(page).toHaveURL(new RegExp(address));
  await expect(page.locator('main[data-steps="complete"]')).toContainText(run.id);
  await expect(page.getByRole('tree').getByRole('treeitem').first()).toBeVisible();
});

test('JSON pasted anywhere is imported, in a field it is text, and the same run is not there twice', async ({
  page,
}) => {
  const { run, address } = someRun();
  await page.goto('/runs');
  await expect(page.getByRole('grid')).toBeVisible();
  await page.getByRole('searchbox').first().focus();
  await paste(page, JSON.stringify(run));
  await expect(page).toHaveURL(/\/runs/);
  await page.getByRole('searchbox').first().blur();
  for (let time = 0; time < 2; time++) {
    await paste(page, JSON.stringify(run));
    await expect(report(page)).toContainText('1 object understood in 1 run');
    await page.getByRole('link', { name: 'Runs', exact: true }).click();
    await expect(page).toHaveURL(/\/runs/);
    await expect(page.getByRole('grid')).toBeVisible();
  }
  await page.goto(address);
  await expect(page.getByRole('main')).toContainText(run.id);
});

test('a text in the page, a file from the disk; what nobody understands fails and says why', async ({ page }) => {
  await page.goto('/import');
  const { run } = someRun();
  await page.getByLabel('Or paste JSON').fill(JSON.stringify(run));
  await page.getByRole('button', { name: 'Import text' }).click();
  await expect(report(page)).toContainText('1 object understood');
  const field = page.getByLabel('Or paste JSON');
  await expect(field).toHaveValue('');
  await field.fill('{"id": ');
  await page.getByRole('button', { name: 'Import text' }).click();
  await expect(page.getByRole('note')).toContainText('In pasted text, line 1');
  await expect(field).toHaveValue('{"id": ');
  await page
    .getByTestId('import-files')
    .setInputFiles({ name: 'notes.txt', mimeType: 'text/plain', buffer: Buffer.from('hello') });
  await expect(page.getByRole('note')).toContainText('Nothing in this import was understood');
  await expect(page.getByRole('note')).toContainText('notes.txt, line 1, column 1');
  await expectAccessible(page, 'a failed import');
  await page.getByRole('button', { name: 'Dismiss' }).click();
  await expect(page.getByRole('note')).toHaveCount(0);
});

test('JSON pasted into the omnibox is imported on request', async ({ page }) => {
  const { run } = someRun();
  await page.goto('/runs');
  await page.getByRole('combobox').fill(JSON.stringify(run));
  await page.getByRole('option', { name: 'Import this JSON' }).click();
  await expect(report(page)).toContainText('1 object understood in 1 run');
});

test('the import is found in the bar and among the commands', async ({ page }) => {
  await page.goto('/runs');
  await page.getByRole('combobox').click();
  await page.getByRole('combobox').fill('import');
  await page.getByRole('option', { name: /Import files/ }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Import' })).toBeVisible();
  await expect(page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Import' })).toHaveAttribute(
    'aria-current',
    'page',
  );
  await expect(page).toHaveTitle(/Import/);
  await expectAccessible(page, 'the import page');
});

test('on a phone everything fits and is reached', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto('/import');
  await expect(page.getByRole('button', { name: 'Choose files' })).toBeVisible();
  await expectAccessible(page, 'the import page on a phone');
  const wider = await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth);
  expect(wider).toBe(false);
});

test.describe('by HTTP', () => {
  test.use({ allowedErrors: [FAILED_ANSWER] });

  test('progress, a report after the commit, 422 for nothing, 403 for strangers', async ({ request, baseURL }) => {
    const own = { origin: new URL(baseURL ?? '').origin, 'x-runlens': '1' };
    const { run } = someRun();
    const data = JSON.stringify(run);
    const begun = await request.post('/api/imports', {
      headers: { ...own, prefer: 'respond-async', 'content-type': 'application/json' },
      data,
    });
    expect(begun.status()).toBe(202);
    const { id } = (await begun.json()) as { id: string };
    await expect
      .poll(
        async () =>
          ((await (await request.get(`/api/imports/${id}`)).json()) as { progress: { state: string } }).progress.state,
      )
      .toBe('done');
    const post = (body: string, headers: Record<string, string> = own) =>
      request.post('/api/imports', { headers: { 'content-type': 'application/json', ...headers }, data: body });
    const done = await post(data);
    expect(done.status()).toBe(201);
    expect(await done.json()).toMatchObject({ runs: [{ source: 'file' }], understood: 1, raw: 0, refused: [] });
    expect((await post('{"a":1}')).status()).toBe(422);
    expect((await post(data, {})).status()).toBe(403);
    expect((await post(data, { ...own, origin: 'https://elsewhere.example' })).status()).toBe(403);
    expect((await request.get('/api/imports/imp_nothere')).status()).toBe(404);
  });

  test('the recorded folder is imported as it is', async ({ page }) => {
    test.skip(recordings === null, 'RUNLENS_RECORDINGS names no folder of recorded exchanges');
    await page.goto('/import');
    await page.getByTestId('import-folder').setInputFiles(recordings ?? '');
    await expect(report(page)).toContainText('in 43 runs', { timeout: 60_000 });
    await expect(report(page)).toContainText('INDEX.md');
    await report(page).getByRole('list').last().getByRole('link').first().click();
    await expect(page.locator('main[data-steps="complete"]')).toBeVisible();
  });
});
