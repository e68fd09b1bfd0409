import { expect, expectAccessible, test } from './fixtures.ts';
import { churn } from './known-runs.ts';
import { openLive } from './pages.ts';

test.use({ allowedErrors: [/net::ERR_FAILED/] });

test('a page of which a script did not come can be read, says so, and is loaded again', async ({ page, request }) => {
  const run = await churn(request);
  const path = `/runs/sample/${run.key}`;
  const scripts: string[] = [];
  page.on('request', (sent) => {
    if (sent.resourceType() === 'script') scripts.push(new URL(sent.url()).pathname);
  });
  await openLive(page, path);
  await expect(page.getByText('A part of this page did not load')).toHaveCount(0);
  const first = [...new Set(scripts)];
  expect(first.length).toBeGreaterThan(5);
  for (const [place, missing] of [first[0], first[4]].entries()) {
    if (missing === undefined) throw new Error('no script');
    await page.route(`**${missing}`, (route) => route.abort());
    // The same address with a place in it would load nothing.
    await page.goto('about:blank');
    await page.goto(`${path}#main`);
    const note = page.getByRole('alert').filter({ hasText: 'A part of this page did not load' });
    await expect(note).toBeVisible();
    await expect(page.getByRole('tree', { name: /^Steps of/ })).toBeVisible();
    if (place === 0) await expectAccessible(page, 'a page without one of its scripts');
    await page.unroute(`**${missing}`);
    await note.getByRole('link', { name: 'Reload' }).click();
    await page.waitForFunction(() => {
      const drawn = document.querySelector('main');
      return drawn !== null && Object.keys(drawn).some((name) => name.startsWith('__react'));
    });
    await expect(note).toHaveCount(0);
    await expect(page).toHaveURL(new RegExp(run.key.replace('.', String.raw`\.`)));
  }
});
