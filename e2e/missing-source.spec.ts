import { expect, test } from './fixtures.ts';
import { FAILED_ANSWER } from './pages.ts';

test.use({ allowedErrors: [FAILED_ANSWER] });

for (const path of ['/runs/nowhere/thread_a.run_a', '/threads/nowhere/thread_a']) {
  test(`${path} says that there is no such source, and where they are listed`, async ({ page }) => {
    const answer = await page.goto(path);
    expect(answer?.status()).toBe(404);
    await expect(page.getByText('No source with this ID')).toBeVisible();
    await expect(page.getByText(/^No source nowhere is configured here/)).toBeVisible();
    await expect(page.getByText(/^The source has/)).toHaveCount(0);
    await page.getByRole('link', { name: 'All sources' }).click();
    await expect(page).toHaveURL(/\/settings\/sources$/);
    const asked = await page.request.get(`/api${path}`);
    expect(asked.status()).toBe(404);
    expect(((await asked.json()) as { error: { message: string } }).error.message).toMatch(/^No source of that ID/);
  });
}

test('a run that a source does not have is not said to be of no source', async ({ page }) => {
  await page.goto('/runs/sample/thread_none.run_none');
  await expect(page.getByText('No run with this ID')).toBeVisible();
  await expect(page.getByText(/^The source has nothing under/)).toBeVisible();
});
