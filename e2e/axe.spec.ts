import { expectAccessible, test } from './fixtures.ts';
import { everyPage, FAILED_ANSWER, open } from './pages.ts';

test.use({ allowedErrors: [FAILED_ANSWER] });

for (const { size, viewport } of [
  { size: 'a desk', viewport: { width: 1440, height: 900 } },
  { size: 'a phone', viewport: { width: 390, height: 844 } },
]) {
  test(`no page has a serious accessibility fault on ${size}, light and dark`, async ({ page, request }) => {
    test.setTimeout(300_000);
    await page.setViewportSize(viewport);
    for (const { shows, path } of await everyPage(request)) {
      await test.step(shows, async () => {
        await open(page, path);
        await expectAccessible(page);
      });
    }
  });
}
