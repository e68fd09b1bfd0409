import { expect, test } from './fixtures.ts';
import { churn, unfinishedRun } from './known-runs.ts';
import { openLive } from './pages.ts';

test('a thread shows its messages in order with the runs in place', async ({ page, request }) => {
  const run = await churn(request);
  await openLive(page, `/threads/sample/${run.threadId}`);
  const main = page.locator('main');
  const question = main.getByText(/Both files are attached|Use the two files/).first();
  const link = main.getByRole('link', { name: /run_Qm4T/ }).first();
  const answer = main.getByText(/I.ll use the definition of churn/).first();
  await expect(question).toBeVisible();
  // A part that is being drawn again has no place for a moment.
  await expect(async () => {
    const boxes = await Promise.all([question, link, answer].map((one) => one.boundingBox()));
    const places = boxes.map((box) => box?.y ?? Number.NaN);
    expect(places).not.toContain(Number.NaN);
    expect(places).toEqual(places.toSorted((a, b) => a - b));
  }).toPass({ timeout: 15_000 });
  await link.click();
  await expect(page).toHaveURL(new RegExp(run.key));
});

test('it says which run blocks the thread', async ({ page, request }) => {
  const run = await unfinishedRun(request, 'requires_action');
  await openLive(page, `/threads/sample/${run.threadId}`);
  await expect(page.getByText(/block/i).first()).toBeVisible();
});

test('what was opened on the page of a thread is open again', async ({ page, request }) => {
  const { threadId } = await churn(request);
  await openLive(page, `/threads/sample/${threadId}`);
  const metadata = page.locator('header details', { hasText: 'Metadata (' });
  await metadata.locator('summary').click();
  await expect(page).toHaveURL(/\?more=thread\.metadata$/);
  const annotations = page.locator('li details', { hasText: 'Annotations as received' }).first();
  await annotations.locator('summary').click();
  await expect(page).toHaveURL(/\?more=thread\.metadata,turn\.\d+\.[\w.]*annotations$/);
  await page.reload();
  await expect(metadata).toHaveAttribute('open', '');
  await expect(annotations).toHaveAttribute('open', '');
  await metadata.locator('summary').click();
  await expect(page).toHaveURL(/\?more=turn\.\d+\.[\w.]*annotations$/);
});
