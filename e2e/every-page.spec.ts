import type { Page } from 'playwright/test';
import { ground } from './environment.ts';
import { expect, expectAccessible, test } from './fixtures.ts';
import { everyPage, FAILED_ANSWER, open } from './pages.ts';
import { OWNED } from './upstream/hostile-texts.ts';

test.use({ allowedErrors: [FAILED_ANSWER] });

/** Tests that share the pages out among the workers. */
const PARTS = 4;

/** Layouts change with the width; what stands in them hardly does. */
const ALSO_ON_A_PHONE =
  /^(?:all runs|a run that is (?:failed|completed)|a conversation|a thread|a hostile run|a run that is not there|the import page|the sources|access tokens|the audit trail)$/;

/** Notes as failures what a source has brought the page to do, and ways it has left open to it. */
async function expectUnharmed(page: Page): Promise<void> {
  expect.soft(await page.evaluate((name) => name in window, OWNED), 'a script of the source ran').toBe(false);
  expect.soft(await page.evaluate(() => Object.hasOwn(Object.prototype, 'polluted'))).toBe(false);
  expect.soft(new URL(page.url()).origin).toBe(ground().app);
  const foreign = page.locator('script[src^="http"], iframe, object, embed, base, meta[http-equiv="refresh"]');
  expect.soft(await foreign.count()).toBe(0);
  const ways = page.locator('a[href^="javascript:" i], a[href^="data:" i], a[href^="vbscript:" i]');
  expect.soft(await ways.count()).toBe(0);
}

for (let part = 0; part < PARTS; part += 1) {
  test(`no page runs what a source sent, asks another host or has a serious accessibility fault, light and dark, ${part + 1} of ${PARTS}`, async ({
    page,
    request,
  }) => {
    test.setTimeout(240_000);
    const elsewhere: string[] = [];
    page.on('request', (sent) => {
      if (new URL(sent.url()).origin !== ground().app && /^(?:https?|wss?):/.test(sent.url()))
        elsewhere.push(sent.url());
    });
    const visits = await everyPage(request);
    for (const { shows, path } of visits.filter((_, i) => i % PARTS === part)) {
      await test.step(shows, async () => {
        await open(page, path);
        await expectUnharmed(page);
        await expectAccessible(page, shows);
      });
    }
    expect(elsewhere, 'requests to other hosts').toEqual([]);
  });
}

test('no page has a serious accessibility fault on a phone, light and dark', async ({ page, request }) => {
  test.setTimeout(240_000);
  await page.setViewportSize({ width: 390, height: 844 });
  for (const { shows, path } of (await everyPage(request)).filter((one) => ALSO_ON_A_PHONE.test(one.shows))) {
    await test.step(shows, async () => {
      await open(page, path);
      await expectAccessible(page, shows);
    });
  }
});
