import { expect, test } from './fixtures.ts';
import { knownRuns } from './known-runs.ts';
import { openLive } from './pages.ts';

// Pictures of every step of so many pages would take longer than the pages.
test.use({ trace: 'off' });

/** Two tests share the work, so that both workers have some. */
for (const [part, name] of ['first', 'second'].entries()) {
  // Console errors, page errors and policy violations fail it by the fixture.
  test(`every run of the sample opens without a complaint of the browser, ${name} half`, async ({ page, request }) => {
    test.setTimeout(240_000);
    const runs = (await knownRuns(request, 'sample', 60)).filter((_, place) => place % 2 === part);
    expect(runs.length).toBeGreaterThanOrEqual(30);
    for (const run of runs) {
      await test.step(run.id, async () => {
        await openLive(page, `/runs/sample/${run.key}`);
        await page.locator('main[data-steps=complete]').waitFor();
        await page.getByRole('tree', { name: `Steps of ${run.id}` }).waitFor();
      });
    }
  });
}
