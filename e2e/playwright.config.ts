import { defineConfig } from 'playwright/test';
import { chromiumPath } from './environment.ts';

/** Flags for a browser that only tests use; none of them loosens what a page may do. */
const FLAGS = [
  '--no-sandbox',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export default defineConfig({
  testDir: '.',
  testMatch: '**/*.spec.ts',
  outputDir: '../test-results/browser',
  globalSetup: './global-setup.ts',
  globalTimeout: 40 * 60_000,
  timeout: 90_000,
  expect: { timeout: 15_000 },
  fullyParallel: true,
  // A third does something while the others wait for what takes its time.
  workers: 3,
  retries: 2,
  forbidOnly: true,
  reporter: [['list'], ['json', { outputFile: '../test-results/browser.json' }]],
  use: {
    viewport: { width: 1440, height: 900 },
    trace: 'on-first-retry',
    launchOptions: { args: FLAGS, ...(chromiumPath ? { executablePath: chromiumPath } : {}) },
  },
});
