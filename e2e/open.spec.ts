import { expect, test } from './fixtures.ts';
import { knownRuns } from './known-runs.ts';
import { openLive } from './pages.ts';

test('the omnibox opens threads, pairs and addresses by keyboard alone', async ({ page, request }) => {
  const [run] = (await knownRuns(request, 'sample', 60)).filter((one) => one.status === 'completed');
  if (!run) throw new Error('no run');
  const open = async (text: string) => {
    await openLive(page, '/runs');
    await page.keyboard.press('Control+k');
    const box = page.getByRole('combobox');
    await expect(box).toBeFocused();
    await box.fill(text);
    await expect(
      page
        .getByRole('option')
        .filter({ hasText: /Sample/ })
        .first(),
    ).toBeVisible();
    const sample = page
      .getByRole('option')
      .filter({ hasText: /Sample/ })
      .first();
    while ((await sample.getAttribute('aria-selected')) !== 'true') await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
  };
  await open(`${run.threadId}/${run.id}`);
  await expect(page).toHaveURL(new RegExp(`/runs/sample/${run.key}`));
  await open(run.threadId);
  await expect(page).toHaveURL(`/threads/sample/${run.threadId}`);
  await open(`https://host.example/prefix/v1/threads/${run.threadId}/runs/${run.id}?api-version=v1`);
  await expect(page).toHaveURL(new RegExp(`/runs/sample/${run.key}`));
});

test('it says what is missing and what cannot be found', async ({ page }) => {
  await openLive(page, '/runs');
  await page.keyboard.press('Control+k');
  const box = page.getByRole('combobox');
  await box.fill('run_ThisRunIsUnknown0000000000');
  await expect(page.getByText(/run ID alone cannot be found without its thread/)).toBeVisible();
  await box.fill('not an id at all');
  await expect(page.getByText(/No ID was found/)).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('listbox')).toHaveCount(0);
});
