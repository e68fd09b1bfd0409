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

export { expect } from 'playwright/test';

/** Fails on what the accessibility checker finds serious or critical on the page as it is, in both colour schemes. */
export async function expectAccessible(page: Page): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    const { violations } = await new AxeBuilder({ page }).analyze();
    const grave = violations
      .filter((one) => one.impact === 'serious' || one.impact === 'critical')
      .map((one) => `${one.id}: ${one.help}\n  ${one.nodes.map((node) => node.html).join('\n  ')}`);
    expect(grave, `accessibility in ${colorScheme} colours`).toEqual([]);
  }
}
