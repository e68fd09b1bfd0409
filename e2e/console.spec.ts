import { expect, test } from './fixtures.ts';
import { knownRuns } from './known-runs.ts';
import { openLive } from './pages.ts';

/** Two tests share the work, so that both workers have some. */
for (const [part, name] of ['first', 'second'].entries()) {
  // Console errors, page errors and policy violations fail it by the fixture.
  test(`every run of the sample opens without a complaint of the browser, ${name} half`, async ({ page, request }) => {
    test.setTimeout(120_000);
    const runs = (await knownRuns(request, 'sample', 60)).filter((_, place) => place % 2 === part);
    expect(runs.length).toBeGreaterThanOrEqual(30);
    for (const run of runs) {
      await test.step(run.id, async () => {
        await openLive(page, `/runs/sample/${run.key}`);
        await expect(page.locator('main')).toHaveAttribute('data-steps', 'complete');
        await expect(page.getByRole('tree', { name: `Steps of ${run.id}` })).toBeVisible();
      });
    }
  });
}
