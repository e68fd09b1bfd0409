import { expectAccessible, test } from './fixtures.ts';
import { everyPage, FAILED_ANSWER, open } from './pages.ts';

test.use({ allowedErrors: [FAILED_ANSWER] });

/** Layouts change with the width; what stands in them hardly does. */
const ALSO_ON_A_PHONE =
  /^(?:all runs|a run that is (?:failed|completed)|a conversation|a thread|a hostile run|a run that is not there|the import page|the sources|access tokens|the audit trail)$/;

test('no page has a serious accessibility fault, light and dark', async ({ page, request }) => {
  test.setTimeout(480_000);
  for (const { shows, path } of await everyPage(request)) {
    await test.step(shows, async () => {
      await open(page, path);
      await expectAccessible(page, shows);
    });
  }
});

test('no page has a serious accessibility fault on a phone, light and dark', async ({ page, request }) => {
  test.setTimeout(480_000);
  await page.setViewportSize({ width: 390, height: 844 });
  for (const { shows, path } of (await everyPage(request)).filter((one) => ALSO_ON_A_PHONE.test(one.shows))) {
    await test.step(shows, async () => {
      await open(page, path);
      await expectAccessible(page, shows);
    });
  }
});
