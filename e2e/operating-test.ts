import { startOperating } from './agents-host.ts';
import { test as base } from './fixtures.ts';

/** Tests on a server of their own for each worker, which may write to the host of runs. */
export const test = base.extend<object, { operating: string }>({
  operating: [
    async ({}, use) => {
      const { app, origin } = await startOperating();
      await use(origin);
      await app.stop();
    },
    { scope: 'worker' },
  ],
  baseURL: async ({ operating }, use) => use(operating),
});
