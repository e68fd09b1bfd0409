import { AxeBuilder } from '@axe-core/playwright';
import { type BrowserContext, expect, type Page, test as base } from 'playwright/test';
import { ground } from './environment.ts';

/** Console errors that a test brings about on purpose; everything else that a page complains of fails it. */
interface Watch {
  allowedErrors: RegExp[];
  watched: void;
}

function watch(context: BrowserContext): string[] {
  const seen: string[] = [];
  context.on('console', (message) => {
    if (message.type() === 'error') seen.push(`console: ${message.text()} (${message.location().url})`);
  });
  context.on('weberror', (error) => seen.push(`page: ${error.error().stack ?? error.error().message}`));
  return seen;
}

/** Tests on the built app: relative addresses mean it, and no page may log an error or break its security policy. */
export const test = base.extend<Watch>({
  baseURL: async ({}, use) => use(ground().app),
  allowedErrors: [[], { option: true }],
  watched: [
    async ({ context, allowedErrors }, use) => {
      const seen = watch(context);
      await context.addInitScript(() => {
        document.addEventListener('securitypolicyviolation', (event) => {
          console.error(`policy violation: ${event.violatedDirective} ${event.blockedURI} ${event.sourceFile}`);
        });
      });
      await use();
      const unexpected = seen.filter((line) => !allowedErrors.some((pattern) => pattern.test(line)));
      expect(unexpected, 'errors and policy violations of the pages').toEqual([]);
    },
    { auto: true },
  ],
});

/** Elements shown of each fault. */
const SHOWN = 3;

export { expect } from 'playwright/test';

/**
 * Notes as failures what the checker finds serious or critical on the page as it is, in light colours and, as far as colours
 * go, in dark ones.
 */
export async function expectAccessible(page: Page, shows: string): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    // Legacy mode opens no second page for frames of other origins: these pages may have none.
    const checker = new AxeBuilder({ page }).setLegacyMode().options({ resultTypes: ['violations'] });
    if (colorScheme === 'dark') checker.withRules(['color-contrast', 'link-in-text-block']);
    const { violations } = await checker.analyze();
    const grave = violations
      .filter((one) => one.impact === 'serious' || one.impact === 'critical')
      .map((one) => [
        `${one.id}, ${one.nodes.length} times: ${one.help}`,
        ...one.nodes.slice(0, SHOWN).map((node) => node.html),
      ]);
    expect.soft(grave.flat(), `accessibility of ${shows}, ${colorScheme}`).toEqual([]);
  }
}
