import { readFile } from 'node:fs/promises';
import type { Download, Page } from 'playwright/test';
import { ground } from './environment.ts';
import { expect, expectAccessible, test } from './fixtures.ts';
import { churn } from './known-runs.ts';
import { openLive } from './pages.ts';

interface Bundle {
  runlens: number;
  runs: { source: string; key: string }[];
  objects: { kind: string; id: string; text: string }[];
  files: { fileId: string; name: string; base64: string }[];
  missing: unknown[];
}

async function textOf(download: Download): Promise<string> {
  return readFile(await download.path(), 'utf8');
}

/** Presses an item of the export menu and waits for the file. */
async function take(page: Page, item: RegExp): Promise<Download> {
  await page.getByRole('button', { name: /^Export / }).click();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('menuitem', { name: item }).click(),
  ]);
  return download;
}

test('the failed run leaves its page as a bundle, as Markdown and as lines', async ({ page, request }) => {
  const { id, key } = await churn(request);
  const api = `/api/runs/sample/${key}`;
  await openLive(page, `/runs/sample/${key}`);

  const file = await take(page, /^JSON bundle/);
  expect(file.suggestedFilename()).toBe(`${id}.runlens.json`);
  const bundle = JSON.parse(await textOf(file)) as Bundle;
  expect(bundle).toMatchObject({ runlens: 1, runs: [{ source: 'sample', key }], missing: [] });
  const kinds = ['run', 'thread', 'assistant', 'message', 'step', 'file'];
  const count = (kind: string) => bundle.objects.filter((one) => one.kind === kind).length;
  expect(kinds.map(count)).toEqual([1, 1, 1, 3, 7, 3]);
  for (const { kind, id: object, text } of bundle.objects) {
    if (kind === 'run') expect(text).toBe(await (await request.get(`${api}/raw`)).text());
    if (kind === 'step') expect(text).toBe(await (await request.get(`${api}/raw?step=${object}`)).text());
    if (kind === 'message') expect(text).toBe(await (await request.get(`${api}/raw?message=${object}`)).text());
  }
  expect(bundle.files.map(({ name }) => name)).toEqual([
    'accounts_2026q3.csv',
    'churn_definitions.pdf',
    'churn_by_segment.png',
  ]);
  for (const { fileId, base64 } of bundle.files) {
    const bytes = await (await request.get(`${api}/files/${fileId}`)).body();
    expect(Buffer.from(base64, 'base64').equals(bytes)).toBe(true);
  }

  const markdown = await textOf(await take(page, /^Markdown/));
  expect(markdown.length).toBeLessThanOrEqual(32_000);
  const order = ['## Failing step 7 of 7', 'Rate limit reached for gpt-4.1', '## Verdict', '## Question', '## Answer'];
  const places = order.map((words) => markdown.indexOf(words));
  expect(places).not.toContain(-1);
  expect(places).toEqual([...places].sort((a, b) => a - b));

  const lines = (await textOf(await take(page, /^JSON Lines/))).trimEnd().split('\n');
  expect(lines).toHaveLength(bundle.objects.length);
  for (const [i, line] of lines.entries()) {
    const { object, ...about } = JSON.parse(line) as { object: unknown; id: string };
    expect(about.id).toBe(bundle.objects[i]?.id);
    expect(object).toEqual(JSON.parse(bundle.objects[i]?.text ?? ''));
  }
});

test('the Markdown goes to the clipboard, from the menu by keys and from the palette', async ({
  page,
  request,
  context,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: ground().app });
  const { key } = await churn(request);
  await openLive(page, `/runs/sample/${key}`);
  const button = page.getByRole('button', { name: /^Export / });
  await button.focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('menuitem').first()).toBeFocused();
  await page.keyboard.press('End');
  await page.keyboard.press('Enter');
  await expect(page.getByText(/Copied the Markdown, about [\d,]+ tokens/).first()).toBeVisible();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  expect(copied).toContain('## Failing step 7 of 7');
  await expect(button).toBeFocused();
  await page.keyboard.press('ControlOrMeta+k');
  await page.keyboard.type('export lines');
  const [download] = await Promise.all([page.waitForEvent('download'), page.keyboard.press('Enter')]);
  expect(download.suggestedFilename()).toMatch(/^run_Qm4T\w+\.jsonl$/);
});

test('runs of the list are selected by keys and boxes and leave as one file', async ({ page, request }) => {
  await churn(request);
  await openLive(page, '/runs?source=sample&status=failed');
  const rows = page.locator('[role="row"][data-index]');
  await rows.nth(2).waitFor();
  await page.keyboard.press('j');
  await page.keyboard.press('x');
  await rows.nth(2).getByRole('checkbox').check();
  await expect(page.locator('[role="row"][aria-selected="true"]')).toHaveCount(2);
  const bar = page.getByRole('toolbar', { name: 'Selection' });
  await expect(bar).toContainText('2 runs selected');
  await bar.getByRole('button', { name: 'Export 2 runs' }).click();
  await expect(page.getByRole('menuitem').first()).toBeVisible();
  await expectAccessible(page, 'the list with a selection and its menu');
  await page.keyboard.press('Escape');

  const file = await take(page, /^JSON bundle/);
  expect(file.suggestedFilename()).toBe('2-runs.runlens.json');
  const bundle = JSON.parse(await textOf(file)) as Bundle;
  const addresses = await rows.getByRole('link').evaluateAll((links) => links.map((link) => link.getAttribute('href')));
  expect(bundle.runs.map((run) => `/runs/${run.source}/${run.key}`)).toEqual([addresses[0], addresses[2]]);
  expect(bundle.objects.filter(({ kind }) => kind === 'run')).toHaveLength(2);
  await expect(page.getByText(/Exported 2 runs/).first()).toBeVisible();

  const markdown = await textOf(await take(page, /^Markdown/));
  expect(markdown.match(/^# Run `/gm)).toHaveLength(2);
  await page.keyboard.press('Escape');
  await expect(bar).toHaveCount(0);
});

test('an export that breaks off at the source is cut, not ended', async ({ request }) => {
  const broken = '/api/runs/faulty/thread_faulty.run_steps_badjson/export?format=json';
  await expect(request.get(broken)).rejects.toThrow();
  const gone = await request.get('/api/runs/sample/thread_none.run_none/export?format=json');
  expect(gone.status()).toBe(404);
  expect(gone.headers()['content-disposition']).toBeUndefined();
  const foreign = await request.post('/api/exports', {
    headers: { origin: 'http://elsewhere.example', 'x-runlens': '1' },
    data: { runs: [{ source: 'sample', key: 'thread_a.run_a' }], format: 'json' },
  });
  expect(foreign.status()).toBe(403);
});
